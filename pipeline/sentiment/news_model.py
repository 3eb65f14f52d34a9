"""The model `news`: how likely a passage is negative, neutral or positive to a reader of news.

Evidence for negative and for positive is added up over the words of a passage, each in its context (`composition`):

- tone by the lexicon and the rules,
- tone and strength that were learned for each word, for what lexicons do not know,
- what rules of direction and outcome decided ("crime fell"), once more,
- a constant, set so that the average sentence of news scores near 0.

Tone speaks for one side and against the other, strength for both. The shares are the probabilities of the three
classes; the compound is positive less negative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from pipeline.arrays.types import Float64, Int64
from pipeline.resources import resource
from pipeline.sentiment.aggregate import Scores
from pipeline.sentiment.composition import Composition, compose
from pipeline.sentiment.news_tokens import NewsTokens, news_tokens
from pipeline.sentiment.news_words import NewsWords
from pipeline.sentiment.word_totals import word_totals
from pipeline.text.passages import Passages

_SHORT = 4
"""Words added to the length of a passage, so that very short ones do not weigh too much."""
_HALF, _RULED = 15.0, 4.0
"""Squares of the sums of tone, and of ruled tone, that give .71 of the most that such a sum can count."""
TONES, STRENGTHS = ("compound", "total"), ("strength", "size", "feeling")


@dataclass(frozen=True)
class Sums:
    """What the scores are made from.

    Attributes:
        tokens: the tokens of the batch.
        composition: the tone of each in context.
    """

    tokens: NewsTokens
    composition: Composition

    def __len__(self) -> int:
        """Number of passages."""
        return len(self.tokens.passages)

    def over(self, home: Int64, values: Float64) -> Float64:
        """The sum of figures over each passage; home: int64, shape of `values`: the passage of each."""
        return np.asarray(np.bincount(home, values, len(self)), np.float64)

    @cached_property
    def table(self) -> dict[str, Float64]:
        """What lexicon and rules tell, see `features`: asked for passages and once more for the names in them."""
        return features(self)


@cache
def coefficients() -> Mapping[str, float]:
    """Feature -> its coefficient, as trained."""
    lines = (line.split("\t") for line in resource("en/news_model.tsv").splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


def weighed(passages: Passages, words: NewsWords) -> Sums:
    """Find the words of passages and their tone in context."""
    return in_context(news_tokens(passages, words), words)


def in_context(tokens: NewsTokens, words: NewsWords) -> Sums:
    """The tone of the tokens of passages in context."""
    return Sums(tokens, compose(tokens, words))


def news(passages: Passages, words: NewsWords) -> Scores:
    """Score passages.

    Args:
        passages: sentences or headlines.
        words: the words that the model knows.

    Returns:
        Scores; those of a passage without words are 0, and all shares 0.
    """
    return scores(weighed(passages, words), words)


def scores(found: Sums, words: NewsWords) -> Scores:
    """The scores of passages in context."""
    negative, neutral, positive = shares(evidence(found, words))
    worded = np.diff(found.tokens.bounds) > 0
    return Scores(*(np.where(worded, x, 0.0) for x in (positive - negative, positive, negative, neutral)))


def shares(total: Float64) -> tuple[Float64, Float64, Float64]:
    """The probabilities of negative, neutral and positive, from the evidence, shape (2, n)."""
    top = np.maximum(total.max(axis=0), 0.0)
    negative, positive = np.exp(total - top)
    neutral = np.exp(-top)
    whole = negative + neutral + positive
    return negative / whole, neutral / whole, positive / whole


def evidence(found: Sums, words: NewsWords) -> Float64:
    """What speaks for negative and for positive, float64, shape (2, n_passages)."""
    model = coefficients()
    table = found.table
    tone, strength = word_sums(found, words)
    tone = tone + sum(model[name] * table[name] for name in (*TONES, "ruled"))
    strength = strength + sum(model[name] * table[name] for name in STRENGTHS)
    return np.asarray(constants() + strength + np.array([-tone, tone]))


def constants() -> Float64:
    """The evidence of an empty passage, float64, shape (2, 1)."""
    model = coefficients()
    return np.array([[model["negative"]], [model["positive"]]])


def features(found: Sums) -> dict[str, Float64]:
    """What lexicon and rules tell of each passage; every feature float64, shape (n_passages,)."""
    made, length = found.composition, lengths(found)
    home, value = found.tokens.homes[made.marked.token], made.tones
    total = found.over(home, value)
    ruled = found.over(home[made.is_ruled], value[made.is_ruled])
    compound = squash(total, _HALF)
    return {
        "compound": compound,
        "total": total / length,
        "strength": np.abs(compound),
        "size": np.abs(total) / length,
        "feeling": found.over(home, np.abs(value)) / length,
        "ruled": squash(ruled, _RULED),
    }


def squash(total: Float64, half: float) -> Float64:
    """A sum of tones brought to -1..1."""
    return np.asarray(total / np.sqrt(total * total + half))


def word_sums(found: Sums, words: NewsWords) -> Float64:
    """The learned tone and strength of the words of each passage in context, by length; shape (2, n_passages)."""
    tokens = found.tokens
    return np.array(word_totals(tokens.ids, found.composition.factor, tokens.bounds, words.evidence)) / lengths(found)


def lengths(found: Sums) -> Float64:
    """What sums over words are divided by: the root of the number of words, float64, shape (n_passages,)."""
    return np.asarray(np.sqrt(np.diff(found.tokens.bounds) + _SHORT))
