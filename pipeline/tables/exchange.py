"""Rows that belong together brought together, whatever parts they come from, with some of them in memory at a time.

A corpus step that asks for all rows of one story, one keyword or one name reads part after part, puts each row into the
shard of its story, keyword or name, and works shard by shard. Shards wait in a file without a name, which is gone when
the process ends, however it ends. A corpus that fits into memory has one shard, and no file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, text_bytes
from pipeline.arrays.hashing import byte_hashes
from pipeline.arrays.types import Int64
from pipeline.tables.parts import scatter

AT_ONCE = 1 << 14
"""Articles whose rows are in memory together: 60 to 110 MB in the steps that use it."""


def n_shards(n_articles: int, at_once: int = AT_ONCE) -> int:
    """Shards of a corpus."""
    return n_articles // at_once + 1


def shard_of(values: pa.Array | pa.ChunkedArray, n: int) -> Int64:
    """The shard of each string, 0 .. n - 1, by its hash; int64, shape (len(values),)."""
    if n == 1:
        return np.zeros(len(values), np.int64)
    data, bounds = text_bytes(flat(values))
    return (byte_hashes(data, bounds[:-1], np.diff(bounds)) % np.uint64(n)).astype(np.int64)


@contextmanager
def exchanges(n: int, *empty: pa.Table) -> Iterator[list[Exchange]]:
    """Exchanges of several tables, of n shards each.

    Args:
        n: number of shards.
        empty: tables with the schema of each, for shards without rows.
    """
    with tempfile.TemporaryFile() as file:
        yield [Exchange(n, one, file) for one in empty]


class Exchange:
    """Rows of one table by shard; see `exchanges`."""

    def __init__(self, n: int, empty: pa.Table, file: IO[bytes]) -> None:
        self._names, self._file = [str(number) for number in range(n)], file
        self._places: list[list[tuple[int, int]]] = [[] for _ in range(n)]
        self._empty, self._kept = empty.slice(0, 0), list[pa.Table]()

    def put(self, rows: pa.Table, shard: Int64) -> None:
        """Add rows, int64 of shape (n_rows,) says to which shard each."""
        if len(self._names) == 1:
            self._kept.append(rows)
            return
        for name, some in scatter(rows, shard, self._names).items():
            if some.num_rows:
                self._places[int(name)].append(self._written(some))

    def shard(self, number: int) -> pa.Table:
        """All rows of a shard, in the order in which they were put; they can be had once."""
        kept, self._kept = self._kept, []
        kept += [self._read(*place) for place in self._places[number]]
        return pa.concat_tables([self._empty, *kept]).combine_chunks()

    def _written(self, rows: pa.Table) -> tuple[int, int]:
        """Append rows to the file; where they begin, and their bytes."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows)
        begin = self._file.seek(0, os.SEEK_END)
        return begin, self._file.write(sink.getvalue())

    def _read(self, begin: int, size: int) -> pa.Table:
        self._file.seek(begin)
        return pa.ipc.open_stream(self._file.read(size)).read_all()
