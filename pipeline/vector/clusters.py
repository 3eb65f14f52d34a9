"""Spherical k-means with several starts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.embedding import unit

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_ROUNDS = 100


def k_means(points: Floats, k: int, seed: int, starts: int = 10) -> Floats:
    """Centres of k clusters.

    Args:
        points: shape (n, d), rows of length 1, n at least 1.
        k: clusters wanted, at least 1; fewer come back when there are fewer distinct points.
        seed: of the starts.
        starts: runs; the one with the largest sum of cosines counts.

    Returns:
        float32, shape (k, d), rows of length 1, by falling size of the cluster.

    Source: Dhillon & Modha 2001, Concept decompositions for large sparse text data using clustering.
    """
    rng = np.random.default_rng(seed)
    runs = [_run(points, _spread(points, k, rng)) for _ in range(starts)]
    labels, centres, _ = max(runs, key=lambda run: round(run[2], 3))
    return _by_size(labels, centres)


def cosines(points: Floats, centres: Floats) -> Floats:
    """Cosine of each point to each centre, shape (n, k), in steps of 0.0001 so that the last bits decide nothing."""
    return np.round(points @ centres.T, 4)


def _spread(points: Floats, k: int, rng: np.random.Generator) -> Floats:
    """k-means++ with a choice among several candidates at each step (Arthur & Vassilvitskii 2007)."""
    n, tries = len(points), 2 + int(np.log(k))
    centres = np.empty((k, points.shape[1]), np.float32)
    centres[0] = points[rng.integers(n)]
    gap = np.maximum(1 - points @ centres[0], 0)
    for i in range(1, k):
        ends = np.cumsum(gap, dtype=np.float64)
        drawn = np.minimum(np.searchsorted(ends, rng.random(tries) * ends[-1]), n - 1)
        closer = np.minimum(gap, np.maximum(1 - points[drawn] @ points.T, 0))
        best = int(np.argmin(closer.sum(axis=1)))
        centres[i], gap = points[drawn[best]], closer[best]
    return centres


def _run(points: Floats, centres: Floats) -> tuple[Ints, Floats, float]:
    """Rounds of assigning and moving until no point changes sides: clusters, centres, sum of cosines."""
    labels = np.full(len(points), -1)
    for _ in range(_ROUNDS):
        near = cosines(points, centres)
        found = near.argmax(axis=1)
        if np.array_equal(found, labels):
            break
        labels, centres = found, unit(_sums(points, found, centres))
    return labels, centres, float(near.max(axis=1).sum(dtype=np.float64))


def _sums(points: Floats, labels: Ints, before: Floats) -> Floats:
    """Sum of each cluster's points; an empty cluster keeps its centre of `before`."""
    n, k = len(points), len(before)
    member = csr_matrix((np.ones(n, np.float32), (labels, np.arange(n))), shape=(k, n))
    empty = np.bincount(labels, minlength=k) == 0
    return np.where(empty[:, None], before, member @ points)


def _by_size(labels: Ints, centres: Floats) -> Floats:
    """The centres that are anyone's nearest, by falling size of their clusters, then by their first point."""
    used, first, size = np.unique(labels, return_index=True, return_counts=True)
    return centres[used[np.lexsort((first, -size))]]
