"""Laws of the stage `ingest`."""

from pathlib import Path

from pipeline.ingest.stage import IngestConfig, ingest
from pipeline.tables.records import RECORDS
from tests.ingest.conftest import units_in


def test_a_unit_becomes_tables(tmp_path: Path) -> None:
    """Every file of a unit is in its tables, which keep the contract."""
    (tmp_path / "a.txt").write_text("The bridge is closed.")
    (tmp_path / "b.txt").write_text("It will reopen in June.")
    (unit,) = units_in(tmp_path)
    (table,) = ingest(unit, tmp_path, IngestConfig())
    RECORDS.check(table)
    assert sorted(table["source_file"].to_pylist()) == ["a.txt", "b.txt"]
