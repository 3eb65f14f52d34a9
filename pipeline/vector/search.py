"""The best of many ways to cut texts into k clusters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.clusters import k_means, settle
from pipeline.vector.information import information

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_SAMPLE = 4000
_STARTS = (6, 40)
_WORK = 4_000_000


def best_partition(spaces: Sequence[Floats], held: csr_matrix, k: int, seed: int) -> Ints:
    """Cluster of each text, from many starts in each space; the cut that says most about the words is taken.

    Tightness alone takes cuts that editors would not make; see docs/decisions/005-topics.md.

    Args:
        spaces: ways to see the texts as points, each of shape (n, d) with rows of length 1.
        held: shape (n, n_terms): 1 where the text holds the term.
        k: clusters.
        seed: of the starts.

    Returns:
        int64, shape (n,), 0 .. k - 1.
    """
    m = min(_SAMPLE, held.shape[0])
    rng = np.random.default_rng(seed)
    some = held[:m]
    best = (-1.0, spaces[0], spaces[0][:1])
    for points in spaces:
        for _ in range(n_starts(m, k)):
            cut = k_means(points[:m], k, rng)
            told = round(information(some, cut.labels, k), 6)
            best = max(best, (told, points, cut.centres), key=lambda found: found[0])
    return settle(best[1], best[2]).labels


def n_starts(n: int, k: int) -> int:
    """Starts in a space: as many as the work allows, 6 to 40."""
    return int(np.clip(_WORK // (n * k), *_STARTS))
