"""Which format the file of a table has, and what reading it gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import ipc

from pipeline.arrays.arrow import numbers, strings
from pipeline.engine import table_files
from pipeline.tables import INTERIM, PUBLIC, TABLES

TERMS = TABLES["vocabulary"].build(term=strings(["tax", "vote"]), df=numbers(np.array([2, 1], np.int32)))


def test_the_format_follows_from_who_reads_the_table() -> None:
    """Public tables are Parquet, interim ones Arrow's own."""
    assert {table_files.suffix(table.name) for table in PUBLIC} == {".parquet"}
    assert {table_files.suffix(table.name) for table in INTERIM} == {".arrow"}
    assert ipc.open_file(table_files.encoded("vocabulary", TERMS)).read_all().equals(TERMS)
    empty = TABLES["sentiment"].empty()
    assert pq.read_table(pa.BufferReader(table_files.encoded("sentiment", empty))).equals(empty)


@pytest.mark.parametrize("table", ["vocabulary", "rejected"])
def test_a_file_is_read_by_its_name(tmp_path: Path, table: str) -> None:
    """Whole or by column, with its number of rows."""
    data = TERMS if table == "vocabulary" else TABLES["rejected"].empty()
    path = tmp_path / f"x{table_files.suffix(table)}"
    path.write_bytes(table_files.encoded(table, data))
    first = data.schema.names[0]
    assert table_files.read(path).equals(data)
    assert table_files.read(path, [first]).schema.names == [first]
    assert table_files.n_rows(path) == data.num_rows


@pytest.mark.parametrize("suffix", [".arrow", ".parquet"])
@pytest.mark.parametrize("damage", [b"", b"ARROW1", b"PAR1 and other bytes", None])
def test_a_damaged_file_is_noticed(tmp_path: Path, suffix: str, damage: bytes | None) -> None:
    """One that is empty, cut short or something else cannot be read, and has no rows."""
    whole = table_files.encoded("vocabulary" if suffix == ".arrow" else "rejected", TERMS).to_pybytes()
    path = tmp_path / f"x{suffix}"
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    with pytest.raises((OSError, pa.ArrowInvalid)):
        table_files.read(path)
    assert table_files.n_rows(path) == 0
