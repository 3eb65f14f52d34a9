"""Arrow arrays with buffers of their own: the same values give the same bytes wherever they come from.

A slice is written with what lies behind it, a null with the value that was there before it, a last byte of bits with
bits beyond the last value: two arrays that are equal may have different bytes.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import bitmap, flat, is_valid, numbers, offsets, text_bytes, to_numpy, values


def compact(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """One array of the same values, with nothing in its buffers but them: zeros where a number is null, no letters.

    Args:
        column: strings, binary, numbers, bools, dates, timestamps, and lists or structs of these.
    """
    whole = flat(column)
    kind, valid = whole.type, is_valid(whole) if whole.null_count else None
    if pa.types.is_struct(kind):
        fields = [compact(field) for field in whole.flatten()]
        return pa.Array.from_buffers(kind, len(whole), [bitmap(valid)], children=fields)
    if not (pa.types.is_list(kind) or pa.types.is_string(kind) or pa.types.is_binary(kind)):
        plain = to_numpy(whole)
        return numbers(plain if valid is None else np.where(valid, plain, plain.dtype.type(0)), kind, valid)
    whole = whole if valid is None else whole.take(numbers(np.arange(len(whole))))  # nothing is left below nulls
    bounds = pa.py_buffer(offsets(whole).astype(np.int32))
    if pa.types.is_list(kind):
        children = [compact(values(whole))]
        return pa.Array.from_buffers(kind, len(whole), [bitmap(valid), bounds], children=children)
    return pa.Array.from_buffers(kind, len(whole), [bitmap(valid), bounds, pa.py_buffer(text_bytes(whole)[0])])
