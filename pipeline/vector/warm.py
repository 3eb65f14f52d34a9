"""A fit that goes on from topics that are there already, so that a refit moves as few texts as it can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.bayes import fitness
from pipeline.vector.clusters import centres_of, k_means, settle
from pipeline.vector.drift import growth

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CLEARLY = 1.05  # a fresh cut must say so many times as much about the words as the one that went on
_THIN = 20  # a topic with less than a twentieth of the mean number of texts is no longer one
_LEAST_NEW = 0.25  # of the mean number of texts of a topic makes a new one
_STARTS = 8


class Start(NamedTuple):
    """What an earlier model says of the texts at hand.

    Attributes:
        topic: int64, shape (n_texts,): topic of each text, -1 for none.
        weak: bool, shape (n_texts,): whether the text is a weak member of its topic.
        n_fitted: texts that the earlier model was fitted on.
    """

    topic: Ints
    weak: Bools
    n_fitted: int

    def of(self, rows: Ints) -> Start:
        """The same of some texts only."""
        return Start(self.topic[rows], self.weak[rows], self.n_fitted)


def groups(points: Floats, start: Start | None, seed: int, *, may_grow: bool) -> Ints | None:
    """Groups that a fit may go on from: the earlier topics that still have texts, and new ones among weak members.

    Args:
        points: shape (n, d), rows of length 1.
        start: of the same texts; None without an earlier model.
        seed: of the search for new groups.
        may_grow: whether there may be new ones.

    Returns:
        int64, shape (n,): 0 .. k - 1, -1 where it is not known. None where the earlier model is no guide: it knew less
        than half or more than twice as many texts, or none of its topics is left.
    """
    if start is None or not 0.5 <= len(points) / max(start.n_fitted, 1) <= 2:
        return None
    size = np.bincount(start.topic[start.topic >= 0])
    size = np.where(size * _THIN * np.count_nonzero(size) < len(points), 0, size)
    if not size.any():
        return None
    number = np.where(size > 0, np.cumsum(size > 0) - 1, -1)
    group = np.where(start.topic >= 0, number[start.topic], -1)
    return _with_new(points, group, start, np.sort(size[size > 0]), seed) if may_grow else group


def _with_new(points: Floats, group: Ints, start: Start, sizes: Ints, seed: int) -> Ints:
    """Groups, and new ones where more texts are weak members than chance explains: enough of them for a topic."""
    beyond = growth(start.n_fitted, start.weak) * len(points)
    if beyond < max(_LEAST_NEW * len(points) / len(sizes), 2):
        return group
    n_new = int(np.clip(np.round(beyond / sizes[len(sizes) // 2]), 1, len(sizes)))
    rows = np.flatnonzero(start.weak)
    cut = max(k_means(points[rows], n_new, np.random.default_rng(seed), _STARTS), key=lambda c: round(c.tightness, 5))
    found = group.copy()
    found[rows] = len(sizes) + cut.labels
    return found


def go_on(spaces: Sequence[Floats], amounts: csr_matrix, group: Ints, fresh: Ints) -> Ints:
    """The cut that the groups settle into, unless a fresh one is clearly better.

    Args:
        spaces: ways to see the texts as points, each of shape (n, d) with rows of length 1.
        amounts: shape (n, n_terms): all terms, counts damped.
        group: of `groups`.
        fresh: shape (n,): a cut into as many clusters, found without them.

    Returns:
        int64, shape (n,), 0 .. k - 1.
    """
    k = int(group.max()) + 1
    ways = [settle(points, _directions(points, group, k)[None])[0].labels for points in spaces]
    worth = [round(fitness(amounts, labels, k), 6) for labels in ways]
    best = int(np.argmax(worth))
    nothing = fitness(amounts, np.zeros_like(fresh), 1)
    gain, other = worth[best] - nothing, fitness(amounts, fresh, int(fresh.max()) + 1) - nothing
    return fresh if other > CLEARLY * gain else ways[best]


def _directions(points: Floats, group: Ints, k: int) -> Floats:
    """Mean direction of each group, shape (k, d)."""
    inside = group >= 0
    before = np.resize(points, (k, points.shape[1]))
    return np.asarray(centres_of(points[inside], group[inside][None], before[None])[0])
