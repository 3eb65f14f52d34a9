"""Arrow columns from numpy arrays and Python lists, without pandas.

`pa.array(...)` imports pandas (0.4 CPU s) the first time that it sees a list or an array; these build the buffers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.types import AnyArray, Bool, ByteStrings, Int32, Int64, Integer, UInt8
from pipeline.errors import PipelineError

MAX_VALUES = 2**31 - 1
"""Values of a list column, and bytes of a column of strings: Arrow's offsets have 32 bits."""
_FEWER = "read fewer articles in one run"
_SHORT = 100  # characters of a string, on average; longer ones are encoded one by one, not once more for their length


def bitmap(valid: Bool | None) -> pa.Buffer | None:
    """Validity bits, or None where every value is there."""
    if valid is None or bool(valid.all()):
        return None
    return pa.py_buffer(np.packbits(valid, bitorder="little").tobytes())


def numbers(values: AnyArray, kind: pa.DataType | None = None, valid: Bool | None = None) -> pa.Array:
    """A numeric or bool column.

    Args:
        values: shape (n,), any fixed-width dtype.
        kind: Arrow type to view the cast values as; default: that of the dtype. Timestamps and dates take integers.
        valid: bool, shape (n,): False where the value is null.

    Returns:
        Arrow array of n values.
    """
    kind = kind or pa.from_numpy_dtype(values.dtype)
    if pa.types.is_boolean(kind):
        data = np.packbits(values.astype(bool), bitorder="little").tobytes()
    elif pa.types.is_temporal(kind):
        data = np.ascontiguousarray(values, dtype=np.dtype(f"i{kind.bit_width // 8}")).tobytes()
    else:
        data = np.ascontiguousarray(values, dtype=kind.to_pandas_dtype()).tobytes()
    return pa.Array.from_buffers(kind, len(values), [bitmap(valid), pa.py_buffer(data)])


def strings(values: Sequence[str | None]) -> pa.Array:
    """A string column; None becomes null. Lone surrogates (possible in JSON) become `?`."""
    valid = _present(values)
    kept: Sequence[str] = [v or "" for v in values]
    joined = "".join(kept)
    if joined.isascii():  # encoded at once
        return _strings(joined.encode(), list(map(len, kept)), valid)
    if len(joined) < _SHORT * len(kept):  # names and words: most are ASCII
        sizes = [len(v) if v.isascii() else len(v.encode("utf-8", "replace")) for v in kept]
        return _strings(joined.encode("utf-8", "replace"), sizes, valid)
    encoded = [v.encode("utf-8", "replace") for v in kept]
    return _strings(b"".join(encoded), list(map(len, encoded)), valid)


def encoded_strings(values: Sequence[bytes | None]) -> pa.Array:
    """A string column of UTF-8; None becomes null."""
    kept = [v or b"" for v in values]
    return _strings(b"".join(kept), list(map(len, kept)), _present(values))


def _strings(data: bytes, lengths: list[int], valid: Bool | None) -> pa.Array:
    """A string column of the bytes of all rows and the length of each."""
    ends = np.cumsum([0, *lengths], dtype=np.int64)
    kind, width = (pa.string(), np.int32) if ends[-1] < 2**31 else (pa.large_string(), np.int64)
    bounds = pa.py_buffer(ends.astype(width).tobytes())
    return pa.Array.from_buffers(kind, len(lengths), [bitmap(valid), bounds, pa.py_buffer(data)])


def _present(values: Sequence[object]) -> Bool | None:
    """Which values are not None; None where all are there."""
    return np.array([v is not None for v in values], bool) if None in values else None


def utf8(data: UInt8, bounds: Integer) -> pa.Array:
    """A string column of UTF-8 bytes, row after row, without copying them.

    Args:
        data: uint8, valid UTF-8 between all bounds.
        bounds: integers, shape (n + 1,): first byte of each row, and the end.

    Raises:
        PipelineError: more bytes than an offset of 32 bits reaches.
    """
    _check(int(bounds[-1]), "bytes", "string column")
    ends = np.ascontiguousarray(bounds, np.int32)
    return pa.Array.from_buffers(pa.string(), len(ends) - 1, [None, pa.py_buffer(ends), pa.py_buffer(data)])


def lines(data: UInt8) -> pa.Array:
    """A string column of lines of UTF-8, each with a line end behind it."""
    ends = np.flatnonzero(data == ord("\n"))
    return utf8(data[data != ord("\n")], np.append(0, ends - np.arange(len(ends))))


def byte_strings(values: Sequence[bytes]) -> pa.Array:
    """A binary column without nulls.

    Raises:
        PipelineError: more bytes than an offset of 32 bits reaches.
    """
    ends = np.cumsum([0, *map(len, values)], dtype=np.int64)
    _check(int(ends[-1]), "bytes", "binary column")
    buffers = [None, pa.py_buffer(ends.astype(np.int32).tobytes()), pa.py_buffer(b"".join(values))]
    return pa.Array.from_buffers(pa.binary(), len(values), buffers)


def lists(lengths: Integer, values: pa.Array, valid: Bool | None = None) -> pa.Array:
    """A list column.

    Args:
        lengths: integers, shape (n,): number of values of each row.
        values: Arrow array of sum(lengths) values, row after row.
        valid: bool, shape (n,): False where the list is null (its length must be 0).

    Returns:
        Arrow list array of n rows.

    Raises:
        PipelineError: more values than an offset of 32 bits reaches.
    """
    bounds = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    _check(int(bounds[-1]), "values", "list column")
    offsets = bounds.astype(np.int32)
    kind = pa.list_(values.type)
    return pa.Array.from_buffers(
        kind, len(lengths), [bitmap(valid), pa.py_buffer(offsets.tobytes())], children=[values]
    )


def _check(n: int, what: str, where: str) -> None:
    """Refuse what offsets of 32 bits have no room for.

    Raises:
        PipelineError: n is above MAX_VALUES.
    """
    if n > MAX_VALUES:
        raise PipelineError(f"{n:,} {what}, at most {MAX_VALUES:,} fit", where=where, hint=_FEWER)


def string_lists(rows: Iterable[Sequence[str] | None]) -> pa.Array:
    """A column of lists of strings; None becomes null."""
    kept = list(rows)
    lengths = np.array([0 if r is None else len(r) for r in kept], np.int64)
    valid = np.array([r is not None for r in kept], bool)
    return lists(lengths, strings(list(chain.from_iterable(r for r in kept if r))), valid)


def constant(value: str | None, n: int) -> pa.Array:
    """A string column of n equal values."""
    return strings([value] * n)


def to_numpy(column: pa.Array | pa.ChunkedArray) -> npt.NDArray[Any]:
    """A numeric, bool, date or timestamp column as numpy; nulls give NaN (floats), 0 (integers), False (bools)."""
    whole = flat(column)
    kind = whole.type
    n = len(whole)
    if pa.types.is_boolean(kind):
        bits = whole.buffers()[1]
        raw = np.frombuffer(bits, np.uint8) if bits is not None else np.zeros(0, np.uint8)
        values: npt.NDArray[Any] = np.unpackbits(raw, bitorder="little")[whole.offset : whole.offset + n].astype(bool)
    else:
        width = np.dtype(f"i{kind.bit_width // 8}") if pa.types.is_temporal(kind) else np.dtype(kind.to_pandas_dtype())
        data = whole.buffers()[1]
        values = np.frombuffer(data, width, n, whole.offset * width.itemsize) if n else np.zeros(0, width)
    if whole.null_count == 0:
        return values
    missing = ~is_valid(whole)
    values = values.copy()
    values[missing] = np.nan if values.dtype.kind == "f" else 0
    return values


def index_of(wanted: pa.Array, known: pa.Array) -> Int64:
    """The place of each wanted value among known ones, int64, shape of `wanted`; -1 where it is not there or null."""
    found = pc.index_in(wanted, value_set=known, skip_nulls=True)
    return np.where(is_valid(found), to_numpy(found), -1).astype(np.int64)


def flat(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """One array of all chunks; of none too, without pandas.

    Raises:
        PipelineError: strings of more bytes together, or lists of more values, than an offset of 32 bits reaches.
    """
    if isinstance(column, pa.Array):
        return column
    if column.num_chunks == 1:  # `concat_arrays` would copy it
        return column.chunk(0)
    try:
        return pa.concat_arrays(column.chunks) if column.num_chunks else pa.nulls(0, column.type)
    except pa.ArrowInvalid as error:
        raise PipelineError(f"too many to be one column: {error}", where=str(column.type), hint=_FEWER) from error


def fixed_bytes(column: pa.Array | pa.ChunkedArray, size: int) -> ByteStrings:
    """Strings of at most so many bytes, such as ids, as numpy has them: dtype `S{size}`, shape (n,)."""
    data, bounds = text_bytes(flat(column))
    if (np.diff(bounds) == size).all():
        return np.frombuffer(data.tobytes(), f"S{size}")
    return np.array(column.to_pylist(), f"S{size}")


def is_valid(column: pa.Array | pa.ChunkedArray) -> Bool:
    """bool, shape (n,): where the column has a value."""
    found = column.is_valid()
    return to_numpy(found).astype(bool)


def offsets(column: pa.Array) -> Int64:
    """Bounds of each row in the values of a list or string array, shape (n + 1,), starting at 0 of `values(column)`."""
    ends: Int32 = np.frombuffer(column.buffers()[1], np.int32, len(column) + 1, column.offset * 4)
    return np.asarray(ends - ends[0], np.int64)


def values(column: pa.Array) -> pa.Array:
    """The values of a list array, row after row, without those outside a slice."""
    ends = np.frombuffer(column.buffers()[1], np.int32, len(column) + 1, column.offset * 4)
    return column.values.slice(int(ends[0]), int(ends[-1] - ends[0]))


def text_bytes(column: pa.Array) -> tuple[UInt8, Int64]:
    """UTF-8 bytes of a string array without copying, and the bounds of each row, shape (n + 1,).

    Raises:
        PipelineError: its offsets have 64 bits, as `strings` makes them for more than 2 GB.
    """
    if pa.types.is_large_string(column.type):
        raise PipelineError(f"{column.nbytes:,} bytes, at most {MAX_VALUES:,} fit", where="strings", hint=_FEWER)
    ends = np.frombuffer(column.buffers()[1], np.int32, len(column) + 1, column.offset * 4)
    data = column.buffers()[2]
    raw = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    return raw[ends[0] : ends[-1]], (ends - ends[0]).astype(np.int64)
