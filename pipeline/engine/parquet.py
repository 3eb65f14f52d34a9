"""Canonical Parquet: the same rows give the same bytes.

What would change them and is pinned here: codec and level, format version, row-group size, chunking of the table
(long texts), dictionary-encoded columns, pandas metadata. The pyarrow version is in every file; the lock file pins it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 65_536  # rows


def encoded(data: pa.Table) -> pa.Buffer:
    """The bytes of the file of a table that has its declared schema."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        data.combine_chunks(), sink, version="2.6", row_group_size=ROW_GROUP, compression="zstd", compression_level=1
    )
    return sink.getvalue()


def write(data: pa.Table, path: Path) -> None:
    """Write a table that has its declared schema."""
    path.write_bytes(encoded(data))


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a file, whole or only some columns, by one thread and without pandas."""
    with pq.ParquetFile(path) as file:
        return file.read(columns=None if columns is None else list(columns), use_threads=False)


def n_rows(path: Path) -> int:
    """Rows of a file, by its last bytes."""
    rows: int = pq.read_metadata(path).num_rows
    return rows
