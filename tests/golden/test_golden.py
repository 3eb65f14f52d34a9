"""The sample corpus gives the accepted values; a change of any value is made on purpose, by `make golden`."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from tests.golden import values

TABLES = sorted(path.stem for path in values.FOLDER.glob("*.jsonl"))
HINT = "if this is meant, run `make golden` and look at `git diff tests/golden`"


@pytest.mark.parametrize("table", TABLES)
def test_every_value_of_a_table_is_the_accepted_one(table: str, sample_out: Path) -> None:
    """A difference is shown with its table, column and first rows."""
    found = list(values.differences(values.golden_tables()[table], values.tables_of(sample_out)[table]))
    assert not found, "\n".join([f"table {table}:", *found, HINT])


def test_no_table_is_added_or_lost(sample_out: Path) -> None:
    """The tables of a run are those that have golden values."""
    assert sorted(values.tables_of(sample_out)) == TABLES, HINT


def test_the_metrics_are_the_accepted_ones(sample_out: Path) -> None:
    """metrics.json has the accepted figures."""
    accepted = json.loads((values.FOLDER / "metrics.json").read_text(encoding="utf-8"))
    assert json.loads((sample_out / "metrics.json").read_text(encoding="utf-8")) == accepted, HINT


def test_the_columns_may_hold_what_was_accepted() -> None:
    """Types, nulls, bounds and allowed values of every column: the contract is not loosened by accident."""
    assert (values.FOLDER / "contract.txt").read_text(encoding="utf-8").splitlines() == values.contract(), HINT


def test_a_changed_value_is_named_with_its_column_and_row() -> None:
    """The comparison itself: a moved value, a lost row and a new column are each seen."""
    rows = [{"article_id": f"{i}", "score": i / 4} for i in range(5)]
    changed = copy.deepcopy(rows)
    changed[3]["score"] = 9.0
    assert list(values.differences(rows, changed)) == ["score, row 3: expected 0.75, got 9.0"]
    assert list(values.differences(rows, rows[:4])) == ["rows: expected 5, got 4"]
    assert "columns" in next(values.differences(rows, [{**row, "extra": 1} for row in rows]))
    assert list(values.differences(rows, copy.deepcopy(rows))) == []
