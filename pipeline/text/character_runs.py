"""Runs of characters of one kind, and where to cut them."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Bool, Int64


def solid_runs(solid: Bool, cuts: Int64) -> tuple[Int64, Int64]:
    """The runs of solid characters, none of which goes across a cut.

    Args:
        solid: bool, shape (n_characters,).
        cuts: integers, 0..n_characters, in any order.

    Returns:
        (starts, ends): int64, shape (n_runs,) each: first character, and one past the last; ascending.
    """
    edges = np.zeros(len(solid) + 1, bool)
    edges[:-1] = solid
    edges[1:] ^= solid
    runs = np.flatnonzero(edges)
    inner = cuts[(cuts > 0) & (cuts < len(solid))]
    inner = inner[solid[inner - 1] & solid[inner]]
    return cut_runs(runs[::2], runs[1::2], inner)


def cut_runs(starts: Int64, ends: Int64, cuts: Int64) -> tuple[Int64, Int64]:
    """Cut runs in two where a cut falls inside them.

    Args:
        starts: int64, ascending.
        ends: int64, ascending; runs do not overlap.
        cuts: int64, in any order.
    """
    if not len(cuts):
        return starts, ends
    cuts = np.sort(cuts, kind="stable")
    cuts = cuts[np.append(True, cuts[1:] != cuts[:-1])]
    at = np.searchsorted(starts, cuts, side="left")
    inside = (at > 0) & (cuts < np.append(ends, 0)[at - 1])
    cuts, at = cuts[inside], at[inside]
    return np.insert(starts, at, cuts), np.insert(ends, at - 1, cuts)
