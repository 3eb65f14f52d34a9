"""Groups of articles on one event, grown from the most alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64, Int64
from pipeline.stories.thresholds import FALL, N_LINKS
from pipeline.stories.vectors import squares
from pipeline.vector.neighbours import BLOCK

_DIGITS = 5  # of a similarity: the last bits of a sum decide nothing


class Limits(NamedTuple):
    """When two groups are one event: the smallest similarity, and the largest distance of their mean days."""

    least: float
    window: float


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
    def mean_day(self) -> Float64:
        """Shape (k,)."""
        return self.days / self.size

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
        sums = csr_matrix((self.sums.data[kept], column[self.sums.indices[kept]], bounds), shape=shape)
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


def grown(groups: Groups, limits: Limits) -> Int64:
    """Join the groups that are each other's most alike, until no two are alike enough.

    Two groups are as alike as the articles of the smaller are to the centroid of the larger, in the mean, and less the
    more days lie between. Words that an event shares with others of its kind stay small beside what its own articles
    share, however many these are; a mean over pairs of articles would fall as an event grows.

    Args:
        groups: in an order that nothing but their content decides.
        limits: when two are one.

    Returns:
        int64, shape (k,): number of each group's event, by first group.
    """
    number = fresh = np.arange(len(groups.size))
    groups, links = groups.slim(), NO_LINKS
    while True:
        links = _together(links, near(groups, fresh, groups, limits), len(groups.size))
        step = _mutual_best(links, len(groups.size))
        if step is None:
            return number
        is_new = np.bincount(step) > 1
        fresh = np.flatnonzero(is_new)
        links = links._replace(first=step[links.first], second=step[links.second])
        links = links.at(np.flatnonzero(~is_new[links.first] & ~is_new[links.second]))
        groups, number = groups.joined(step), step[number]


def near(some: Groups, rows: Int64, others: Groups, limits: Limits) -> Links:
    """Pairs of a group and one of the others that are alike enough; the most alike of each group, at most N_LINKS.

    Args:
        some: groups.
        rows: which of them to look at.
        others: groups that they may belong to.
        limits: what is alike enough.
    """
    found = [NO_LINKS]
    own, their = some.length, others.length
    for product, a, b in _products(some, rows, others):
        is_larger = np.where(some.size[a] == others.size[b], own[a] >= their[b], some.size[a] > others.size[b])
        scale = np.where(is_larger, own[a] * others.size[b], their[b] * some.size[a])
        gap = np.abs(some.mean_day[a] - others.mean_day[b])
        alike = np.round(product / scale * closeness(gap, limits.window), _DIGITS)
        kept = np.flatnonzero(alike >= limits.least)
        found.append(_strongest(Links(a[kept], b[kept], alike[kept])))
    return Links(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _products(some: Groups, rows: Int64, others: Groups) -> Iterator[tuple[Float64, Int64, Int64]]:
    """Dot products of the sums of groups that have a term in common, block by block, and the two groups."""
    turned = others.sums.T.tocsr()
    for block in (rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)):
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


def _together(links: Links, more: Links, k: int) -> Links:
    """Both, pairs of two different groups once each, the lower number first."""
    apart = np.flatnonzero(more.first != more.second)
    low, high = (side(more.first[apart], more.second[apart]) for side in (np.minimum, np.maximum))
    code, place = np.unique(low * k + high, return_index=True)
    new = (*np.divmod(code, max(k, 1)), more.similarity[apart[place]])
    return Links(*(np.concatenate(pair) for pair in zip(links, new, strict=True)))


def _mutual_best(links: Links, k: int) -> Int64 | None:
    """New number of each group after joining those that are each other's most alike; None where there are none."""
    if not len(links.first):
        return None
    one, other = np.concatenate([links.first, links.second]), np.concatenate([links.second, links.first])
    order = np.lexsort((other, np.minimum(one, other), -np.tile(links.similarity, 2), one))
    top = order[np.diff(one[order], prepend=-1) > 0]
    best = np.full(k, -1)
    best[one[top]] = other[top]
    pair = np.flatnonzero((best >= 0) & (best[best] == np.arange(k)))
    target = np.arange(k)
    target[pair] = np.minimum(pair, best[pair])
    return np.unique(target, return_inverse=True)[1].astype(np.int64)
