"""How much the clusters say about the words."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Int64
from pipeline.topics.partition import n_holding


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
    joint = n_holding(held, labels, k)
    every = max(int(joint.sum()), 1)
    row, column = joint.sum(axis=1), joint.sum(axis=0)
    return (_count_logs(joint) - _count_logs(row) - _count_logs(column)) / every + float(np.log(every))


def _count_logs(counts: Int64) -> float:
    """Sum of each count times its log; few counts differ, so each is looked at once."""
    times = np.bincount(counts.ravel())
    count = np.arange(1, len(times))
    return float((times[1:] * count * np.log(count)).sum())
