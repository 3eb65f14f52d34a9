"""All shingles of some texts in a file without a name: a text is read once, in however many blocks of pairs it stands.

Without it each block asked for its texts anew, and most blocks of a large corpus ask for some text of each part: the
time grew with the square of the articles.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import numpy as np

from pipeline.arrays.types import Int64, UInt64

ShinglesOf = Callable[[Int64], tuple[Int64, UInt64]]
"""From numbers of texts, ascending, to the number of shingles of each and all of their shingles in order."""
BATCH = 1024  # texts asked for at a time


@contextmanager
def spooled(texts: Int64, shingles_of: ShinglesOf) -> Iterator[ShinglesOf]:
    """The shingles of some texts, asked for now and then read from a file.

    Args:
        texts: int64, shape (n,), ascending: those that may be asked for.
        shingles_of: asked for at most 1,024 texts at a time.
    """
    with tempfile.TemporaryFile() as file:
        counts = [np.zeros(0, np.int64)]
        for first in range(0, len(texts), BATCH):
            found, shingles = shingles_of(texts[first : first + BATCH])
            counts.append(found)
            file.write(np.ascontiguousarray(shingles).view(np.uint8).data)
        bounds = np.concatenate([[0], np.cumsum(np.concatenate(counts), dtype=np.int64)])
        yield lambda wanted: _read(file, bounds, np.searchsorted(texts, wanted))


def _read(file: IO[bytes], bounds: Int64, at: Int64) -> tuple[Int64, UInt64]:
    """The shingles of the texts at some places, ascending; those that follow one another are read at once."""
    begins = np.flatnonzero(np.diff(at, prepend=-2) != 1)
    found = [np.zeros(0, np.uint64)]
    for first, end in zip(begins.tolist(), [*begins[1:].tolist(), len(at)], strict=False):
        begin, stop = int(bounds[at[first]]), int(bounds[at[end - 1] + 1])
        file.seek(8 * begin)
        found.append(np.frombuffer(file.read(8 * (stop - begin)), np.uint64))
    return bounds[at + 1] - bounds[at], np.concatenate(found)
