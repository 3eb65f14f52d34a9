"""Canonical Parquet: the same rows give the same bytes.

What would change them and is pinned here: codec and level, format version, row-group size, chunking of the table
(long texts), dictionary-encoded columns, pandas metadata. The pyarrow version is in every file; the lock file pins it.
What only the pipeline reads is written for speed: no dictionaries, no statistics, LZ4.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 65_536  # rows


PUBLIC: dict[str, Any] = {"compression": "zstd", "compression_level": 1}
INTERIM: dict[str, Any] = {"compression": "lz4", "use_dictionary": False, "write_statistics": False}


def write(data: pa.Table, path: Path, *, interim: bool = False) -> None:
    """Write a table that has its declared schema.

    Args:
        data: the table.
        path: the file.
        interim: whether only the pipeline reads it.
    """
    how = INTERIM if interim else PUBLIC
    pq.write_table(data.combine_chunks(), path, version="2.6", row_group_size=ROW_GROUP, **how)


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a file, whole or only some columns, by one thread and without pandas."""
    with pq.ParquetFile(path) as file:
        return file.read(columns=None if columns is None else list(columns), use_threads=False)
