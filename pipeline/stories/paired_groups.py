"""Few groups, joined over the dot products of all pairs: the same as over their sums, at less than half the cost.

The dot product of two groups' sums is the sum over pairs of what they were joined from. So the products of all pairs
are computed once, and joining two groups adds up two rows.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.stories.grouping import DIGITS, NO_LINKS, Extent, Groups, Limits, Links, linked
from pipeline.stories.vectors import squares
from pipeline.vector.neighbours import BLOCK

SHORTEST = 2e-6  # length of a sum that holds anything


class PairedGroups(NamedTuple):
    """k groups, joined from n.

    Attributes:
        products: float32, shape (n, n): in the rows that `row` names dot products of the sums of groups and each of n;
            `joined` changes it in place.
        row: int64, shape (k,): the row of each group.
        number: int64, shape (n,): which group each of n is in.
        square: float64, shape (k,): squared length of each group's sum.
        size: float64, shape (k,): articles.
        days: float64, shape (k,): sum of their days.
    """

    products: Float32
    row: Int64
    number: Int64
    square: Float64
    size: Float64
    days: Float64

    @property
    def extent(self) -> Extent:
        """Size, length and mean day of each group."""
        return Extent(self.size, np.sqrt(np.maximum(self.square, 1e-12)), self.days / self.size)

    def near_own(self, rows: Int64, limits: Limits) -> Links:
        """Pairs of some of the groups and others that are alike enough, as `grouping.near` finds them."""
        extent, found = self.extent, [NO_LINKS]
        floor = _floor(extent, limits.least)
        for block in (rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)):
            product = self._between(block)
            at, other = np.nonzero(product >= floor[block, None])
            found.append(linked(product[at, other], (block[at], other), (extent, extent), limits))
        return Links(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def joined(self, step: Int64) -> PairedGroups:
        """Groups of one number become one, two at most; numbers go by the first."""
        first = np.unique(step, return_index=True)[1]
        second = np.flatnonzero(first[step] != np.arange(len(step)))
        into = first[step[second]]
        square, size, days = (np.bincount(step, one).astype(np.float64) for one in (self.square, self.size, self.days))
        for start in range(0, len(into), BLOCK):
            one, other = into[start : start + BLOCK], second[start : start + BLOCK]
            square[step[other]] += 2.0 * self._between(one)[np.arange(len(one)), other]
        for start in range(0, len(into), BLOCK):
            one, other = into[start : start + BLOCK], second[start : start + BLOCK]
            self.products[self.row[one], :] += self.products[self.row[other], :]
        return PairedGroups(self.products, self.row[first], step[self.number], square, size, days)

    def _between(self, rows: Int64) -> Float32:
        """Dot products of some groups and all, shape (len(rows), k)."""
        product = self.products[self.row[rows]]
        if len(self.size) == len(self.number):
            return product
        order = np.argsort(self.number, kind="stable")
        bounds = np.searchsorted(self.number[order], np.arange(len(self.size)))
        return np.asarray(np.add.reduceat(product[:, order], bounds, axis=1))


def paired(groups: Groups) -> PairedGroups:
    """The products of all pairs of groups, and what else joining them needs."""
    n, turned = len(groups.size), groups.sums.T.tocsr()
    products = np.empty((n, n), np.float32)
    for start in range(0, n, BLOCK):
        products[start : start + BLOCK] = (groups.sums[start : start + BLOCK] @ turned).toarray()
    square = groups.alone + squares(groups.sums)
    return PairedGroups(products, np.arange(n), np.arange(n), square, groups.size, groups.days)


def _floor(extent: Extent, least: float) -> Float32:
    """The smallest dot product that each group can have with another one that is alike enough.

    Few pairs have it, and nothing more is computed of the others. A similarity is the product over the length of the
    larger and the size of the smaller, so over both sizes and the length of a mean; days only take away from it. Groups
    without terms, of length 1e-6, are alike to none.
    """
    mean = extent.length / extent.size
    shortest = mean[extent.length > SHORTEST].min(initial=np.inf)
    return np.asarray((least - 10**-DIGITS) * shortest * extent.size, np.float32)
