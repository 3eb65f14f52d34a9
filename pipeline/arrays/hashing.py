"""64-bit hashes of spans of bytes and of the rows of tables: array arithmetic, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, is_valid, offsets, text_bytes, to_numpy, values
from pipeline.arrays.types import Int64, UInt8, UInt64

_WORD = 8  # bytes
SPREAD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_NULL = np.uint64(0xD6E8FEB86659FD93)  # hash of a missing value


def byte_hashes(data: UInt8, starts: Int64, sizes: Int64) -> UInt64:
    """A 64-bit hash of each of n spans of bytes; 0 for empty ones.

    Args:
        data: bytes.
        starts: shape (n,): first byte of each span.
        sizes: shape (n,): bytes of each span, 0 and more.

    Returns:
        uint64, shape (n,).
    """
    padded = np.concatenate([data, np.zeros(_WORD, np.uint8)])
    view: UInt64 = np.ndarray((len(data) + 1,), "<u8", padded, strides=(1,))  # eight bytes from every byte on
    n_words = (sizes + (_WORD - 1)) >> 3
    ends = np.cumsum(n_words)
    first = ends - n_words
    number = np.arange(int(n_words.sum()))
    words = view[np.repeat(starts - first * _WORD, n_words) + number * _WORD]
    filled = np.flatnonzero(n_words)
    words[ends[filled] - 1] <<= ((n_words * _WORD - sizes)[filled] * 8).astype(np.uint64)  # what stands behind the span
    number -= np.repeat(first - 1, n_words)
    words = mixed(words + number.view(np.uint64) * SPREAD)
    totals = np.concatenate([np.zeros(1, np.uint64), np.cumsum(words, dtype=np.uint64)])
    return np.where(sizes > 0, mixed(totals[ends] - totals[first] + sizes.astype(np.uint64)), np.uint64(0))


def row_hashes(columns: Iterable[pa.Array | pa.ChunkedArray], n_rows: int) -> UInt64:
    """A hash of each row over some columns, in their order.

    Args:
        columns: of n_rows each: strings, binary, numbers, bools, dates, timestamps, and lists or structs of these.
        n_rows: their length.

    Returns:
        uint64, shape (n_rows,).
    """
    found = np.zeros(n_rows, np.uint64)
    for column in columns:
        found = mixed(found * _MIX + _column_hashes(flat(column)) + SPREAD)
    return found


def _column_hashes(column: pa.Array) -> UInt64:
    """uint64, shape (n,): a hash of each value."""
    kind = column.type
    if pa.types.is_struct(kind):
        found = row_hashes(column.flatten(), len(column))
    elif pa.types.is_list(kind):
        inner, bounds = _column_hashes(values(column)), offsets(column)
        found = byte_hashes(inner.view(np.uint8), bounds[:-1] * _WORD, np.diff(bounds) * _WORD)
    elif pa.types.is_string(kind) or pa.types.is_binary(kind):
        data, bounds = text_bytes(column)
        found = byte_hashes(data, bounds[:-1], np.diff(bounds))
    else:
        found = _fixed(column)
    return found if column.null_count == 0 else np.where(is_valid(column), found, _NULL)


def _fixed(column: pa.Array) -> UInt64:
    """Hashes of numbers, bools, dates and times, by their bits."""
    plain = np.ascontiguousarray(to_numpy(column))
    bits = plain.astype(np.uint8) if plain.dtype == bool else plain.view(f"u{plain.dtype.itemsize}")
    return mixed(bits.astype(np.uint64) + SPREAD)


def mixed(bits: UInt64) -> UInt64:
    """Spread every bit over the others (the finisher of splitmix64)."""
    spread = bits >> np.uint64(30)
    spread ^= bits
    spread *= _MIX
    spread ^= spread >> np.uint64(27)
    spread *= np.uint64(0x94D049BB133111EB)
    spread ^= spread >> np.uint64(31)
    return spread
