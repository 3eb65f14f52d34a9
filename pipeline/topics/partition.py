"""Spherical k-means: clusters of points of length 1, from many starts side by side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.topics.embedding import unit

_ROUNDS = 40
SETTLED = 0.002  # share of points that may still change sides when the rounds end


class Partition(NamedTuple):
    """A way to cut points into clusters.

    Attributes:
        labels: int64, shape (n,): cluster of each point, 0 .. k - 1; some clusters may be empty.
        centres: float32, shape (k, d), rows of length 1.
        tightness: mean cosine of the points to their centres.
    """

    labels: Int64
    centres: Float32
    tightness: float


def k_means(
    points: Float32, k: int, rng: np.random.Generator, starts: int = 1, moving: float = SETTLED
) -> list[Partition]:
    """Cut points into k clusters, from random starts.

    Args:
        points: shape (n, d), rows of length 1, n at least 1.
        k: clusters, at least 1.
        rng: of the starts.
        starts: how many.
        moving: of `settle`.

    Returns:
        One partition a start.

    Source: Dhillon & Modha 2001, Concept decompositions for large sparse text data using clustering.
    """
    return settle(points, _spread(points, k, rng, starts), moving)


def settle(points: Float32, centres: Float32, moving: float = SETTLED) -> list[Partition]:
    """Assign and move in turn until hardly a point changes sides, for each start of centres.

    Args:
        points: shape (n, d), rows of length 1.
        centres: shape (starts, k, d); changed in place.
        moving: share of the points that may still change sides, 0..1.
    """
    starts, n = len(centres), len(points)
    labels = np.full((starts, n), -1)
    tightness = np.zeros(starts)
    left = np.arange(starts)
    for _ in range(_ROUNDS):
        found, cosine = _nearest(points, centres[left])
        moved = np.count_nonzero(found != labels[left], axis=1)
        labels[left] = found
        tightness[left] = cosine.mean(axis=1, dtype=np.float64)
        left = left[moved > moving * n]
        if not len(left):
            break
        centres[left] = centres_of(points, labels[left], centres[left])
    return [Partition(*found) for found in zip(labels, centres, tightness.tolist(), strict=True)]


def _nearest(points: Float32, centres: Float32) -> tuple[Int64, Float32]:
    """The nearest centre of each start to each point and its cosine, shape (starts, n); ties go to the earlier.

    Centre after centre for all points, for `argmax` over rows of a few centres takes three times as long.
    """
    starts, k, width = centres.shape
    cosines = (centres.transpose(1, 0, 2).reshape(k * starts, width) @ points.T).reshape(k, starts, len(points))
    best, found = cosines[0], np.zeros(cosines.shape[1:], np.min_scalar_type(k))
    for i, cosine in enumerate(cosines):
        np.maximum(found, (cosine > best) * found.dtype.type(i), out=found)  # numbers ascend: the last that was nearer
        np.maximum(best, cosine, out=best)
    return found.astype(np.int64), best


def centres_of(points: Float32, labels: Int64, before: Float32) -> Float32:
    """Mean direction of each cluster; an empty cluster keeps its centre of `before`.

    Args:
        points: shape (n, d).
        labels: shape (starts, n).
        before: shape (starts, k, d), as the result.
    """
    starts, k, width = before.shape
    shifted = labels + k * np.arange(starts)[:, None]
    sums = unit(np.asarray(membership(shifted, starts * k) @ points)).reshape(starts, k, width)
    empty = np.bincount(shifted.ravel(), minlength=starts * k).reshape(starts, k, 1) == 0
    return np.where(empty, before, sums)


def membership(labels: Int64, k: int) -> csc_matrix:
    """Indicator matrix, shape (k, n): 1 where the point belongs to the cluster; labels of shape (n,) or (starts, n)."""
    n = labels.shape[-1]
    each = labels.size // max(n, 1)
    ones = np.ones(labels.size, np.float32)
    return csc_matrix((ones, labels.T.ravel(), np.arange(0, labels.size + 1, max(each, 1))), shape=(k, n))


def n_holding(held: csr_matrix, labels: Int64, k: int) -> Int64:
    """How many texts of each cluster hold each term, shape (k, n_terms).

    Args:
        held: shape (n_texts, n_terms), something stored where the text holds the term; what it is does not count.
        labels: cluster of each text, 0 .. k - 1.
        k: clusters.
    """
    place = np.repeat(labels * held.shape[1], np.diff(held.indptr)) + held.indices
    return np.bincount(place, minlength=k * held.shape[1]).reshape(k, held.shape[1])


def _spread(points: Float32, k: int, rng: np.random.Generator, starts: int) -> Float32:
    """k-means++ with a choice among several candidates at each step (Arthur & Vassilvitskii 2007), for each start."""
    n, tries, every = len(points), 2 + int(np.log(k)), np.arange(starts)
    centres = np.empty((starts, k, points.shape[1]), np.float32)
    centres[:, 0] = points[rng.integers(n, size=starts)]
    gap = _away(centres[:, 0], points)
    for i in range(1, k):
        drawn = _draw(gap, rng.random((starts, tries)))
        closer = _away(points[drawn.ravel()], points).reshape(starts, tries, n)
        np.minimum(gap[:, None], closer, out=closer)
        best = closer.sum(axis=2).argmin(axis=1)
        centres[:, i], gap = points[drawn[every, best]], closer[every, best]
    return centres


def _away(some: Float32, points: Float32) -> Float32:
    """1 less the cosine of some points to all, not below 0, shape (n_some, n)."""
    cosines: Float32 = some @ points.T
    np.subtract(1, cosines, out=cosines)
    return np.maximum(cosines, 0, out=cosines)


def _draw(gap: Float32, chance: Float64) -> Int64:
    """Points drawn with a chance in proportion to their gap, shape (starts, tries), from numbers 0..1."""
    ends = np.cumsum(gap, axis=1, dtype=np.float64)
    found = [np.searchsorted(row, aim * row[-1]) for row, aim in zip(ends, chance, strict=True)]
    return np.asarray(np.minimum(np.array(found), gap.shape[1] - 1))
