"""Whole numbers from each of some starts on, range after range."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int32, Int64, Integer


def ranges(starts: Integer, ends: Integer) -> tuple[Int64, Int64]:
    """All numbers from each start to before its end; none where the end does not lie behind the start.

    Args:
        starts: integers, shape (n,).
        ends: integers, shape (n,).

    Returns:
        (range, number) of each, int64, shape (k,) each, range after range.
    """
    bounds = range_bounds(starts, ends)
    return np.repeat(np.arange(len(starts)), np.diff(bounds)), numbers_of(starts, bounds)


def range_bounds(starts: Integer, ends: Integer) -> Int64:
    """Where the numbers of each range begin among those of all, and their end; int64, shape (n + 1,)."""
    return np.concatenate([[0], np.cumsum(np.maximum(ends - starts, 0), dtype=np.int64)])


def numbers_of(starts: Integer, bounds: Int64) -> Int64:
    """The numbers of ranges that start there and have these bounds; int64, shape (k,)."""
    numbers = np.arange(bounds[-1])
    numbers += np.repeat(starts - bounds[:-1], np.diff(bounds))
    return numbers


def counts_before(places: Int64, n: int) -> Int32:
    """How many of some places stand before each of the places 0 to n; int32, shape (n + 1,).

    Args:
        places: int64, shape (k,): ascending, no two alike, 0..n-1.
        n: the last place that is asked for.
    """
    return np.repeat(np.arange(len(places) + 1, dtype=np.int32), np.diff(places, prepend=-1, append=n))
