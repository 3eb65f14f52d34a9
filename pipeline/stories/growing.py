"""Groups of articles on one event, grown from the most alike."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.stories.grouping import NO_LINKS, Groups, Limits, Links
from pipeline.stories.paired_groups import PairedGroups, paired
from pipeline.stories.thresholds import N_PAIRED


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
    now: Groups | PairedGroups = paired(groups.slim()) if len(groups.size) <= N_PAIRED else groups.slim()
    links = NO_LINKS
    while True:
        links = _together(links, now.near_own(fresh, limits), len(now.size))
        step = _mutual_best(links, len(now.size))
        if step is None:
            return number
        is_new = np.bincount(step) > 1
        fresh = np.flatnonzero(is_new)
        links = links._replace(first=step[links.first], second=step[links.second])
        links = links.at(np.flatnonzero(~is_new[links.first] & ~is_new[links.second]))
        now, number = now.joined(step), step[number]


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
