"""Canonical Parquet files: the same rows give the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers, strings
from pipeline.engine import parquet
from pipeline.tables import TABLES

REJECTED = TABLES["rejected"]


def rejected(details: list[str]) -> pa.Table:
    """A table of rejected records with these details."""
    n = len(details)
    return REJECTED.build(
        source_file=strings(["a.txt"] * n),
        record=numbers(np.arange(n, dtype=np.int32)),
        reason=strings(["odd"] * n),
        detail=strings(details),
        n_unread=numbers(np.ones(n, np.int32)),
    )


def written(data: pa.Table) -> bytes:
    """The bytes of a table's file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.parquet"
        parquet.write(data, path)
        return path.read_bytes()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("ab é", max_size=2000), min_size=2, max_size=30), st.integers(1, 29))
def test_chunking_does_not_change_a_byte(details: list[str], cut: int) -> None:
    """A table in one piece, in two pieces, and read back from its file gives the same bytes."""
    whole = rejected(details)
    pieces = pa.concat_tables([whole.slice(0, cut), whole.slice(cut)])
    once = written(whole)
    assert once == written(pieces)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.parquet"
        path.write_bytes(once)
        assert written(parquet.read(path)) == once


def test_descriptions_and_chosen_columns_survive(tmp_path: Path) -> None:
    """The schema keeps its descriptions, and columns can be read alone."""
    parquet.write(rejected(["x", "y"]), tmp_path / "x.parquet")
    found = parquet.read(tmp_path / "x.parquet")
    assert found.schema.equals(REJECTED.schema, check_metadata=True)
    assert parquet.read(tmp_path / "x.parquet", ["detail"]).schema.names == ["detail"]


def test_it_is_written_for_readers(tmp_path: Path) -> None:
    """With dictionaries and statistics, by zstd; the rows of a file are known without reading them."""
    parquet.write(rejected(["x", "y"]), tmp_path / "x.parquet")
    column = pq.read_metadata(tmp_path / "x.parquet").row_group(0).column(0)
    assert (column.compression, column.has_dictionary_page, column.statistics is not None) == ("ZSTD", True, True)
    assert parquet.read(tmp_path / "x.parquet").equals(rejected(["x", "y"]))
    assert parquet.n_rows(tmp_path / "x.parquet") == 2
