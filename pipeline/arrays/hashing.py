"""64-bit hashes of spans of bytes and of spans of the rows of tables: array arithmetic, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, is_valid, offsets, text_bytes, to_numpy, values
from pipeline.arrays.types import AnyArray, Int64, UInt8, UInt32, UInt64

_WORD = 8  # bytes
SPREAD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


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


def row_hashes(columns: Iterable[pa.Array | pa.ChunkedArray], bounds: Int64) -> UInt64:
    """A hash of all rows in each of n spans of rows that follow one another, over some columns in their order.

    Args:
        columns: all of the same length: strings, binary, numbers, bools, dates, timestamps, lists or structs of these.
        bounds: shape (n + 1,): first row of each span, from 0 on, and the number of rows.

    Returns:
        uint64, shape (n,): the same for the same rows, whatever lies around the span.
    """
    found = np.diff(bounds).astype(np.uint64)
    fixed: list[UInt32] = []
    for number, column in enumerate(map(flat, columns)):
        for other in _parts(column, bounds, fixed):
            found = mixed(found * _MIX + other + SPREAD)
        if column.null_count:
            found += _missing(column, bounds) * np.uint64(2 * number + 1)
    if not fixed:
        return found
    bits = np.stack(fixed, axis=1)
    return mixed(found * _MIX + byte_hashes(bits.reshape(-1).view(np.uint8), *_places(bounds, 4 * len(fixed))))


def _parts(column: pa.Array, bounds: Int64, fixed: list[UInt32]) -> Iterator[UInt64]:
    """Hashes of what each span of a column has of letters and inner values; lengths and numbers go to `fixed`."""
    kind = column.type
    if pa.types.is_struct(kind):
        yield row_hashes(column.flatten(), bounds)
    elif pa.types.is_list(kind):
        ends = offsets(column)
        fixed.append(np.diff(ends).astype(np.uint32))
        yield row_hashes([values(column)], ends[bounds])
    elif pa.types.is_string(kind) or pa.types.is_binary(kind):
        data, ends = text_bytes(column)
        fixed.append(np.diff(ends).astype(np.uint32))
        yield byte_hashes(data, *_places(ends[bounds], 1))
    else:
        fixed += _halves(to_numpy(column))


def _places(bounds: Int64, width: int) -> tuple[Int64, Int64]:
    """First byte and number of bytes of spans of values of some bytes each."""
    return bounds[:-1] * width, np.diff(bounds) * width


def _halves(plain: AnyArray) -> list[UInt32]:
    """The bits of numbers, bools, dates and times, 32 at a time."""
    if plain.dtype.itemsize < 4:
        return [plain.astype(np.uint32)]
    bits = np.ascontiguousarray(plain).view(np.uint32).reshape(len(plain), plain.dtype.itemsize // 4)
    return [bits[:, number] for number in range(bits.shape[1])]


def _missing(column: pa.Array, bounds: Int64) -> UInt64:
    """A hash of the places of nulls in each span; 0 where there is none."""
    places = np.flatnonzero(~is_valid(column))
    span = np.searchsorted(bounds, places, "right") - 1
    found = np.zeros(len(bounds) - 1, np.uint64)
    np.add.at(found, span, mixed((places - bounds[span] + 1).astype(np.uint64) * SPREAD))
    return found


def mixed(bits: UInt64) -> UInt64:
    """Spread every bit over the others (the finisher of splitmix64)."""
    spread = bits >> np.uint64(30)
    spread ^= bits
    spread *= _MIX
    spread ^= spread >> np.uint64(27)
    spread *= np.uint64(0x94D049BB133111EB)
    spread ^= spread >> np.uint64(31)
    return spread
