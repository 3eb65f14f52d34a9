"""Tone towards a name: what its sentence says of it, by the words around it.

Evidence is added up as in `news_model`. Each word has learned weights for five regions of the sentence: all of it, what
stands in the clause of the name behind it (what it does, if it is the subject) and before it (what is done to it), and
the nearest words of either side. Lexicon and rules count in the sentence, the clause, and some words of either side.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from pipeline.arrays.ranges import counts_before, numbers_of, range_bounds, ranges
from pipeline.arrays.types import Float64, Int32, Int64, Integer
from pipeline.resources import resource
from pipeline.sentiment.news_model import Sums, lengths, shares, squash
from pipeline.sentiment.target_weights import REGIONS
from pipeline.sentiment.word_totals import word_totals

BEFORE, BEHIND = 4, 8
"""Tokens before and behind a name that count as said of it."""
NEAREST = 2
"""Tokens right behind and right before a name whose words have weights of their own: the verb that it governs."""
TONES = ("compound", "total", "ruled", "clause", "behind", "before")
STRENGTHS = ("strength", "size", "feeling", "clause", "clause_size", "behind", "behind_size", "before", "before_size")
_HALF = 4.0


class Mentions(NamedTuple):
    """Names in passages, int64, shape (n,) each.

    Attributes:
        passage: the passage of each.
        first: its first token.
        last: its last token.
    """

    passage: Int64
    first: Int64
    last: Int64


@cache
def coefficients() -> Mapping[str, float]:
    """Feature -> its coefficient, as trained; those of tone and of strength are told apart by a prefix."""
    lines = resource("en/news_target_model.tsv").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines if not line.startswith("#"))}


def mentions_at(found: Sums, passage: Int64, start: Int64, end: Int64) -> Mentions:
    """The tokens of names.

    Args:
        found: passages in context.
        passage: int64, shape (n,): the passage of each name.
        start: int64, shape (n,): its first character, counted through the batch.
        end: int64, shape (n,): one past its last.
    """
    tokens = found.tokens
    begin, last_of = tokens.bounds[passage], np.maximum(tokens.bounds[passage + 1] - 1, tokens.bounds[passage])
    before = begin - tokens.first[passage]
    starts, ends = tokens.whole.bytes_of(start, end)
    word = tokens.whole.words_before(starts)
    first = np.clip(word + before, begin, last_of)
    last = tokens.whole.words_before_ends(word, ends) + before - 1
    return Mentions(passage, first, np.clip(last, first, last_of))


class Region(NamedTuple):
    """Tokens that count as said of some names, name after name; int64, shape (k,) each.

    Attributes:
        token: the token.
        home: number of the name that it is looked at for.
    """

    token: Int64
    home: Int64


def region(found: Sums, mentions: Mentions, name: str) -> Region:
    """The tokens of each name's sentence that are `own` of the name, `behind` it, `before` it, or `all` the others.

    `next` and `last` are the nearest of those behind it and before it, `clause_behind` and `clause_before` all of its
    clause.
    """
    if name != "all":
        return _ranges(*_edges(found, mentions, name))
    bounds = found.tokens.bounds
    whole = _ranges(bounds[mentions.passage], bounds[mentions.passage + 1])
    first, last = mentions.first[whole.home], mentions.last[whole.home]
    outside = (whole.token < first) | (whole.token > last)
    return Region(whole.token[outside], whole.home[outside])


def _edges(found: Sums, mentions: Mentions, name: str) -> tuple[Int64, Int64]:
    """First token of a region of each name, and one past the last."""
    _, first, last = mentions
    tokens, passage = found.tokens, mentions.passage
    if name == "own":
        return first, last + 1
    if name == "clause_behind":
        return last + 1, tokens.clause_bounds[tokens.clauses[last] + 1]
    if name == "clause_before":
        return tokens.clause_bounds[tokens.clauses[first]], first
    if name in ("behind", "next"):
        size = BEHIND if name == "behind" else NEAREST
        return last + 1, np.minimum(last + 1 + size, tokens.bounds[passage + 1])
    return np.maximum(first - (BEFORE if name == "before" else NEAREST), tokens.bounds[passage]), first


def _ranges(starts: Integer, ends: Integer) -> Region:
    """All tokens from each start to before its end."""
    home, token = ranges(starts, ends)
    return Region(token, home)


def target_features(found: Sums, mentions: Mentions) -> tuple[dict[str, Float64], dict[str, Float64]]:
    """What lexicon and rules tell of each name: features of tone and of strength, float64, shape (n_mentions,)."""
    whole = {name: value[mentions.passage] for name, value in found.table.items()}
    tone = {name: whole[name] for name in ("compound", "total", "ruled")}
    strength = {name: whole[name] for name in ("strength", "size", "feeling")}
    toned = _toned(found)
    own = toned.inside(*_edges(found, mentions, "own"))
    around = {name: toned.inside(*_edges(found, mentions, name)) for name in ("behind", "before")}
    sizes = toned.value, np.abs(toned.value)
    sums = {name: [_over(near, mentions, x[near.token]) for x in sizes] for name, near in around.items()}
    sums["clause"] = [_over_clause(found, mentions, toned.token, own, x) for x in sizes]
    for name, (total, size) in sums.items():
        tone[name] = squash(total, _HALF)
        strength[name] = np.abs(tone[name])
        strength[f"{name}_size"] = size / _HALF
    return tone, strength


class _Toned(NamedTuple):
    """The k tokens with a tone in context: one of twelve.

    Attributes:
        token: int64, shape (k,), ascending.
        value: float64, shape (k,): the tone.
        before: int32, shape (n + 1,): how many of them stand before each of all tokens.
    """

    token: Int64
    value: Float64
    before: Int32

    def inside(self, starts: Int64, ends: Int64) -> Region:
        """Those from each start to before its end, by their number."""
        return _ranges(self.before[starts], self.before[ends])


def _toned(found: Sums) -> _Toned:
    """The tokens with a tone."""
    made = found.composition
    at = np.flatnonzero(made.tones != 0)
    token = made.marked.token[at]
    return _Toned(token, made.tones[at], counts_before(token, len(made.factor)))


def _over_clause(found: Sums, mentions: Mentions, token: Int64, own: Region, values: Float64) -> Float64:
    """The sum of a figure of some tokens over the clause of each name, its own tokens left out."""
    clauses = found.tokens.clauses
    clause = clauses[mentions.first]
    here = clauses[token[own.token]] == clause[own.home]
    total = np.bincount(clauses[token], weights=values, minlength=len(found.tokens.clause_bounds) - 1)
    return total[clause] - _over(own, mentions, np.where(here, values[own.token], 0.0))


def region_scale(found: Sums, mentions: Mentions, name: str) -> Float64:
    """What the learned numbers of a region are multiplied by, float64, shape (n_mentions,)."""
    return 1 / lengths(found)[mentions.passage] if name == "all" else np.full(len(mentions.passage), 0.5)


def target_compounds(found: Sums, mentions: Mentions, table: Float64) -> Float64:
    """The tone towards each name, -1..1.

    Args:
        found: passages in context.
        mentions: the names.
        table: see `target_evidence`.

    Returns:
        float64, shape (n_mentions,).
    """
    model = coefficients()
    tones, strengths = target_features(found, mentions)
    tone = sum((model[f"tone {name}"] * tones[name] for name in TONES), np.zeros(len(mentions.passage)))
    strength = sum((model[f"strength {name}"] * strengths[name] for name in STRENGTHS), np.zeros(len(tone)))
    for number, name in enumerate(REGIONS):
        scale = region_scale(found, mentions, name)
        sums = _learned(found, mentions, name, table[2 * number : 2 * number + 2])
        tone, strength = tone + scale * sums[0], strength + scale * sums[1]
    low, high = model["negative"] + strength - tone, model["positive"] + strength + tone
    negative, _, positive = shares(np.array([low, high]))
    return positive - negative


def _learned(found: Sums, mentions: Mentions, name: str, table: Float64) -> tuple[Float64, Float64]:
    """The learned tone and strength of the words of a region in context; table: shape (2, n_rows)."""
    if name == "all":
        tokens = found.tokens
        whole = word_totals(tokens.ids, found.composition.factor, tokens.bounds, table)
        own = _learned(found, mentions, "own", table)
        return whole[0][mentions.passage] - own[0], whole[1][mentions.passage] - own[1]
    starts, ends = _edges(found, mentions, name)
    bounds = range_bounds(starts, ends)
    near = numbers_of(starts, bounds)
    return word_totals(found.tokens.ids[near], found.composition.factor[near], bounds, table)


def _over(near: Region, mentions: Mentions, values: Float64) -> Float64:
    """The sum of a figure of the tokens for each name."""
    return np.asarray(np.bincount(near.home, weights=values, minlength=len(mentions.passage)), np.float64)
