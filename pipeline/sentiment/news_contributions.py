"""Why the model `news` gave a sentence its score: what each word adds, and what each rule makes of it.

The score is a curve over added-up evidence: each word gets its part of the way from the score of an empty sentence to
that of this one, averaged along the straight path between them (integrated gradients; Sundararajan, Taly & Yan 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Float64
from pipeline.sentiment.composition import QUESTION, Composition, moving_rules, rule_factor
from pipeline.sentiment.news_model import Sums, coefficients, constants, evidence, features, lengths, shares
from pipeline.sentiment.news_words import NewsWords
from pipeline.sentiment.reasons import Reason, named

CONSTANT, OTHERS, ASKED = "any sentence", "other words", "a question"
_SMALL = 0.02  # lesser contributions are shown as one
_STEPS, _WEIGHTS = np.polynomial.legendre.leggauss(24)


def news_reasons(found: Sums, words: NewsWords) -> list[Reason]:
    """The reasons of one passage; their contributions sum to its compound."""
    if not len(found.tokens.ids):
        return []
    start = constants()
    slope = _slope(start[:, 0], evidence(found, words)[:, 0])
    units = _units(found)
    listed = [
        Reason(word, float(slope @ change), *place)
        for token in range(len(found.tokens.ids))
        for word, change, place in _of_token(found, words, units, token)
    ]
    large = sorted((reason for reason in listed if abs(reason.contribution) >= _SMALL), key=lambda reason: reason.start)
    rest = sum(reason.contribution for reason in listed) - sum(reason.contribution for reason in large)
    return large + named(OTHERS, rest) + named(CONSTANT, float(_compound(start)[0]))


class _Units(NamedTuple):
    """What one unit of tone adds to the evidence of a passage.

    Attributes:
        tone: to tone.
        ruled: to tone once more, where rules decided.
        strength: to strength, signed.
        feeling: to strength, whatever the sign.
        word: what one unit of learned evidence adds.
    """

    tone: float
    ruled: float
    strength: float
    feeling: float
    word: float

    def evidence(self, value: float, ruled: float, learned: tuple[float, float], factor: float) -> Float64:
        """Evidence for negative and positive of a word with this tone, ruled tone, learned evidence, and factor."""
        tone = value * self.tone + ruled * self.ruled + learned[0] * factor * self.word
        strength = value * self.strength + abs(value) * self.feeling + learned[1] * abs(factor) * self.word
        return np.array([strength - tone, strength + tone])


def _units(found: Sums) -> _Units:
    """The units of a passage: sums are squashed, so a unit adds less the larger they are."""
    model, table, length = (
        coefficients(),
        {k: float(v[0]) for k, v in features(found).items()},
        float(lengths(found)[0]),
    )
    made = found.composition
    total, ruled = float(made.value.sum()), float(made.value[made.spread(made.is_ruled)].sum())
    tone = model["compound"] * table["compound"] + model["total"] * table["total"]
    strength = model["strength"] * table["strength"] + model["size"] * table["size"]
    return _Units(
        tone / total if total else 0.0,
        model["ruled"] * table["ruled"] / ruled if ruled else 0.0,
        strength / total if total else 0.0,
        model["feeling"] / length,
        1 / length,
    )


def _of_token(
    found: Sums, words: NewsWords, units: _Units, token: int
) -> Iterator[tuple[str, Float64, tuple[int, int]]]:
    """A token by itself, then what each rule makes of it: name, evidence, place."""
    made = found.composition
    if not made.factor[token]:
        return
    tone, moved, ruled, last = _by_itself(made, token)
    learned = (float(words.evidence[0, found.tokens.ids[token]]), float(words.evidence[1, found.tokens.ids[token]]))
    text, place = _span(found, token)
    alone = ruled and tone == moved and last > token
    seen = units.evidence(tone, tone if alone else 0.0, learned, 1.0)
    yield text, seen, place
    factor, base = 1.0, tone
    for by, rule, share in _acting(found, token):
        factor *= share
        base = moved if base == moved or rule in moving_rules() else base
        then = units.evidence(base * factor, base * factor if ruled else 0.0, learned, factor)
        yield f"{_span(found, by)[0] if by >= 0 else ASKED} \u2192 {text}", then - seen, place
        seen = then


def _by_itself(made: Composition, token: int) -> tuple[float, float, bool, int]:
    """Tone alone, tone where a rule may have moved it, whether that or a phrase decided, last token of the phrase."""
    marked = made.marked
    at = int(np.searchsorted(marked.token, token))
    if at == len(marked.token) or marked.token[at] != token:
        return 0.0, 0.0, False, token
    return float(marked.tone[at]), float(made.given[at]), bool(made.is_ruled[at]), int(marked.last[at])


def _acting(found: Sums, token: int) -> list[tuple[int, int, float]]:
    """The words that act on a token, their rules, and the factor of each; a question acts from outside (-1)."""
    made, scopes = found.composition, found.composition.scopes
    scope, reached = made.targets.of(scopes)
    given = _by_itself(made, token)[1]
    listed = [
        (int(scopes.by[k]), int(scopes.rule[k]), rule_factor(int(scopes.rule[k]), given))
        for k in scope[reached == token].tolist()
    ]
    listed.sort(key=lambda row: row[1] not in moving_rules())
    return listed + ([(-1, 0, QUESTION)] if found.tokens.is_question[0] else [])


def _span(found: Sums, token: int) -> tuple[str, tuple[int, int]]:
    """A token, or the phrase that begins with it, as it stands there, and its place."""
    tokens = found.tokens.tokens
    start, end = int(tokens.starts[token]), int(tokens.ends[_by_itself(found.composition, token)[3]])
    return found.tokens.passages.batch.text[start:end], (start, end)


def _slope(start: Float64, end: Float64) -> Float64:
    """The mean slope of the compound on the way from one evidence to another, shape (2,)."""
    way = (_STEPS + 1) / 2
    points = start[:, None] + (end - start)[:, None] * way
    negative, _, positive = shares(points)
    compound = positive - negative
    gradient = np.array([-negative * (1 + compound), positive * (1 - compound)])
    return np.asarray(gradient @ (_WEIGHTS / 2))


def _compound(total: Float64) -> Float64:
    """The compound of evidence of shape (2, n)."""
    negative, _, positive = shares(total)
    return positive - negative
