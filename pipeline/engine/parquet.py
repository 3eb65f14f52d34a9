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


def write(data: pa.Table, path: Path) -> None:
    """Write a table that has its declared schema."""
    pq.write_table(
        data.combine_chunks(), path, compression="zstd", compression_level=3, version="2.6", row_group_size=ROW_GROUP
    )


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a file, whole or only some columns, by one thread and without pandas."""
    with pq.ParquetFile(path) as file:
        return file.read(columns=None if columns is None else list(columns), use_threads=False)
