"""Whole numbers from each of some starts on, range after range."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64, Integer


def ranges(starts: Integer, ends: Integer) -> tuple[Int64, Int64]:
    """All numbers from each start to before its end; none where the end does not lie behind the start.

    Args:
        starts: integers, shape (n,).
        ends: integers, shape (n,).

    Returns:
        (range, number) of each, int64, shape (k,) each, range after range.
    """
    counts = np.maximum(ends - starts, 0).astype(np.int64)
    homes = np.repeat(np.arange(len(counts)), counts)
    return homes, np.arange(len(homes)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
