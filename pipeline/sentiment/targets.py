"""Tone towards a name: what its sentence says of it, by the words around it.

Evidence is added up as in `news_model`, over three regions of the sentence: all of it, the words behind the name (what
it does, if it is the subject) and the words before it (what is done to it). Each word has learned weights for each
region; lexicon and rules count in each region and in the clause of the name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.resources import resource
from pipeline.sentiment.news_model import Sums, features, lengths, shares, squash
from pipeline.sentiment.news_words import NewsWords

BEFORE, BEHIND = 4, 8
"""Tokens before and behind a name that count as said of it."""
REGIONS = ("all", "behind", "before")
TONES = ("compound", "total", "ruled", "clause", "behind", "before")
STRENGTHS = ("strength", "size", "feeling", "clause", "clause_size", "behind", "behind_size", "before", "before_size")
_HALF = 4.0
_SCALE = 1000.0


@dataclass(frozen=True)
class Mentions:
    """Names in passages, int64, shape (n,) each.

    Attributes:
        passage: the passage of each.
        first: its first token.
        last: its last token.
    """

    passage: Int64
    first: Int64
    last: Int64


@dataclass(frozen=True)
class Around:
    """The tokens of the sentences of some names, name after name; shape (k,) each.

    Attributes:
        token: int64: the token.
        home: int64: number of the name that it is looked at for.
        regions: name of the region -> bool: whether the token is in it.
    """

    token: Int64
    home: Int64
    regions: Mapping[str, Bool]


@cache
def coefficients() -> Mapping[str, float]:
    """Feature -> its coefficient, as trained; those of tone and of strength are told apart by a prefix."""
    lines = resource("en/news_target_model.tsv").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines if not line.startswith("#"))}


@cache
def learned() -> Mapping[str, tuple[float, ...]]:
    """Word -> tone and strength in each of `REGIONS`, six numbers."""
    lines = (line.split("\t") for line in resource("en/news_targets.tsv.gz").splitlines() if not line.startswith("#"))
    return {word: tuple(int(figure) / _SCALE for figure in figures) for word, *figures in lines}


def target_evidence(words: NewsWords, table: Mapping[str, tuple[float, ...]]) -> Float64:
    """The learned numbers of every row of the word table, shape (6, n_rows)."""
    found = np.zeros((2 * len(REGIONS), len(words.row) + 1))
    for word, figures in table.items():
        found[:, words.row.get(word, 0)] = figures
    found[:, 0] = 0.0
    return found


def around(found: Sums, mentions: Mentions) -> Around:
    """Look at each name's sentence from where it stands; its own tokens are in no region."""
    tokens = found.tokens
    bounds = tokens.tokens.bounds
    start, count = bounds[mentions.passage], np.diff(bounds)[mentions.passage]
    home = np.repeat(np.arange(len(start)), count)
    token = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + start[home]
    first, last = mentions.first[home], mentions.last[home]
    regions = {
        "all": (token < first) | (token > last),
        "behind": (token > last) & (token <= last + BEHIND),
        "before": (token < first) & (token >= first - BEFORE),
    }
    regions["clause"] = regions["all"] & (tokens.clauses[token] == tokens.clauses[first])
    return Around(token, home, regions)


def target_features(found: Sums, mentions: Mentions, near: Around) -> tuple[dict[str, Float64], dict[str, Float64]]:
    """What lexicon and rules tell of each name: features of tone and of strength, float64, shape (n_mentions,)."""
    whole = {name: value[mentions.passage] for name, value in features(found).items()}
    tone = {name: whole[name] for name in ("compound", "total", "ruled")}
    strength = {name: whole[name] for name in ("strength", "size", "feeling")}
    value = found.composition.value[near.token]
    for name in ("clause", "behind", "before"):
        there = np.where(near.regions[name], value, 0.0)
        tone[name] = squash(_over(near, mentions, there), _HALF)
        strength[name] = np.abs(tone[name])
        strength[f"{name}_size"] = _over(near, mentions, np.abs(there)) / _HALF
    return tone, strength


def region_scale(found: Sums, mentions: Mentions, region: str) -> Float64:
    """What the learned numbers of a region are multiplied by, float64, shape (n_mentions,)."""
    return 1 / lengths(found)[mentions.passage] if region == "all" else np.full(len(mentions.passage), 0.5)


def target_compounds(found: Sums, mentions: Mentions, table: Float64) -> Float64:
    """The tone towards each name, -1..1.

    Args:
        found: passages in context.
        mentions: the names.
        table: see `target_evidence`.

    Returns:
        float64, shape (n_mentions,).
    """
    near, model = around(found, mentions), coefficients()
    tones, strengths = target_features(found, mentions, near)
    tone = sum((model[f"tone {name}"] * tones[name] for name in TONES), np.zeros(len(mentions.passage)))
    strength = sum((model[f"strength {name}"] * strengths[name] for name in STRENGTHS), np.zeros(len(tone)))
    factor, ids = found.composition.factor[near.token], found.tokens.ids[near.token]
    for number, region in enumerate(REGIONS):
        scale, there = region_scale(found, mentions, region), np.where(near.regions[region], factor, 0.0)
        tone = tone + scale * _over(near, mentions, table[2 * number, ids] * there)
        strength = strength + scale * _over(near, mentions, table[2 * number + 1, ids] * np.abs(there))
    low, high = model["negative"] + strength - tone, model["positive"] + strength + tone
    negative, _, positive = shares(np.array([low, high]))
    return positive - negative


def _over(near: Around, mentions: Mentions, values: Float64) -> Float64:
    """The sum of a figure of the tokens for each name."""
    return np.asarray(np.bincount(near.home, weights=values, minlength=len(mentions.passage)), np.float64)
