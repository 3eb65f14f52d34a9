"""Numbers for distinct values."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np

from pipeline.arrays.types import Int64

T = TypeVar("T", bound=Hashable)


def numbered(values: Sequence[T]) -> tuple[Int64, list[T]]:
    """Number the distinct values in the order in which they come.

    Args:
        values: n values that can be keys.

    Returns:
        int64, shape (n,): the number of each; and the distinct values by number.
    """
    distinct = list(dict.fromkeys(values))
    number = dict(zip(distinct, range(len(distinct)), strict=True))
    return np.array(list(map(number.__getitem__, values)), np.int64), distinct
