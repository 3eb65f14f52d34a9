"""Numbers for distinct values, in the order in which they come: by hash tables, which is faster than sorting them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int32, Int64, UInt64

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


def numbered_column(column: pa.Array) -> tuple[Int32, pa.Array]:
    """Number the distinct values of a column.

    Args:
        column: n strings or numbers, none null.

    Returns:
        int32, shape (n,): the number of each; and the distinct values by number.
    """
    encoded = column.dictionary_encode()
    return np.frombuffer(encoded.indices.buffers()[1], np.int32, len(column)), encoded.dictionary


def numbered_integers(values: UInt64) -> tuple[Int32, Int64]:
    """Number distinct integers.

    Args:
        values: uint64, shape (n,); read where they are, not copied.

    Returns:
        int32, shape (n,): the number of each; and int64, a place for each number: where it comes first.
    """
    column = pa.Array.from_buffers(pa.uint64(), len(values), [None, pa.py_buffer(values)])
    number, distinct = numbered_column(column)
    first = np.empty(len(distinct), np.int64)
    first[number[::-1]] = np.arange(len(values) - 1, -1, -1)  # of several places the last one written stays
    return number, first
