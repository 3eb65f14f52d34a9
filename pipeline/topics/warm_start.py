"""A fit that goes on from topics that are there already, so that a refit moves as few texts as it can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Bool, Float32, Int64
from pipeline.topics.bayes import fitness
from pipeline.topics.partition import centres_of, k_means, settle

CLEARLY = 1.05  # a fresh cut must say so many times as much about the words as the one that went on
_THIN = 20  # a topic with less than a twentieth of the mean number of texts is no longer one
_LEAST_NEW = 0.25  # of the mean number of texts of a topic makes a new one
_STARTS = 8


class Start(NamedTuple):
    """What an earlier model says of the texts at hand.

    Attributes:
        topic: int64, shape (n_texts,): topic of each text, -1 for none.
        weak: bool, shape (n_texts,): whether the text is a weak member of its topic.
        beyond: share of the texts that are weak members beyond what is usual, 0..1.
        n_chosen: texts of the fit in which the number of topics was decided.
        has_moved: whether the texts have drifted away from it at all.
    """

    topic: Int64
    weak: Bool
    beyond: float
    n_chosen: int
    has_moved: bool

    def of(self, rows: Int64) -> Start:
        """The same of some texts only."""
        return self._replace(topic=self.topic[rows], weak=self.weak[rows])


class Groups(NamedTuple):
    """Groups that a fit may go on from.

    Attributes:
        group: int64, shape (n_texts,): 0 .. k - 1, -1 where it is not known.
        has_moved: whether the texts have drifted away from the earlier topics.
    """

    group: Int64
    has_moved: bool

    @property
    def k(self) -> int:
        """How many."""
        return int(self.group.max()) + 1

    def stay_in(self, labels: Int64) -> bool:
        """Whether nothing has drifted and the labels are those of the groups, where these are known."""
        return not self.has_moved and bool((labels == self.group)[self.group >= 0].all())


def groups(points: Float32, start: Start | None, seed: int, *, may_grow: bool) -> Groups | None:
    """The earlier topics that still have texts, and new ones among weak members.

    Args:
        points: shape (n, d), rows of length 1.
        start: of the same texts; None without an earlier model.
        seed: of the search for new groups.
        may_grow: whether there may be more or fewer; else the number of topics is given.

    Returns:
        Groups of the texts. None where the earlier model is no guide: its number of topics was decided for half as many
        texts or twice as many, or none of its topics is left.
    """
    if start is None or (may_grow and not 0.5 < len(points) / max(start.n_chosen, 1) < 2):
        return None
    size = np.bincount(start.topic[start.topic >= 0])
    size = np.where(size * _THIN * np.count_nonzero(size) < len(points), 0, size)
    if not size.any():
        return None
    number = np.where(size > 0, np.cumsum(size > 0) - 1, -1)
    group = np.where(start.topic >= 0, number[start.topic], -1)
    if may_grow:
        group = _with_new(points, group, np.flatnonzero(start.weak), start.beyond * len(points), seed)
    return Groups(group, start.has_moved)


def _with_new(points: Float32, group: Int64, rows: Int64, beyond: float, seed: int) -> Int64:
    """Groups, and new ones where more texts are weak members than usual: enough of them for a topic.

    Args:
        points: shape (n, d).
        group: shape (n,), the earlier topics.
        rows: the weak members.
        beyond: how many more there are than usual.
        seed: of the search.
    """
    sizes = np.sort(np.bincount(group[group >= 0]))
    if beyond < max(_LEAST_NEW * len(points) / len(sizes), 2):
        return group
    n_new = int(np.clip(np.round(beyond / sizes[len(sizes) // 2]), 1, len(sizes)))
    cut = max(k_means(points[rows], n_new, np.random.default_rng(seed), _STARTS), key=lambda c: round(c.tightness, 5))
    found = group.copy()
    found[rows] = len(sizes) + cut.labels
    return found


def go_on(spaces: Sequence[Float32], amounts: csr_matrix, begun: Groups, fresh: Int64) -> Int64:
    """The cut that goes on from the groups, unless a fresh one is clearly better.

    Where nothing has drifted the groups stay as they are: letting k-means settle from them, or the model sharpen them
    once more, moves more texts than it is worth. Where something has, it settles. See
    docs/decisions/007-topics-that-stay.md.

    Args:
        spaces: ways to see the texts as points, each of shape (n, d) with rows of length 1.
        amounts: shape (n, n_terms): all terms, counts damped.
        begun: of `groups`; a text of no group goes to the nearest.
        fresh: shape (n,): a cut into as many clusters, found without them.

    Returns:
        int64, shape (n,), 0 .. k - 1.
    """
    starts = [(points, _directions(points, begun)) for points in spaces]
    if begun.has_moved:
        ways = [settle(points, centres[None])[0].labels for points, centres in starts]
    else:
        points, centres = starts[0]
        ways = [np.where(begun.group >= 0, begun.group, (points @ centres.T).argmax(axis=1))]
    worth = [round(fitness(amounts, labels, begun.k), 6) for labels in ways]
    best = int(np.argmax(worth))
    nothing = fitness(amounts, np.zeros_like(fresh), 1)
    is_better = fitness(amounts, fresh, begun.k) - nothing > CLEARLY * (worth[best] - nothing)
    return fresh if is_better else ways[best]


def _directions(points: Float32, begun: Groups) -> Float32:
    """Mean direction of each group, shape (k, d)."""
    inside = begun.group >= 0
    before = np.zeros((1, begun.k, points.shape[1]), np.float32)
    return np.asarray(centres_of(points[inside], begun.group[inside][None], before)[0])
