"""The model `news`: how likely a passage is negative, neutral or positive to a reader of news.

Evidence for negative and for positive is added up from four sources, each a sum over words:

- the rules of VADER over a lexicon for news (negations, boosters, `but`),
- a learned weight for each word, for what lexicons do not know,
- directions: profits that rise are good, losses that rise are bad,
- a constant, set so that the average sentence of news scores 0.

The shares are the probabilities of the three classes; the compound is positive less negative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.arrays.types import Float64, Int64
from pipeline.resources import resource
from pipeline.sentiment.aggregate import Scores
from pipeline.sentiment.news_tokens import news_tokens
from pipeline.sentiment.news_words import BAD, DOWN, GOOD, UP, NewsWords
from pipeline.sentiment.vader import Sums, squash, weighed
from pipeline.text.passages import Passages

_SHORT = 4
"""Words added to the length of a passage, so that very short ones do not weigh too much."""
FEATURES = ("compound", "strength", "total", "size", "positive", "negative")


@dataclass(frozen=True)
class Evidence:
    """What speaks for negative and positive, float64, shape (2, n_passages) each.

    Attributes:
        lexicon: from the rules over the lexicon.
        words: from the learned weights.
        directions: from what rises and falls.
        constant: shape (2, 1): of any passage.
    """

    lexicon: Float64
    words: Float64
    directions: Float64
    constant: Float64

    def total(self) -> Float64:
        """All of it, shape (2, n_passages)."""
        return np.asarray(self.lexicon + self.words + self.directions + self.constant)


@cache
def coefficients() -> Mapping[str, Float64]:
    """Feature -> its coefficients for negative and positive, shape (2,), as trained."""
    lines = (line.split("\t") for line in resource("en/news_model.tsv").splitlines() if not line.startswith("#"))
    return {name: np.array([float(negative), float(positive)]) for name, negative, positive in lines}


def news(passages: Passages, words: NewsWords) -> Scores:
    """Score passages.

    Args:
        passages: sentences or headlines.
        words: the words that the model knows.

    Returns:
        Scores; those of a passage without words are 0, and all shares 0.
    """
    found = weighed(news_tokens(passages, words.rules), words.rules)
    negative, neutral, positive = shares(evidence(found, words).total())
    worded = np.diff(found.tokens.tokens.bounds) > 0
    return Scores(*(np.where(worded, x, 0.0) for x in (positive - negative, positive, negative, neutral)))


def shares(total: Float64) -> tuple[Float64, Float64, Float64]:
    """The probabilities of negative, neutral and positive, from the evidence, shape (2, n)."""
    top = np.maximum(total.max(axis=0), 0.0)
    negative, positive = np.exp(total - top)
    neutral = np.exp(-top)
    whole = negative + neutral + positive
    return negative / whole, neutral / whole, positive / whole


def evidence(found: Sums, words: NewsWords) -> Evidence:
    """What the passages hold for negative and positive."""
    model = coefficients()
    table = lexicon_features(found)
    lexicon = sum((model[name][:, None] * column for name, column in table.items()), np.zeros((2, len(found.total))))
    pull = directions(found, words)
    rise, fall = np.maximum(pull, 0.0), np.maximum(-pull, 0.0)
    strength = model["direction"]
    return Evidence(
        lexicon, word_sums(found, words), np.array([strength[0] * fall, strength[1] * rise]), model["constant"][:, None]
    )


def lexicon_features(found: Sums) -> dict[str, Float64]:
    """What the rules tell of each passage; every feature float64, shape (n_passages,)."""
    length, n = lengths(found), len(found.total)
    homes, value = found.hits.homes, found.value
    compound, total = squash(found.total), found.total / length
    ways = (np.maximum(value, 0.0), np.minimum(value, 0.0))
    sums = [np.bincount(homes, weights=way, minlength=n) / length for way in ways]
    return dict(zip(FEATURES, (compound, np.abs(compound), total, np.abs(total), *sums), strict=True))


def word_sums(found: Sums, words: NewsWords) -> Float64:
    """The learned weights of the words of each passage, summed and divided by its length; shape (2, n_passages)."""
    tokens = found.tokens
    homes = np.repeat(np.arange(len(found.total)), np.diff(tokens.tokens.bounds))
    sums = [np.bincount(homes, weights=row[tokens.ids], minlength=len(found.total)) for row in words.evidence]
    return np.asarray(np.array(sums) / lengths(found))


def directions(found: Sums, words: NewsWords) -> Float64:
    """Whether what happens is good: 1 where good things rise or bad ones fall, -1 the other way round, else about 0."""
    up, down, good, bad = (_count(found, words.directions & bit != 0) for bit in (UP, DOWN, GOOD, BAD))
    way = np.sign(up - down)
    thing = np.where((good == 0) & (bad == 0), 0.0, np.where(bad > good, -1.0, np.where(good > bad, 1.0, 0.3)))
    return np.asarray(way * thing)


def _count(found: Sums, of_kind: np.typing.NDArray[np.bool_]) -> Int64:
    """How many tokens of a kind stand in each passage."""
    places = np.flatnonzero(of_kind[found.tokens.ids])
    return np.asarray(np.diff(np.searchsorted(places, found.tokens.tokens.bounds)))


def lengths(found: Sums) -> Float64:
    """What sums over words are divided by: the root of the number of words, float64, shape (n_passages,)."""
    return np.asarray(np.sqrt(np.diff(found.tokens.tokens.bounds) + _SHORT))
