"""How much the clusters say about the words."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.sorting import bounds_of
from pipeline.arrays.types import Int64

_NARROW = 1 << 31  # numbers that 32 bits hold


def information(held: csr_matrix, labels: Int64, k: int) -> float:
    """Mutual information between clusters and terms.

    Args:
        held: shape (n_texts, n_terms): 1 where the text holds the term.
        labels: cluster of each text.
        k: clusters.

    Returns:
        Nats for an occurrence, 0 (the clusters say nothing) to log k.

    Source: Slonim & Tishby 2000, Document clustering using word clusters via the information bottleneck method.
    """
    size, n_terms = np.diff(held.indptr), held.shape[1]
    number = np.int32 if k * n_terms < _NARROW else np.int64  # 32 bits are sorted in half the time
    place = np.repeat((labels * n_terms).astype(number), size)
    place += held.indices
    place.sort()  # few places of the table hold anything: counted so in two thirds of the time
    joint = np.diff(bounds_of([place]), append=len(place))
    row, column = np.bincount(labels, size).astype(np.int64), np.bincount(held.indices)
    every = max(len(place), 1)
    return (_count_logs(joint) - _count_logs(row) - _count_logs(column)) / every + float(np.log(every))


def _count_logs(counts: Int64) -> float:
    """Sum of each count times its log; few counts differ, so each is looked at once."""
    times = np.bincount(counts)
    count = np.arange(1, len(times))
    return float((times[1:] * count * np.log(count)).sum())
