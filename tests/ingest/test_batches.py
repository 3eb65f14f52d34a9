"""Laws of batches and of the package's door."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import IngestConfig, read
from pipeline.ingest.batches import to_records, to_table
from pipeline.ingest.fields import Record
from tests.ingest.conftest import units_in


def sizes(raw: Path, **options: Any) -> list[int]:
    """Rows of each table of the only unit."""
    (unit,) = units_in(raw)
    return [table.num_rows for table in read(unit, raw, IngestConfig(**options))]


def test_batches_are_bounded(raw: Path) -> None:
    """A table ends at `batch_articles` records, or before the text would be more than `batch_mb`."""
    lines = "".join(json.dumps({"text": "é" * 500}) + "\n" for _ in range(25))
    (raw / "a.jsonl").write_text(lines)
    assert sizes(raw, batch_articles=10) == [10, 10, 5]
    assert sizes(raw, batch_mb=0.0105) == [10, 10, 5]
    assert sizes(raw, batch_mb=0.01, batch_articles=7) == [7, 7, 7, 4]
    assert sizes(raw) == [25]


def test_a_text_larger_than_a_batch_stands_alone(raw: Path) -> None:
    """One long text does not get lost between the bounds."""
    (raw / "a.jsonl").write_text("".join(json.dumps({"text": "x" * n}) + "\n" for n in (5, 50_000, 5)))
    assert sizes(raw, batch_mb=0.01) == [1, 1, 1]


def test_rows_are_sorted(raw: Path) -> None:
    """Within a table rows stand by id, then file, then line: equal ids have one order."""
    for name in ("b.jsonl", "a.jsonl"):
        (raw / name).write_text("".join(json.dumps({"id": i % 3, "text": "x"}) + "\n" for i in range(9)))
    (unit,) = units_in(raw)
    (table,) = read(unit, raw, IngestConfig())
    keys = [(r["article_id"], r["source_file"], r["record"]) for r in table.to_pylist()]
    assert keys == sorted(keys)
    assert len(set(keys)) == 18


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=12), st.integers(1, 5))
def test_batches_change_no_row(raw: Path, rows: Callable[..., Any], texts: list[str], size: int) -> None:
    """The same records give the same rows, however they are cut."""
    (raw / "a.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    assert rows(raw, batch_articles=size) == rows(raw)


@pytest.mark.slow
def test_reading_imports_nothing_heavy(raw: Path) -> None:
    """Reading .txt, .jsonl, .csv and .parquet imports no pandas, and trafilatura only for pages."""
    (raw / "a.txt").write_text("The bridge is closed.")
    (raw / "a.jsonl").write_text('{"text": "The bridge is closed.", "date": "2026-03-02"}')
    (raw / "a.csv").write_text("text\nThe bridge is closed.")
    program = (
        "import sys; from pathlib import Path; from pipeline.ingest import *\n"
        "raw = Path(sys.argv[1])\n"
        "units = plan((f.path, f.size) for f in take_inventory(raw, {})[0])\n"
        "n = sum(t.num_rows for u in units for t in read(u, raw, IngestConfig()))\n"
        "print(n, *{'pandas', 'trafilatura', 'warcio', 'charset_normalizer', 'pyarrow.parquet'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(raw)], capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"


ODD = (None, "", "Zürich, 14\u00a0Uhr\n\nzwei")


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.sampled_from(ODD), st.none() | st.integers(-(2**40), 2**40))))
def test_records_come_back_from_their_table(found: list[tuple[int, str | None, int | None]]) -> None:
    """`to_records` undoes `to_table`: keys of 64 bits, missing and empty texts, times and days."""
    records = [
        Record(
            *(f"{n:016x}", key, key ^ 1, 0, text, "a/b.html", n, text, text, None, ["Ann", "Bo"][: n % 3]),
            *(us, text, None if us is None else us // 10**9, None, us and 7, None, "en"),
            *(None if text is None else text.encode(), text, None, text, 1 + n),
        )
        for n, (key, text, us) in enumerate(found)
    ]
    assert list(to_records(to_table(records))) == records
