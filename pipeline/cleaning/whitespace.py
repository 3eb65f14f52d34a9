"""White space of whole columns: blanks at line ends, doubled blanks and piled-up empty lines go."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.types import Int64, UInt8

_LINE_END, _SPACE = 10, 32  # every byte up to 32 counts as blank: control characters are gone before


def tidy(texts: pa.Array) -> pa.Array:
    """Single spaces, none at either end of a line, at most one empty line between two lines, no blank ends.

    Args:
        texts: n strings, none null; blanks beyond ASCII are left alone.

    Returns:
        n strings. A span of blanks becomes an empty line (two line ends or more in it), a line end (one) or a space;
        at the ends of a text, nothing.
    """
    data, bounds = text_bytes(texts)
    starts, ends, row, breaks = _spans(data, bounds)
    if not len(starts):
        return texts
    at_edge = (starts == bounds[row]) | (ends == bounds[row + 1])
    kept = np.where(at_edge, 0, np.minimum(np.maximum(breaks, 1), 2))
    data = data.copy()
    data[starts] = np.where(breaks > 0, _LINE_END, _SPACE)
    data[starts[kept > 1] + 1] = _LINE_END
    return cut(data, bounds, starts + kept, ends)


def cut(data: UInt8, bounds: Int64, starts: Int64, ends: Int64) -> pa.Array:
    """Texts without some spans.

    Args:
        data: UTF-8 bytes of n texts, one behind the other.
        bounds: shape (n + 1,): where each text begins, and the end of the last.
        starts: shape (k,): first byte of each span, ascending; no span crosses the end of a text.
        ends: shape (k,): one past the last byte, at most the next start.

    Returns:
        n strings.
    """
    before = np.concatenate([[0], np.cumsum(ends - starts)])
    sizes = (bounds - before[np.searchsorted(starts, bounds, side="left")]).astype(np.int32)
    view = memoryview(data.tobytes())
    edges = zip([0, *ends.tolist()], [*starts.tolist(), len(data)], strict=True)
    rest = b"".join([view[first:last] for first, last in edges])
    return pa.Array.from_buffers(
        pa.string(), len(bounds) - 1, [None, pa.py_buffer(sizes.tobytes()), pa.py_buffer(rest)]
    )


def _spans(data: UInt8, bounds: Int64) -> tuple[Int64, Int64, Int64, Int64]:
    """Starts, ends, texts and line ends of the spans of blanks that may not be what they should be."""
    blank = data <= _SPACE
    pairs = np.flatnonzero(blank[1:] & blank[:-1])
    lone = (np.diff(pairs, prepend=-2) > 1) & (np.diff(pairs, append=len(data) + 1) > 1)
    pairs = pairs[~(lone & (data[pairs] == _LINE_END) & (data[pairs + 1] == _LINE_END))]  # one empty line is fine
    filled = np.flatnonzero(np.diff(bounds))
    edges = np.concatenate([bounds[filled], bounds[filled + 1] - 1])
    edges = edges[blank[edges]]
    beside = np.concatenate([edges - 1, edges + 1])
    beside = beside[(beside >= 0) & (beside < len(data))]
    low = np.flatnonzero(data < _SPACE)
    odd = low[data[low] != _LINE_END]
    places = np.unique(np.concatenate([pairs, pairs + 1, edges, beside[blank[beside]], odd]))
    row = np.searchsorted(bounds, places, side="right") - 1
    first = np.flatnonzero((np.diff(places, prepend=-2) != 1) | (np.diff(row, prepend=-1) != 0))
    if not len(first):
        return places, places, places, places
    sizes = np.diff(np.append(first, len(places)))
    return (
        places[first],
        places[first] + sizes,
        row[first],
        np.add.reduceat(data[places] == _LINE_END, first, dtype=np.int64),
    )
