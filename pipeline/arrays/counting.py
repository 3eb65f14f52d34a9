"""Two counts over stretches of an array in one pass."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Int64, UInt8

_SECOND_AT = 32  # bit of the second count in one number
_SECOND = 1 << _SECOND_AT


def counted(told: UInt8, begin: Int64) -> tuple[Int64, Int64]:
    """How many values of each stretch are 1 or 2, and how many are 2.

    Args:
        told: uint8, shape (n,): 0, 1 or 2.
        begin: int64, shape (k,): where each stretch begins, ascending, below n; it ends where the next one begins.

    Returns:
        int64, shape (k,) each.
    """
    both = np.add.reduceat(np.array([0, 1, 1 + _SECOND]).take(told), begin)
    return both & (_SECOND - 1), both >> _SECOND_AT
