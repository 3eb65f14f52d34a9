"""The golden values of the sample corpus: every row of every public table, metrics.json, what each column may hold.

`make golden` writes them anew; `git diff tests/golden` then shows what a change did to the tables.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.tables import PUBLIC

FOLDER = Path(__file__).parent / "sample"
ROOT = Path(__file__).resolve().parents[2]
SHOWN = 3  # differing rows shown for a column
INTERNAL = {"interim", "plots"}
LONG_TEXT = 200  # characters; longer strings are kept as their length and hash

Rows = list[dict[str, Any]]


def tables_of(out: Path) -> dict[str, Rows]:
    """Rows of each public table of an output folder, by table name, in the order of the parts."""
    folders = (p for p in sorted(out.iterdir()) if p.is_dir() and p.name not in INTERNAL and p.name[0] != ".")
    parts = {folder.name: sorted(folder.glob("*.parquet")) for folder in folders}
    return {name: [row for path in paths for row in _rows(path)] for name, paths in parts.items()}


def golden_tables() -> dict[str, Rows]:
    """The accepted rows, by table name."""
    return {path.stem: _lines(path) for path in sorted(FOLDER.glob("*.jsonl"))}


def differences(expected: Rows, actual: Rows) -> Iterator[str]:
    """What differs between two versions of a table: the columns, the number of rows, the first rows of each column.

    Args:
        expected: accepted rows.
        actual: rows of this run, as `tables_of` gives them.

    Yields:
        One line per difference, at most `SHOWN` rows per column.
    """
    old, new = list(expected[0]) if expected else [], list(actual[0]) if actual else []
    if expected and actual and old != new:
        yield f"columns: expected {old}, got {new}"
    if len(expected) != len(actual):
        yield f"rows: expected {len(expected)}, got {len(actual)}"
    for column in (name for name in old if name in new):
        pairs = zip(expected, actual, strict=False)
        wrong = [(i, a[column], b[column]) for i, (a, b) in enumerate(pairs) if a[column] != b[column]]
        yield from (f"{column}, row {i}: expected {a!r}, got {b!r}" for i, a, b in wrong[:SHOWN])
        if len(wrong) > SHOWN:
            yield f"{column}: {len(wrong) - SHOWN} more rows differ"


def contract() -> list[str]:
    """A line for each table and one for each of its columns: type, whether it may be null, bounds, allowed values."""
    lines = []
    for table in PUBLIC:
        lines.append(f"{table.name}: sorted by {', '.join(table.sort)}")
        for column in table.columns:
            words = [f"  {column.name}: {column.kind}", "or null" if column.nullable else ""]
            words += [
                f"{side} {bound:g}" for side, bound in (("from", column.low), ("to", column.high)) if bound is not None
            ]
            words += [f"one of {', '.join(column.choices)}"] * bool(column.choices)
            lines.append(" ".join(filter(None, words)))
    return lines


def accept(out: Path) -> None:
    """Write the golden values anew from an output folder."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for name, rows in tables_of(out).items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (FOLDER / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (FOLDER / "metrics.json").write_bytes((out / "metrics.json").read_bytes())
    (FOLDER / "contract.txt").write_text("\n".join(contract()) + "\n", encoding="utf-8")


def _rows(path: Path) -> Rows:
    """Rows of a part, with values that JSON holds."""
    return [{name: _plain(value) for name, value in row.items()} for row in pq.read_table(path).to_pylist()]


def _lines(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, str) and len(value) > LONG_TEXT:
        return f"{len(value)} characters, sha256 {hashlib.sha256(value.encode()).hexdigest()[:16]}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


if __name__ == "__main__":
    from pipeline.commands.cli import main

    with tempfile.TemporaryDirectory() as folder:
        code = main(["run", "--raw", str(ROOT / "data" / "raw"), "--out", folder])
        accept(Path(folder)) if code == 0 else sys.exit(code)
