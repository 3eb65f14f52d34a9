"""How many topics, when nobody says."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.vector.clusters import cosines, k_means

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def candidates(n_texts: int) -> list[int]:
    """Numbers of topics worth trying for a corpus of this size, 2 to 100, each about a quarter above the last."""
    top = min(100, max(2, n_texts // 8))
    grid = [4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 65, 80, 100]
    return [k for k in grid if k <= top] or [min(2, n_texts)]


def agreement(first: Ints, second: Ints) -> float:
    """Adjusted Rand index of two clusterings of the same points: 0 as by chance, 1 the same.

    Source: Hubert & Arabie 1985, Comparing partitions.
    """
    table = np.bincount(first * (second.max(initial=0) + 1) + second).astype(np.float64)
    pairs, rows, columns = (
        float((c * (c - 1)).sum()) / 2
        for c in (table, np.bincount(first).astype(float), np.bincount(second).astype(float))
    )
    every = len(first) * (len(first) - 1) / 2
    chance = rows * columns / max(every, 1)
    room = (rows + columns) / 2 - chance
    return (pairs - chance) / room if room > 0 else 1.0


def choose_k(points: Floats, seed: int) -> int:
    """The number of clusters that two halves of the points agree on best.

    Args:
        points: shape (n, d), rows in an order that means nothing.
        seed: of the starts.
    """
    return max(candidates(len(points)), key=lambda k: (round(stability(points, k, seed), 4), -k))


def stability(points: Floats, k: int, seed: int) -> float:
    """Agreement of two clusterings, each fitted on one half of the points, about all of them."""
    if len(points) < 2 * k:
        return 0.0
    first, second = (cosines(points, k_means(points[i::2], k, seed, starts=2)).argmax(axis=1) for i in (0, 1))
    return agreement(first, second)
