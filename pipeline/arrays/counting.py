"""Two counts over stretches of an array in one pass."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8

_SECOND_AT = 32  # bit of the second count in one number
_SECOND = 1 << _SECOND_AT
_COUNTS = np.array([0, 1, _SECOND, 1 + _SECOND])


def two_marks(one: Bool, other: Bool) -> UInt8:
    """One mark or another, both or none, as 1, 2, 3 or 0; uint8, shape of both arguments."""
    return np.asarray(one.view(np.uint8) | other.view(np.uint8) << np.uint8(1))


def counted(marks: UInt8, begin: Int64) -> tuple[Int64, Int64]:
    """How many values of each stretch have one mark, and how many have another.

    Args:
        marks: uint8, shape (n,): see `two_marks`.
        begin: int64, shape (k,): where each stretch begins, ascending, below n; it ends where the next one begins.

    Returns:
        int64, shape (k,) each.
    """
    up_to = np.cumsum(both_counts(marks))  # `np.add.reduceat` takes four times as long where stretches are short
    return apart(np.diff(up_to[np.append(begin[1:], len(marks)) - 1], prepend=0) if len(begin) else begin)


def both_counts(marks: UInt8) -> Int64:
    """Marks as numbers that can be summed, both counts at once; int64, shape of `marks`."""
    return _COUNTS.take(marks)


def apart(sums: Int64) -> tuple[Int64, Int64]:
    """The two counts in sums of `both_counts`; int64, shape of `sums` each."""
    return sums & (_SECOND - 1), sums >> _SECOND_AT
