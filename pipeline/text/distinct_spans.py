"""Which tokens of a text are spelt alike: short ones are compared as numbers of eight bytes, the others as strings."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, utf8
from pipeline.arrays.numbering import numbered_column, numbered_integers
from pipeline.arrays.types import Int32, Int64, UInt64
from pipeline.text.word_lookup import eight_bytes

_EIGHT = 8  # bytes of a number
_LONG = np.uint64(0xFF << 56)  # no byte of UTF-8 is 0xFF: the numbers of longer spans are none of eight bytes
_AT_ONCE = 1 << 14  # spans that are read together; of many more the system has to clear new memory again and again


def distinct_spans(text: bytes, edges: Int32) -> tuple[Int32, pa.Array]:
    """Number the distinct spans of a text.

    Args:
        text: UTF-8.
        edges: int32, shape (2 * n,): first byte of each span and one past its last, in turn, ascending; none is empty
            and none holds a zero byte.

    Returns:
        int32, shape (n,): the number of each span; and the distinct spans, a string array in order of first occurrence.
    """
    spans = utf8(np.frombuffer(text, np.uint8), edges if len(edges) else np.zeros(1, np.int32))
    codes, long = _first_bytes(text, edges)
    codes[long] = numbered_column(spans.take(numbers(2 * long)))[0].astype(np.uint64) | _LONG
    number, first = numbered_integers(codes)
    return number, spans.take(numbers(2 * first))


def _first_bytes(text: bytes, edges: Int32) -> tuple[UInt64, Int64]:
    """The first eight bytes of each span as one number, shape (n,), and which spans are longer."""
    padded = np.frombuffer(text + bytes(_EIGHT), np.uint8)
    starts, sizes = edges[0::2], edges[1::2] - edges[0::2]
    found = np.empty(len(starts), np.uint64)
    for first in range(0, len(found), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        found[some] = eight_bytes(padded, starts[some].astype(np.int64), sizes[some])
    return found, np.flatnonzero(sizes > _EIGHT)
