"""Laws of selection by days and publishers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.arrays.arrow import numbers, strings
from pipeline.errors import UsageError
from pipeline.loading.selection import Selection, day_columns

FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
ROWS: list[tuple[date | None, date | None, str | None]] = [
    (FIRST, FIRST, "Gazette"),
    (FIRST, THIRD, "Herald"),
    (SECOND, SECOND, "Gazette"),
    (THIRD, THIRD, None),
    (None, None, "Herald"),
]


def rows() -> pa.Table:
    """The rows above, as a table with first and last day and publisher."""
    days = [[day for day, _, _ in ROWS], [day for _, day, _ in ROWS]]
    columns = [pa.array(column, pa.date32()) for column in days]
    return pa.table([*columns, strings([source for _, _, source in ROWS])], names=["first_day", "last_day", "source"])


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["article_id", "day"], ("day", "day")),
        (["first_day", "last_day", "n"], ("first_day", "last_day")),
        (["delivery_day"], ("delivery_day", "delivery_day")),
        (["day", "first_day", "last_day"], ("day", "day")),
        (["first_day"], None),
        (["article_id"], None),
        ([], None),
    ],
)
def test_the_days_of_a_table(names: list[str], expected: tuple[str, str] | None) -> None:
    """A day of its own, else the first and the last that a row covers, else none."""
    assert day_columns(names) == expected


@pytest.mark.parametrize(
    ("since", "until", "source", "expected"),
    [
        (None, None, None, Selection()),
        ("2026-03-01", None, None, Selection(since=FIRST)),
        (None, SECOND, None, Selection(until=SECOND)),
        ("2026-03-01T12:00:00", "2026-03-02 23:59", None, Selection(FIRST, SECOND)),
        (None, None, "Gazette", Selection(sources=("Gazette",))),
        (None, None, ["Gazette", "Herald"], Selection(sources=("Gazette", "Herald"))),
        (None, None, [], Selection(sources=())),
    ],
)
def test_arguments_become_a_selection(
    since: str | None, until: str | date | None, source: str | list[str] | None, expected: Selection
) -> None:
    """Days as text or dates, times cut off; one publisher or several; no publisher is not every publisher."""
    assert Selection.of(since, until, source) == expected
    assert Selection.of(since, until, source).is_everything == (expected == Selection())


@pytest.mark.parametrize(("name", "given"), [("since", ("soon", None)), ("until", (None, "2026-02-30"))])
def test_a_day_that_is_none_is_named(name: str, given: tuple[str | None, str | None]) -> None:
    """The error says which argument it was, and how a day is written."""
    with pytest.raises(UsageError, match=rf"{name}: .* is no day\s+hint: write it as 2026-03-04"):
        Selection.of(*given, None)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), [True, True, True, True, True]),
        (Selection(since=FIRST), [True, True, True, True, False]),
        (Selection(since=SECOND), [False, True, True, True, False]),
        (Selection(since=THIRD), [False, True, False, True, False]),
        (Selection(until=FIRST), [True, True, False, False, False]),
        (Selection(until=SECOND), [True, True, True, False, False]),
        (Selection(SECOND, SECOND), [False, True, True, False, False]),
        (Selection(sources=("Gazette",)), [True, False, True, False, False]),
        (Selection(sources=("Gazette", "Herald")), [True, True, True, False, True]),
        (Selection(sources=()), [False] * 5),
        (Selection(since=SECOND, sources=("Herald",)), [False, True, False, False, False]),
    ],
)
def test_rows_that_overlap_the_wanted_days_are_kept(selection: Selection, expected: list[bool]) -> None:
    """Both ends are included; a row without a day goes where days are asked for, one without a publisher likewise."""
    assert selection.mask(rows(), "first_day", "last_day").to_pylist() == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (THIRD, None, True),
        (date(2026, 3, 4), None, False),
        (None, FIRST, True),
        (None, date(2026, 2, 28), False),
        (FIRST, THIRD, True),
        (date(2026, 3, 4), THIRD, False),
    ],
)
def test_a_part_is_read_if_its_statistics_allow(
    since: date | None, until: date | None, expected: bool, tmp_path: Path
) -> None:
    """A part whose last day is before `since`, or whose first is behind `until`, holds nothing that is wanted."""
    pq.write_table(rows(), tmp_path / "part.parquet")
    assert Selection(since, until).may_hold(tmp_path / "part.parquet", "first_day", "last_day") is expected


def test_a_part_without_statistics_is_read(tmp_path: Path) -> None:
    """Days that are all null, or a file without statistics, say nothing: such a part is read."""
    nothing = pa.table([pa.nulls(2, pa.date32()), numbers(np.arange(2))], names=["day", "n"])
    pq.write_table(nothing, tmp_path / "null.parquet")
    pq.write_table(rows(), tmp_path / "bare.parquet", write_statistics=False)
    assert Selection(since=FIRST, until=FIRST).may_hold(tmp_path / "null.parquet", "day", "day")
    assert Selection(until=FIRST).may_hold(tmp_path / "bare.parquet", "first_day", "last_day")


def test_each_row_group_is_looked_at(tmp_path: Path) -> None:
    """The wanted day may stand in any group of a part."""
    days = pa.table([pa.array([FIRST, THIRD], pa.date32())], names=["day"])
    pq.write_table(days, tmp_path / "part.parquet", row_group_size=1)
    assert pq.read_metadata(tmp_path / "part.parquet").num_row_groups == 2
    assert Selection(since=THIRD).may_hold(tmp_path / "part.parquet", "day", "day")
    assert Selection(until=FIRST).may_hold(tmp_path / "part.parquet", "day", "day")
