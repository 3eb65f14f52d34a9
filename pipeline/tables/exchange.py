"""Rows that belong together brought together, whatever parts they come from, with some of them in memory at a time.

A corpus step that asks for all rows of one story, one keyword or one name reads part after part and puts each row into
the shard of its story, keyword or name; each shard is a task, which any process can run that sees its file. A corpus
that fits into memory has one shard, and no file.

    with exchanges(n, empty, parts=entities) as (exchange,):
        for rows in counts:
            exchange.put(rows, shard_of(rows["entity_id"], n))
        made = list(entities.side_by_side(name_rows, exchange.shards()))
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, text_bytes
from pipeline.arrays.hashing import byte_hashes
from pipeline.arrays.types import Int64
from pipeline.tables.parts import Parts, scatter

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
def exchanges(n: int, *empty: pa.Table, parts: Parts | None = None) -> Iterator[list[Exchange]]:
    """Exchanges of several tables, of n shards each; the file of several shards is gone at the end.

    Args:
        n: number of shards.
        empty: tables with the schema of each, for shards without rows.
        parts: any table of the run, whose workers take the shards; None: this process does.
    """
    if n == 1:
        yield [Exchange(n, one, None) for one in empty]
        return
    folder = parts.folder if parts else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, buffering=0) as file:
        yield [Exchange(n, one, file) for one in empty]


@dataclass(frozen=True)
class Shard:
    """Rows of one table: those in memory, then those that wait in a file.

    Attributes:
        kept: rows in memory; none of a corpus with several shards.
        path: the file; empty without.
        places: where each piece begins in the file, and its bytes.
    """

    kept: pa.Table
    path: str = ""
    places: tuple[tuple[int, int], ...] = ()

    def rows(self) -> pa.Table:
        """All rows, in the order in which they were put."""
        if not self.places:
            return self.kept
        with open(self.path, "rb", buffering=0) as file:  # noqa: PTH123 -- named by the system, not by us
            return pa.concat_tables([self.kept, *(_read(file, *place) for place in self.places)]).combine_chunks()


class Exchange:
    """Rows of one table by shard; see `exchanges`."""

    def __init__(self, n: int, empty: pa.Table, file: Any) -> None:
        self._names, self._file = [str(number) for number in range(n)], file
        self._places: list[list[tuple[int, int]]] = [[] for _ in range(n)]
        self._empty, self._kept = empty.slice(0, 0), list[pa.Table]()

    def put(self, rows: pa.Table, shard: Int64) -> None:
        """Add rows, int64 of shape (n_rows,) says to which shard each."""
        if self._file is None:
            self._kept.append(rows)
            return
        for name, some in scatter(rows, shard, self._names).items():
            if some.num_rows:
                self._places[int(name)].append(self._written(some))

    def shards(self) -> list[Shard]:
        """All shards; what is kept in memory can be had once."""
        if self._file is None:
            kept, self._kept = self._kept, []
            return [Shard(pa.concat_tables(kept or [self._empty]).combine_chunks())]
        return [Shard(self._empty, self._file.name, tuple(places)) for places in self._places]

    def _written(self, rows: pa.Table) -> tuple[int, int]:
        """Append rows to the file; where they begin, and their bytes."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows)
        data = sink.getvalue()
        begin = self._file.seek(0, os.SEEK_END)
        written = memoryview(data)
        while written:
            written = written[self._file.write(written) :]
        return begin, data.size


def _read(file: IO[bytes], begin: int, size: int) -> pa.Table:
    """A piece of a shard."""
    file.seek(begin)
    return pa.ipc.open_stream(file.read(size)).read_all()
