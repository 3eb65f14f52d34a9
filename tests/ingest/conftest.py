"""What the tests of the readers share: a raw folder, and all rows that come of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest import IngestConfig, Unit, plan, read, take_inventory
from pipeline.tables.records import RECORDS

Rows = dict[tuple[str, int], dict[str, Any]]


def units_in(raw: Path) -> tuple[Unit, ...]:
    """What is read together of a folder."""
    return plan((file.path, file.size) for file in take_inventory(raw, {})[0])


def rows_of(raw: Path, **settings: Any) -> Rows:
    """Every row of a raw folder by its place; checks the contract and that no place comes twice."""
    config = IngestConfig(**settings)
    found: Rows = {}
    for unit in units_in(raw):
        for table in read(unit, raw, config):
            RECORDS.check(table)
            for row in table.to_pylist():
                place = (row["source_file"], row["record"])
                assert place not in found
                assert (row["text"] is None) == (row["reason"] is not None) == (row["detail"] is not None)
                found[place] = row
    return found


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """An empty raw folder."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def rows() -> Callable[..., Rows]:
    """`rows(raw, max_chars=…)`: every row of a raw folder by (source_file, record)."""
    return rows_of


@pytest.fixture
def only(raw: Path) -> Callable[..., Rows]:
    """`only(name, data, max_chars=…)`: the rows of a raw folder that holds just this file."""

    def write_and_read(name: str, data: bytes, **settings: Any) -> Rows:
        (raw / name).write_bytes(data)
        return rows_of(raw, **settings)

    return write_and_read


@pytest.fixture
def reasons(only: Callable[..., Rows]) -> Callable[..., dict[int, str | None]]:
    """`reasons(name, data, …)`: record number → reason, None for a good record."""

    def read_reasons(name: str, data: bytes, **settings: Any) -> dict[int, str | None]:
        return {record: row["reason"] for (_, record), row in only(name, data, **settings).items()}

    return read_reasons
