"""Spherical k-means: clusters of points of length 1."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix

from pipeline.vector.embedding import unit

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_ROUNDS = 40
_SETTLED = 0.002  # share of points that may still change sides when the rounds end


class Partition(NamedTuple):
    """A way to cut points into clusters.

    Attributes:
        labels: int64, shape (n,): cluster of each point, 0 .. k - 1.
        centres: float32, shape (k, d), rows of length 1.
        tightness: mean cosine of the points to their centres.
    """

    labels: Ints
    centres: Floats
    tightness: float


def k_means(points: Floats, k: int, rng: np.random.Generator) -> Partition:
    """Cut points into k clusters, from one random start.

    Args:
        points: shape (n, d), rows of length 1, n at least 1.
        k: clusters, at least 1; some stay empty when there are fewer distinct points.
        rng: of the start.

    Source: Dhillon & Modha 2001, Concept decompositions for large sparse text data using clustering.
    """
    return settle(points, _spread(points, k, rng))


def settle(points: Floats, centres: Floats) -> Partition:
    """Assign and move in turn until hardly a point changes sides."""
    labels = np.full(len(points), -1)
    for _ in range(_ROUNDS):
        near = points @ centres.T
        found = near.argmax(axis=1)
        moved = np.count_nonzero(found != labels)
        labels = found
        if moved <= _SETTLED * len(points):
            break
        centres = centres_of(points, labels, centres)
    return Partition(labels, centres, float(near.max(axis=1).mean(dtype=np.float64)))


def centres_of(points: Floats, labels: Ints, before: Floats) -> Floats:
    """Mean direction of each cluster; an empty cluster keeps its centre of `before`, shape (k, d)."""
    sums = membership(labels, len(before)) @ points
    empty = np.bincount(labels, minlength=len(before)) == 0
    return np.where(empty[:, None], before, unit(sums))


def membership(labels: Ints, k: int) -> csc_matrix:
    """Indicator matrix, shape (k, n): 1 where the point belongs to the cluster."""
    n = len(labels)
    return csc_matrix((np.ones(n, np.float32), labels, np.arange(n + 1)), shape=(k, n))


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
