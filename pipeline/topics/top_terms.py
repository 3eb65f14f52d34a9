"""The terms that tell a topic from the others."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.partition import n_holding

_LEAST_LIFT = 0.01


def standing_out(held: csr_matrix, labels: Int64, k: int) -> Float32:
    """How much each term stands out in each topic.

    Args:
        held: shape (n_texts, n_terms): 1 where the text holds the term.
        labels: int, shape (n_texts,): topic of each text, below k.
        k: topics.

    Returns:
        float32, shape (k, n_terms): share of the topic's texts that hold the term, times the log of that share over the
        share among all texts. The log is at least 0.01: where all texts have one topic, its commonest terms stand out.
    """
    sums = n_holding(held, labels, k).astype(np.float32)
    texts = np.maximum(np.bincount(labels, minlength=k), 1).astype(np.float32)
    overall = sums.sum(axis=0) / np.float32(max(len(labels), 1))
    share = np.divide(sums, texts[:, None], out=sums)
    lift = np.maximum(share, 1e-9)
    lift /= np.maximum(overall, 1e-9)
    np.log(lift, out=lift)
    share *= np.maximum(lift, _LEAST_LIFT, out=lift)
    return share


def best_terms(score: Float32, per_topic: int) -> list[list[int]]:
    """The best terms of each topic; a term goes to the topic in which it scores most.

    Args:
        score: shape (k, n_terms), not negative.
        per_topic: terms wanted; fewer come back where fewer score above 0.

    Returns:
        For each topic its columns, best first; ties, to six decimals, go to the lower column or topic. A topic that has
        no term of its own takes those of others.
    """
    if not score.size:
        return [[] for _ in score]
    rounded = np.round(score, 6)
    owner = rounded.argmax(axis=0)
    return [_top(np.where(owner == t, row, 0), per_topic) or _top(row, per_topic) for t, row in enumerate(rounded)]


def _top(row: Float32, wanted: int) -> list[int]:
    """Columns of the largest values above 0, largest first."""
    above = np.flatnonzero(row > 0)
    if len(above) > 8 * wanted:
        above = above[row[above] >= np.partition(row[above], len(above) - wanted)[len(above) - wanted]]
    return [int(c) for c in above[np.argsort(-row[above], kind="stable")][:wanted]]
