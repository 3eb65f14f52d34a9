"""A part of a table as a file: Parquet where users read it, Arrow's own format where only the pipeline does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from pipeline.engine import arrow_file, parquet
from pipeline.tables import TABLES

PUBLIC, INTERIM = ".parquet", ".arrow"


def suffix(table: str) -> str:
    """How the names of the files of a table end."""
    return INTERIM if TABLES[table].interim else PUBLIC


def encoded(table: str, data: pa.Table) -> pa.Buffer:
    """The bytes of a file of a table; `data` has its declared schema."""
    return arrow_file.encoded(data) if TABLES[table].interim else parquet.encoded(data)


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a file, whole or those of some columns that it has.

    Raises:
        OSError: it is missing, cut short or damaged.
        ArrowInvalid: it is damaged.
    """
    return arrow_file.read(path, columns) if path.suffix == INTERIM else parquet.read(path, columns)


def n_rows(path: Path) -> int:
    """Rows of a file that nothing is known of; 0 of a damaged one."""
    try:
        return arrow_file.n_rows(path) if path.suffix == INTERIM else parquet.n_rows(path)
    except (OSError, pa.ArrowInvalid):
        return 0
