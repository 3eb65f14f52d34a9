"""From sentences to articles: means, spread, and the voice of the quoted apart from that of the reporter."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Float64, Int64

NAMES = 0.3
"""Share of the tone towards its names in what a long article says, its headline apart."""
LEAD, QUOTED = 1.5, 0.5
"""Weights of an article's first sentence and of one that stands mostly in quotation marks, beside 1 of the others."""
SURER = 2.5
"""How many times surer many sentences can be than one of the same mean tone, see `surer`.

These figures were chosen together, over four sets of articles; see docs/decisions/003, "Surer by length"."""


class Scores(NamedTuple):
    """Scores of passages, float64, shape (n_passages,) each.

    Attributes:
        compound: -1..1; 0 without tokens.
        positive: share of positive weight, 0..1; the three shares sum to 1, or are all 0 without tokens.
        negative: share of negative weight.
        neutral: share of tokens without sentiment.
    """

    compound: Float64
    positive: Float64
    negative: Float64
    neutral: Float64

    def worded(self) -> Bool:
        """Which passages hold words."""
        return np.asarray(self.positive + self.negative + self.neutral > 0)

    def part(self, rows: slice) -> Scores:
        """Some passages only."""
        return Scores(self.compound[rows], self.positive[rows], self.negative[rows], self.neutral[rows])


def joined(parts: list[Scores]) -> Scores:
    """Scores of several batches as one."""
    columns = zip(*((s.compound, s.positive, s.negative, s.neutral) for s in parts), strict=True)
    return (
        Scores(*(np.concatenate(column) for column in columns)) if parts else Scores(*(np.zeros(0) for _ in range(4)))
    )


class Voices(NamedTuple):
    """Scores of articles, float64, shape (n_articles,) each; NaN where there is nothing to take a mean of.

    Attributes:
        scores: means over the sentences (the compound by weight, with the headline); without words 0 and all neutral.
        quotes: mean compound of the sentences that stand mostly in quotation marks.
        reporter: mean compound of the others.
        spread: standard deviation of the compound over sentences, 0..1; 0 for one sentence or none.
    """

    scores: Scores
    quotes: Float64
    reporter: Float64
    spread: Float64


def voices(
    sentences: Scores,
    counts: Int64,
    quoted: Bool,
    titles: Scores,
    title_share: float = 0.0,
    names: Float64 | None = None,
) -> Voices:
    """Sum up sentences to articles as means, so that the score is free of length.

    Args:
        sentences: scores of the sentences, article after article.
        counts: integers, shape (n_articles,): sentences of each article.
        quoted: bool, shape (n_sentences,): whether each stands mostly in quotation marks.
        titles: scores of the headlines, one an article; all shares 0 for none.
        title_share: what the headline counts in the article's compound, however long the article, 0..1.
        names: float64, shape (n_articles,): see `mean_by_sentence`, NaN without names; their share grows
            to `NAMES` with the number of sentences, none for a single one. None leaves names out, and every
            sentence weighs the same.
    """
    n = len(counts)
    homes = np.repeat(np.arange(n), counts)
    every = np.ones(len(homes), bool)
    inner = np.nan_to_num(mean(sentences.compound, homes, n, every))
    apart = (sentences.compound - inner[homes]) ** 2
    told = inner if names is None else _with_names(_weighed(sentences.compound, counts, quoted), counts, names)
    scores = _whole(sentences, homes, told, titles, title_share)
    return Voices(
        scores if names is None else scores._replace(compound=surer(scores.compound, counts)),
        mean(sentences.compound, homes, n, quoted),
        mean(sentences.compound, homes, n, ~quoted),
        np.sqrt(np.nan_to_num(mean(apart, homes, n, every))),
    )


def surer(compound: Float64, n: Int64) -> Float64:
    """The tone that n sentences tell together, from their mean: each speaks for itself, so they are surer than one.

    Args:
        compound: float64, shape (k,): weighted means, -1..1.
        n: integers, shape (k,): the sentences that each is taken over.

    Returns:
        -1..1: the mean itself for one sentence; about 0 as many times as large as the mean's own error shrinks, the
        square root of n and `SURER` at most, and never beyond 1.
    """
    gain = np.minimum(np.sqrt(np.maximum(n, 1)), SURER)
    return np.asarray(gain * compound / np.sqrt(1 + (gain**2 - 1) * compound**2))


def _weighed(compound: Float64, counts: Int64, quoted: Bool) -> Float64:
    """The means over sentences in which the first one and the reporter's own count more; 0 without sentences."""
    weight = np.where(quoted, QUOTED, 1.0)
    weight[(np.cumsum(counts) - counts)[counts > 0]] *= LEAD
    homes = np.repeat(np.arange(len(counts)), counts)
    total, whole = (np.bincount(homes, x, len(counts)) for x in (compound * weight, weight))
    return np.divide(total, whole, out=np.zeros(len(counts)), where=whole > 0)


def _with_names(inner: Float64, counts: Int64, names: Float64) -> Float64:
    """The means over sentences, brought nearer to those over names."""
    share = np.where(np.isnan(names), 0.0, NAMES * (1 - 1 / np.maximum(counts, 1)))
    return np.asarray(inner * (1 - share) + np.nan_to_num(names) * share)


def _whole(sentences: Scores, homes: Int64, inner: Float64, titles: Scores, title_share: float) -> Scores:
    """Scores of the articles: the headline joins the compound, the shares are those of sentences with words."""
    n = len(inner)
    shares = [
        mean(x, homes, n, sentences.worded()) for x in (sentences.positive, sentences.negative, sentences.neutral)
    ]
    count = np.bincount(homes, minlength=n)
    share = np.where(titles.worded() & (title_share > 0), np.where(count > 0, title_share, 1.0), 0.0)
    compound = inner * (1 - share) + titles.compound * share
    blank = np.isnan(shares[2])
    return Scores(compound, np.nan_to_num(shares[0]), np.nan_to_num(shares[1]), np.where(blank, 1.0, shares[2]))


def mean(values: Float64, homes: Int64, n: int, taken: Bool) -> Float64:
    """Mean of the taken values of each article (or other whole), shape (n,); NaN where none is taken.

    Args:
        values: float64, shape (k,).
        homes: integers, shape (k,): the article of each value.
        n: number of articles.
        taken: bool, shape (k,): the values that count.
    """
    if not taken.all():
        homes, values = homes[taken], values[taken]
    total, count = np.bincount(homes, values, n), np.bincount(homes, minlength=n)
    return np.asarray(np.divide(total, count, out=np.full(n, np.nan), where=count > 0))


def mean_by_sentence(tones: Float64, sentence: Int64, counts: Int64) -> Float64:
    """Mean tone of the names in each article, shape (n_articles,): every sentence with names weighs the same.

    Args:
        tones: float64, shape (n_names,): the tone towards each name.
        sentence: int64, shape (n_names,): the sentence of each, counted through the articles; -1 outside of all.
        counts: integers, shape (n_articles,): sentences of each article.

    Returns:
        NaN for articles without a name in a sentence.
    """
    homes = np.repeat(np.arange(len(counts)), counts)
    each = mean(tones, sentence, len(homes), sentence >= 0)
    return mean(each, homes, len(counts), ~np.isnan(each))
