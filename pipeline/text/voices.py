"""From sentences to articles: means, spread, and the voice of the quoted apart from that of the reporter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.text.characters import Places
from pipeline.text.passages import Bools
from pipeline.text.vader_words import Floats


@dataclass(frozen=True)
class Scores:
    """Scores of passages, float64, shape (n_passages,) each.

    Attributes:
        compound: -1..1; 0 without tokens.
        positive: share of positive weight, 0..1; the three shares sum to 1, or are all 0 without tokens.
        negative: share of negative weight.
        neutral: share of tokens without sentiment.
    """

    compound: Floats
    positive: Floats
    negative: Floats
    neutral: Floats

    def part(self, rows: slice) -> Scores:
        """Some passages only."""
        return Scores(self.compound[rows], self.positive[rows], self.negative[rows], self.neutral[rows])


def joined(parts: list[Scores]) -> Scores:
    """Scores of several batches as one."""
    columns = zip(*((s.compound, s.positive, s.negative, s.neutral) for s in parts), strict=True)
    return (
        Scores(*(np.concatenate(column) for column in columns)) if parts else Scores(*(np.zeros(0) for _ in range(4)))
    )


@dataclass(frozen=True)
class Voices:
    """Scores of articles, float64, shape (n_articles,) each; NaN where there is nothing to take a mean of.

    Attributes:
        scores: means over the sentences; an article without words has compound 0 and is all neutral.
        quotes: mean compound of the sentences that stand mostly in quotation marks.
        reporter: mean compound of the others.
        spread: standard deviation of the compound over sentences, 0..1; 0 for one sentence or none.
    """

    scores: Scores
    quotes: Floats
    reporter: Floats
    spread: Floats


def voices(scores: Scores, counts: Places, quoted: Bools) -> Voices:
    """Sum up sentences to articles; every sentence weighs the same, so that the score is free of length.

    Args:
        scores: of the sentences, article after article.
        counts: integers, shape (n_articles,): sentences of each article.
        quoted: bool, shape (n_sentences,): whether each stands mostly in quotation marks.
    """
    homes = np.repeat(np.arange(len(counts)), counts)
    compound = _mean(scores.compound, homes, len(counts), np.ones(len(homes), bool))
    worded = scores.positive + scores.negative + scores.neutral > 0
    shares = [_mean(x, homes, len(counts), worded) for x in (scores.positive, scores.negative, scores.neutral)]
    blank = np.isnan(shares[2])
    means = Scores(
        np.nan_to_num(compound), np.nan_to_num(shares[0]), np.nan_to_num(shares[1]), np.where(blank, 1.0, shares[2])
    )
    apart = (scores.compound - means.compound[homes]) ** 2
    spread = np.sqrt(np.nan_to_num(_mean(apart, homes, len(counts), np.ones(len(homes), bool))))
    quotes = _mean(scores.compound, homes, len(counts), quoted)
    return Voices(means, quotes, _mean(scores.compound, homes, len(counts), ~quoted), spread)


def _mean(values: Floats, homes: Places, n: int, taken: Bools) -> Floats:
    """Mean of the taken values of each article; NaN where none is taken."""
    total = np.bincount(homes[taken], weights=values[taken], minlength=n)
    count = np.bincount(homes[taken], minlength=n).astype(float)
    return np.asarray(np.divide(total, count, out=np.full(n, np.nan), where=count > 0))
