"""A fit that goes on from topics that are there already, so that a refit moves as few texts as it can."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.bayes import fitness
from pipeline.vector.clusters import centres_of, settle

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CLEARLY = 1.05  # a fresh cut must say so many times as much about the words as the one that went on


def renumbered(start: Ints) -> Ints:
    """The same groups numbered 0 .. k - 1 without gaps, in the order of their numbers; -1 stays."""
    used = np.unique(start[start >= 0])
    return np.where(start >= 0, np.searchsorted(used, start), -1)


def go_on(spaces: Sequence[Floats], amounts: csr_matrix, start: Ints, fresh: Ints) -> Ints:
    """The cut that the start settles into, unless a fresh one is clearly better.

    Args:
        spaces: ways to see the texts as points, each of shape (n, d) with rows of length 1.
        amounts: shape (n, n_terms): all terms, counts damped.
        start: shape (n,): group of each text, 0 .. k - 1; -1 where it is not known.
        fresh: shape (n,): a cut found without the start.

    Returns:
        int64, shape (n,), 0 .. k - 1.
    """
    k = int(start.max()) + 1
    ways = [settle(points, _directions(points, start, k)[None])[0].labels for points in spaces]
    worth = [round(fitness(amounts, labels, k), 6) for labels in ways]
    best = int(np.argmax(worth))
    nothing = fitness(amounts, np.zeros_like(fresh), 1)
    gain, other = worth[best] - nothing, fitness(amounts, fresh, int(fresh.max()) + 1) - nothing
    return fresh if other > CLEARLY * gain else ways[best]


def _directions(points: Floats, start: Ints, k: int) -> Floats:
    """Mean direction of each group, shape (k, d)."""
    inside = start >= 0
    before = np.resize(points, (k, points.shape[1]))
    return np.asarray(centres_of(points[inside], start[inside][None], before[None])[0])
