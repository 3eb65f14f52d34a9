"""Average linkage over a sparse graph."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64, Int64


def merge(graph: csr_matrix, least: float) -> Int64:
    """Join groups while their mean similarity is large enough, pairs without a link counting as 0.

    All groups that are each other's best are joined at once: average linkage gives the same tree as one join at a time
    (Müllner 2011, Modern hierarchical, agglomerative clustering algorithms), and a round is array arithmetic.

    Args:
        graph: symmetric similarities, shape (n, n), -1..1.
        least: smallest mean similarity of two groups that become one, above 0.

    Returns:
        int64, shape (n,): group of each row, numbered by first row.
    """
    links = graph.astype(np.float64).tocsr()
    group = np.arange(graph.shape[0])
    size = np.ones(graph.shape[0])
    while True:
        joined = _join_mutual_best(links, size, least)
        if joined is None:
            return group
        n = int(joined.max()) + 1
        member = csr_matrix((np.ones(len(joined)), joined, np.arange(len(joined) + 1)), shape=(len(joined), n))
        links = (member.T @ links @ member).tocsr()
        size = np.bincount(joined, size)
        group = joined[group]


def _join_mutual_best(links: csr_matrix, size: Float64, least: float) -> Int64 | None:
    """New number of each group after joining the pairs that are each other's best; None when there is none."""
    row = np.repeat(np.arange(len(size)), np.diff(links.indptr))
    column = links.indices.astype(np.int64)
    mean = np.round(links.data / (size[row] * size[column]), 6)
    kept = (mean >= least) & (row != column)
    if not kept.any():
        return None
    row, column, mean = row[kept], column[kept], mean[kept]
    order = np.lexsort((np.maximum(row, column), np.minimum(row, column), -mean, row))
    first = order[np.diff(row[order], prepend=-1) > 0]
    best = np.full(len(size), -1)
    best[row[first]] = column[first]
    pair = np.flatnonzero((best >= 0) & (best[best] == np.arange(len(size))))
    target = np.arange(len(size))
    target[pair] = np.minimum(pair, best[pair])
    return np.unique(target, return_inverse=True)[1].astype(np.int64)
