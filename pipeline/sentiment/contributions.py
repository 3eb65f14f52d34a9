"""Why a sentence has its score: the words that made it and what each contributed; the sum is the score.

For `vader` the compound is a sum of valences times a common factor, so every word has its share. For `news` the score
is a curve over added-up evidence: each word gets its part of the way from the score of an empty sentence to that of
this one, averaged along the straight path between them (integrated gradients; Sundararajan, Taly & Yan 2017).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Float64
from pipeline.sentiment.contribution_rules import cues
from pipeline.sentiment.news_model import coefficients, directions, evidence, lengths, shares
from pipeline.sentiment.news_tokens import news_tokens
from pipeline.sentiment.news_words import NewsWords, news_words
from pipeline.sentiment.vader import ALPHA, Sums, squash, weighed
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.sentiment.vader_words import VaderWords, vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

EMPHASIS, CONSTANT, OTHERS = "! and ?", "any sentence", "other words"
_SMALL = 0.02  # lesser contributions are told together
_NOTHING = 1e-12
_STEPS, _WEIGHTS = np.polynomial.legendre.leggauss(24)


class Reason(NamedTuple):
    """A word, or a rule on one, and what it adds to the score.

    Attributes:
        word: as it stands in the sentence, the cue of a rule and the word that it changed, or a name.
        contribution: added to the score, -1..1.
        start: first character within the sentence; -1 for what has no place.
        end: one past the last character; -1 likewise.
    """

    word: str
    contribution: float
    start: int = -1
    end: int = -1


def reasons(text: str, model: str, extra: tuple[tuple[str, float], ...] = ()) -> list[Reason]:
    """What made the score of a sentence.

    Args:
        text: one sentence or headline.
        model: news or vader.
        extra: (word, valence) pairs of a user's own lexicon.

    Returns:
        Reasons in the order of the sentence, those without a place last; their contributions sum to the compound that
        the model gives the sentence.
    """
    letters = characters(strings([text]))
    passage = Passages(letters, letters.bounds[:-1], letters.bounds[1:])
    if model == "vader":
        words = vader_words(extra)
        return _of_vader(weighed(vader_tokens(passage, words), words), words)
    known = news_words(extra)
    return _of_news(weighed(news_tokens(passage, known.rules), known.rules), known)


def _of_vader(found: Sums, words: VaderWords) -> list[Reason]:
    """Each word with its valence, and apart from it what the rules made of it."""
    factor = float(1 / np.sqrt(found.total[0] ** 2 + ALPHA))
    listed = []
    given = words.valence[found.tokens.ids[found.hits.places]] * factor
    for hit, place in enumerate(found.hits.places.tolist()):
        listed.append(_placed(found, place, float(given[hit])))
        listed += _ruled(found, words, hit, float(found.value[hit] * factor - given[hit]))
    return listed + _named(EMPHASIS, float(found.total[0] - found.value.sum()) * factor)


def _ruled(found: Sums, words: VaderWords, hit: int, change: float) -> list[Reason]:
    """What the rules made of a hit, if anything."""
    if abs(change) < _NOTHING:
        return []
    word = _placed(found, int(found.hits.places[hit]), change)
    return [word._replace(word=f"{cues(found, words, hit)} \u2192 {word.word}")]


def _of_news(found: Sums, words: NewsWords) -> list[Reason]:
    """Each word with its part of the evidence, carried over to the score."""
    if not len(found.tokens.tokens):
        return []
    parts, ruled = _word_evidence(found, words)
    spare = _emphasis_evidence(found)
    pull = evidence(found, words).directions[:, 0]
    constant = coefficients()["constant"]
    slope = _slope(constant, evidence(found, words).total()[:, 0])
    told = [_placed(found, token, float(slope @ parts[:, token])) for token in range(parts.shape[1])]
    changes = (slope @ ruled).tolist()
    told += [reason for hit, change in enumerate(changes) for reason in _ruled(found, words.rules, hit, change)]
    large = sorted((reason for reason in told if abs(reason.contribution) >= _SMALL), key=lambda reason: reason.start)
    rest = sum(reason.contribution for reason in told) - sum(reason.contribution for reason in large)
    rest += sum(change for change in changes if abs(change) < _NOTHING)
    moved = "what rises and falls" if directions(found, words)[0] else ""
    base = float(_compound(constant[:, None])[0])
    named = ((OTHERS, rest), (EMPHASIS, float(slope @ spare)), (moved, float(slope @ pull)), (CONSTANT, base))
    return large + [reason for name, value in named for reason in _named(name, value)]


def _word_evidence(found: Sums, words: NewsWords) -> tuple[Float64, Float64]:
    """What each token adds to the evidence by itself, shape (2, n_tokens), and the rules on each hit, (2, n_hits)."""
    parts = words.evidence[:, found.tokens.ids] / float(lengths(found)[0])
    given = words.rules.valence[found.tokens.ids[found.hits.places]]
    own = _valence_evidence(found, given)
    parts[:, found.hits.places] += own
    return parts, _valence_evidence(found, found.value) - own


def _valence_evidence(found: Sums, value: Float64) -> Float64:
    """What hits of these valences add to the evidence, shape (2, n_hits)."""
    model = coefficients()
    lifted = np.maximum(value, 0.0) * model["positive"][:, None] + np.minimum(value, 0.0) * model["negative"][:, None]
    return np.asarray(_per_valence(found)[:, None] * value + lifted / float(lengths(found)[0]))


def _emphasis_evidence(found: Sums) -> Float64:
    """What exclamation and question marks add to the evidence, shape (2,)."""
    return _per_valence(found) * float(found.total[0] - found.value.sum())


def _per_valence(found: Sums) -> Float64:
    """What one unit of valence adds to the evidence by way of the sum of valences, shape (2,)."""
    total, model = float(found.total[0]), coefficients()
    if not total:
        return np.zeros(2)
    side = np.sign(total)
    squashed = float(squash(found.total)[0]) / total
    by_sum = model["compound"] + side * model["strength"]
    by_mean = model["total"] + side * model["size"]
    return np.asarray(by_sum * squashed + by_mean / float(lengths(found)[0]))


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


def _placed(found: Sums, token: int, contribution: float) -> Reason:
    """A reason that stands in the sentence."""
    start, end = int(found.tokens.tokens.starts[token]), int(found.tokens.tokens.ends[token])
    return Reason(found.tokens.text(token), contribution, start, end)


def _named(name: str, contribution: float) -> list[Reason]:
    """A reason without a place, if it adds anything."""
    return [Reason(name, contribution)] if name and contribution else []
