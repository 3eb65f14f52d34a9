"""Arrays that stay for some steps, in memory of their own.

The C library cuts what it gives out from one heap. Where arrays that were kept are freed, holes are left in it, and a
step that makes many arrays of many sizes fills one hole after the other instead of the same place again and again: the
13 MB of all cuts, freed before topics were found, gave nothing of the peak. A map goes back to the system as a whole.
"""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from pipeline.arrays.types import AnyArray

_WIDEST = 8  # bytes of a number


def in_own_memory(columns: Sequence[AnyArray]) -> list[Any]:
    """The same arrays, read-only, in one map of memory, which is there until none of them is."""
    *firsts, size = accumulate((-(-column.nbytes // _WIDEST) * _WIDEST for column in columns), initial=0)
    memory = mmap.mmap(-1, max(size, 1), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return [_copied(column, memory, first) for column, first in zip(columns, firsts, strict=True)]


def _copied(column: AnyArray, memory: mmap.mmap, first: int) -> AnyArray:
    """A copy, of shape (n,), that begins at a byte of some memory."""
    copy: AnyArray = np.frombuffer(memory, column.dtype, len(column), first)
    copy[:] = column
    copy.flags.writeable = False
    return copy
