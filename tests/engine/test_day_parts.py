"""A table by days, whatever parts its rows lie in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.engine.day_parts import UNDATED, DayParts, day_name, day_number, days_of
from pipeline.engine.store import Store
from pipeline.tables import TABLES
from tests.report.invented import complete


def article(letter: str, day: str | None) -> dict[str, Any]:
    """An article of a day."""
    return {
        "article_id": letter * 16,
        "day": None if day is None else date.fromisoformat(day),
        "text": f"Text {letter}.",
        "n_chars": 7,
    }


FIRST = [article("a", "2026-03-02"), article("c", None), article("e", "2026-03-01")]
SECOND = [article("b", "2026-03-02"), article("d", "2026-03-09")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Articles of two parts, and the keyword `quay` in each of them."""
    made = Store(tmp_path / "out")
    for name in ("articles", "keywords"):
        entries = {}
        for part, own in (("p", FIRST), ("q", SECOND)):
            extra = {"keyword": "quay", "rank": 1, "count": 1, "starts": [0]}
            rows = own if name == "articles" else [{"article_id": one["article_id"], **extra} for one in own]
            table = pa.Table.from_pylist([complete(name, row) for row in rows], TABLES[name].schema)
            entries[part] = made.write(name, part, table, key="")
        made.finish(name, entries)
    return made


def letters(table: pa.Table) -> str:
    """The articles of some rows."""
    return "".join(one[0] for one in table["article_id"].to_pylist())


@pytest.mark.parametrize("table", ["articles", "keywords"])
def test_rows_come_by_day_and_article(store: Store, table: str) -> None:
    """From all parts; a day without articles has none, nor has one that was not asked for."""
    parts = DayParts(store, table, ("2026-03-01", "2026-03-02", "2026-03-03", UNDATED), "articles")
    rows, place = parts.all()
    assert (letters(rows), place.tolist()) == ("eabc", [0, 1, 1, 3])
    assert [letters(parts.read(day)) for day in parts.names] == ["e", "ab", "", "c"]
    assert letters(parts.read("2026-03-09")) == ""


def test_the_order_of_the_days_is_that_which_was_asked_for(store: Store) -> None:
    """Later days first, if so."""
    parts = DayParts(store, "keywords", ("2026-03-09", "2026-03-01"), "articles")
    rows, place = parts.all(["keyword", "article_id"])
    assert (letters(rows), place.tolist(), rows.schema.names) == ("de", [0, 1], ["keyword", "article_id"])


def test_columns_without_the_id(store: Store) -> None:
    """Only what was asked for comes back."""
    parts = DayParts(store, "articles", ("2026-03-02",), "articles")
    assert parts.read("2026-03-02", ["text"]).to_pydict() == {"text": ["Text a.", "Text b."]}


def test_no_days_no_rows(store: Store) -> None:
    """An empty table with the columns of the contract."""
    rows, place = DayParts(store, "articles", (), "articles").all()
    assert (rows.num_rows, len(place), rows.schema.names) == (0, 0, TABLES["articles"].schema.names)


@pytest.mark.parametrize(
    ("number", "name"),
    [(0, "1970-01-01"), (-1, "1969-12-31"), (20_514, "2026-03-02"), (np.iinfo(np.int64).min, UNDATED)],
)
def test_days_have_names(number: int, name: str) -> None:
    """ISO dates, so that they sort; `undated` stands for none."""
    assert day_name(number) == name


def test_days_of_articles_are_sorted_by_id() -> None:
    """Whatever the order of the rows."""
    rows = [complete("articles", row) for row in (SECOND[1], FIRST[1], FIRST[0])]
    ids, days = days_of(pa.Table.from_pylist(rows, TABLES["articles"].schema))
    assert [one[:1] for one in ids.tolist()] == [b"a", b"c", b"d"]
    assert [day_name(day) for day in days.tolist()] == ["2026-03-02", UNDATED, "2026-03-09"]


@pytest.mark.parametrize("name", ["1969-12-31", "2026-03-01", UNDATED])
def test_a_day_has_one_number(name: str) -> None:
    """The inverse of its name."""
    assert day_name(day_number(name)) == name
    assert day_number("1970-01-02") == 1
