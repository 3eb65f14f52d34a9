"""Groups of articles, and how alike two of them are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.stories.thresholds import FALL, N_LINKS
from pipeline.stories.vectors import squares
from pipeline.vector.neighbours import BLOCK

PRODUCTS = 1 << 19
"""Pairs of groups whose products are in memory together, some 60 bytes each where all have a term in common."""
DIGITS = 5  # of a similarity: the last bits of a sum decide nothing


class Limits(NamedTuple):
    """When two groups are one event: the smallest similarity, and the largest distance of their mean days."""

    least: float
    window: float


class Extent(NamedTuple):
    """What similarities of k groups need beside products; float64, shape (k,).

    Attributes:
        size: articles.
        length: Euclidean length of each group's sum, at least 1e-6.
        mean_day: mean day of its articles.
    """

    size: Float64
    length: Float64
    mean_day: Float64


class Groups(NamedTuple):
    """Groups of articles.

    Attributes:
        sums: float32, shape (k, n_terms): sum of the vectors of each group.
        size: float64, shape (k,): articles.
        days: float64, shape (k,): sum of their days.
        alone: float64, shape (k,): squared length of what is left out of the sums, as no other group holds it.
    """

    sums: csr_matrix
    size: Float64
    days: Float64
    alone: Float64

    @property
    def extent(self) -> Extent:
        """Size, length and mean day of each group."""
        return Extent(self.size, self.length, self.days / self.size)

    @property
    def length(self) -> Float64:
        """Euclidean length of each group's sum, at least 1e-6; shape (k,)."""
        return np.asarray(np.sqrt(np.maximum(self.alone + squares(self.sums), 1e-12)))

    def joined(self, number: Int64) -> Groups:
        """Groups of groups: those of one number, 0 and up, become one."""
        n, k = len(number), int(number.max(initial=-1)) + 1
        member = csr_matrix((np.ones(n, np.float32), number, np.arange(n + 1)), shape=(n, k))
        sums = (member.T.tocsr() @ self.sums).tocsr()
        added = (np.bincount(number, one, k).astype(np.float64) for one in (self.size, self.days, self.alone))
        return Groups(sums, *added)

    def near_own(self, rows: Int64, limits: Limits) -> Links:
        """Pairs of some of the groups and others that are alike enough."""
        return near(self, rows, self, limits)

    def of(self, rows: slice) -> Groups:
        """Some of them."""
        return Groups(self.sums[rows], self.size[rows], self.days[rows], self.alone[rows])

    def slim(self) -> Groups:
        """The same without the terms that only one group holds: they add to its length and to no product."""
        n_holding = np.bincount(self.sums.indices, minlength=self.sums.shape[1])
        is_shared = n_holding > 1
        kept = is_shared[self.sums.indices]
        column, bounds = np.cumsum(is_shared) - 1, np.append(0, np.cumsum(kept))[self.sums.indptr]
        shape = (self.sums.shape[0], int(np.count_nonzero(is_shared)))
        shared = csr_matrix((self.sums.data[kept], column[self.sums.indices[kept]], bounds), shape=shape)
        return self.with_columns(shared)

    def with_columns(self, sums: csr_matrix) -> Groups:
        """The same with some of the columns, shape (k, any); the others count for the length of a group alone."""
        return self._replace(sums=sums, alone=self.alone + squares(self.sums) - squares(sums))


class Links(NamedTuple):
    """Pairs of groups that may be one; arrays of shape (n,): the groups, and their similarity 0..1."""

    first: Int64
    second: Int64
    similarity: Float64

    def at(self, places: Int64) -> Links:
        """Some of them."""
        return Links(self.first[places], self.second[places], self.similarity[places])


NO_LINKS = Links(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def single(vectors: csr_matrix, day: Int64) -> Groups:
    """Each article a group by itself."""
    return Groups(vectors, np.ones(len(day)), day.astype(np.float64), np.zeros(len(day)))


def near(some: Groups, rows: Int64, others: Groups, limits: Limits) -> Links:
    """Pairs of a group and one of the others that are alike enough; the most alike of each group, at most N_LINKS.

    Args:
        some: groups.
        rows: which of them to look at.
        others: groups that they may belong to.
        limits: what is alike enough.
    """
    found, both = [NO_LINKS], (some.extent, others.extent)
    for product, first, second in _products(some, rows, others):
        found.append(linked(product, (first, second), both, limits))
    return Links(*(np.concatenate(column) for column in zip(*found, strict=True)))


def linked(product: Float32, pairs: tuple[Int64, Int64], extents: tuple[Extent, Extent], limits: Limits) -> Links:
    """The pairs that are alike enough; the most alike of each first group, at most N_LINKS.

    Args:
        product: dot products of the sums of n pairs of groups, shape (n,).
        pairs: the two groups of each.
        extents: of the groups that come first, and of those that come second.
        limits: what is alike enough.
    """
    (a, b), (some, others) = pairs, extents
    is_larger = np.where(
        some.size[a] == others.size[b], some.length[a] >= others.length[b], some.size[a] > others.size[b]
    )
    scale = np.where(is_larger, some.length[a] * others.size[b], others.length[b] * some.size[a])
    gap = np.abs(some.mean_day[a] - others.mean_day[b])
    alike = np.round(product / scale * closeness(gap, limits.window), DIGITS)
    kept = np.flatnonzero(alike >= limits.least)
    return _strongest(Links(a[kept], b[kept], alike[kept]))


def _products(some: Groups, rows: Int64, others: Groups) -> Iterator[tuple[Float32, Int64, Int64]]:
    """Dot products of the sums of groups that have a term in common, block by block, and the two groups."""
    turned, n_rows = others.sums.T.tocsr(), min(BLOCK, max(PRODUCTS // max(len(others.size), 1), 1))
    for block in (rows[start : start + n_rows] for start in range(0, len(rows), n_rows)):
        product = (some.sums[block] @ turned).tocsr()
        yield product.data, np.repeat(block, np.diff(product.indptr)), product.indices


def closeness(gap: Float64, window: float) -> Float64:
    """What is left of a similarity over a gap of days: all up to one day, then less, nothing beyond the window."""
    fall = np.clip((gap - 1) / max(window - 1, 1), 0, 1)
    return np.where(gap <= window, 1 - FALL * fall, 0.0)


def _strongest(links: Links) -> Links:
    """The most alike of each first group, at most N_LINKS; ties go to the lower second."""
    links = links.at(np.lexsort((links.second, -links.similarity, links.first)))
    place = np.arange(len(links.first)) - np.searchsorted(links.first, links.first)
    return links.at(np.flatnonzero(place < N_LINKS))
