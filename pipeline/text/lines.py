"""Lines of a column of texts, as flat arrays: where they stand, and a hash that says which ones read the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.hashing import SPREAD, byte_hashes, mixed
from pipeline.arrays.types import Int64, UInt8, UInt64

_LINE_END = 10
_SMALL = bytes(range(256)).lower()
_OTHERS = bytes(b for b in range(128) if not chr(b).isalnum() and b != _LINE_END)  # no letters and digits of ASCII

_SHORT = 300  # bytes; longer lines are compared by their ends
_EDGE = 64


@dataclass(frozen=True)
class Lines:
    """The lines of n texts that are not empty, in order.

    Attributes:
        data: UTF-8 bytes of all texts, one behind the other.
        bounds: shape (n + 1,): where each text begins in data, and the end of the last.
        row: shape (n_lines,): the text of each line.
        starts: shape (n_lines,): first byte of each line.
        ends: shape (n_lines,): one past its last byte, the line end left out.
        keys: shape (n_lines,): hash of what the line says, 0 for one without a letter. Case, white space and ASCII
            punctuation do not count, so "Read more:" and "READ MORE" are one line; in lines of more than 300 bytes
            they do. Digits count: figures that change every day are no boilerplate.
        letters: shape (n_lines,): letters and digits of the line, in bytes; all bytes of a line of more than 300.
    """

    data: UInt8
    bounds: Int64
    row: Int64
    starts: Int64
    ends: Int64
    keys: UInt64
    letters: Int64

    def __len__(self) -> int:
        """Number of lines."""
        return len(self.row)

    @property
    def texts(self) -> pa.Array:
        """The lines as strings, with the line ends behind each; nothing is copied."""
        return _lines(self.data, self.starts)

    def text(self, number: int, longest: int = 1 << 30) -> str:
        """One line; empty when it has more than `longest` bytes."""
        start, end = int(self.starts[number]), int(self.ends[number])
        return self.data[start:end].tobytes().decode() if end - start <= longest else ""


def split_lines(texts: pa.Array) -> Lines:
    """The lines of n texts, none null; only the line feed ends a line."""
    data, bounds = text_bytes(texts)
    feeds = np.flatnonzero(data == _LINE_END)
    starts = np.sort(np.concatenate([bounds[:-1], feeds + 1]), kind="stable")
    ends = np.sort(np.concatenate([feeds, bounds[1:]]), kind="stable")
    filled = ends > starts
    starts, ends = starts[filled], ends[filled]
    row = np.searchsorted(bounds, starts, side="right") - 1
    return Lines(data, bounds, row, starts, ends, *_keys(data, starts, ends))


def _keys(data: UInt8, starts: Int64, ends: Int64) -> tuple[UInt64, Int64]:
    """Hash of the letters and digits of each line, and how many there are; of long lines only the ends are read."""
    sizes = ends - starts
    short = np.flatnonzero(sizes <= _SHORT)
    keys, letters = np.empty(len(starts), np.uint64), sizes.copy()
    keys[short], letters[short] = _letter_keys(data, starts[short], ends[short])
    long = np.flatnonzero(sizes > _SHORT)
    edge = np.full(len(long), _EDGE)
    keys[long] = mixed(
        byte_hashes(data, starts[long], edge)
        + byte_hashes(data, ends[long] - _EDGE, edge) * SPREAD
        + sizes[long].astype(np.uint64)
    )
    return keys, letters


def _letter_keys(data: UInt8, starts: Int64, ends: Int64) -> tuple[UInt64, Int64]:
    """Hash of the letters and digits of each of some short lines, and how many there are."""
    if not len(starts):
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    gaps = starts[1:] - ends[:-1]
    joined = (gaps > 0) & (gaps <= _SHORT)  # only line ends stand between: a long line takes more
    runs = zip(starts[np.append(True, ~joined)].tolist(), ends[np.append(~joined, True)].tolist(), strict=True)
    view = data.data
    text = b"\n".join([view[start:end] for start, end in runs])
    letters = np.frombuffer(text.translate(_SMALL, _OTHERS), np.uint8)
    feeds = np.append(np.flatnonzero(letters == _LINE_END), len(letters))
    at = np.cumsum(np.append(0, np.where(joined, gaps, 1)))  # the line end behind each line
    first = np.append(0, feeds[at[1:] - 1] + 1)
    sizes = feeds[at] - first
    return byte_hashes(letters, first, sizes), sizes


def _lines(data: UInt8, starts: Int64) -> pa.Array:
    """The lines as strings, with what stands between each and the next."""
    bounds = np.append(starts, len(data)).astype(np.int32)
    return pa.Array.from_buffers(pa.string(), len(starts), [None, pa.py_buffer(bounds.tobytes()), pa.py_buffer(data)])
