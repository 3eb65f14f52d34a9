"""Laws of times and days."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.date_words import Order, order_in
from pipeline.ingest.dates import EPOCH, FIRST, LAST, PLACEHOLDERS, day_in_path
from pipeline.ingest.dates import parse as parse_time

CASES = json.loads((Path(__file__).parent.parent / "cases" / "dates.json").read_text(encoding="utf-8"))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def parse(value: Any, order: Order = None) -> int | None:
    """Microseconds since 1970 of a time; None where it is none."""
    found = parse_time(value, order)
    return None if found is None else found.us


def microseconds(moment: datetime) -> int:
    """Since 1970."""
    return (moment - EPOCH) // timedelta(microseconds=1)


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_written_times(text: str, expected: str | None) -> None:
    """The written forms of the table are read as it says; what has two readings, or none, is None."""
    found = parse(text)
    assert found == (None if expected is None else microseconds(datetime.fromisoformat(expected)))


@given(st.datetimes(timezones=ZONES, min_value=datetime(1500, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 -- the strategy adds the zone
def test_iso_times_are_read_exactly(moment: datetime) -> None:
    """Every time in the range of news comes back to the microsecond, as text and as a datetime; others are none."""
    known = FIRST <= moment < LAST and moment not in PLACEHOLDERS
    assert parse(moment.isoformat()) == parse(moment) == (microseconds(moment) if known else None)


@given(st.dates(date(2002, 1, 1), date(2039, 12, 31)))
def test_numbers_since_1970(day: date) -> None:
    """Seconds, milliseconds, microseconds and nanoseconds are told by their size, as numbers and as digits."""
    seconds = int((datetime(day.year, day.month, day.day, tzinfo=UTC) - EPOCH).total_seconds())
    for factor in (1, 1000, 10**6, 10**9):
        assert parse(seconds * factor) == parse(str(seconds * factor)) == seconds * 10**6


@pytest.mark.parametrize(
    "value",
    [
        {"$date": 1617267300000},
        {"$date": {"$numberLong": "1617267300000"}},
        {"date": "2021-04-01T08:55:00Z", "timezone": "UTC"},
        ["2021-04-01", "08:55:00"],
        ["2021-04-01T08:55:00Z"],
        [2021, 4, 1, 8, 55],
        [2021, 4, 1, 8, 55, 0, 0],
        {"_seconds": 1617267300, "_nanoseconds": 0},
    ],
)
def test_times_inside_objects_and_lists(value: Any) -> None:
    """What databases and languages write for a time is a time."""
    assert parse(value) == 1_617_267_300_000_000


def test_how_exact_a_time_is() -> None:
    """A day, a time of no zone, a time with one."""
    told = {text: parse_time(text) for text in ("2021-04-01", "2021-04-01T08:55", "2021-04-01T08:55Z", "1 April 2021")}
    assert [found.exactness for found in told.values() if found] == [1, 2, 3, 1]
    assert [found.exactness for found in map(parse_time, (20210401, 202104010855, 1617267300)) if found] == [1, 2, 3]


def test_the_order_of_day_and_month() -> None:
    """A date with one reading tells the order; given the order, one with two readings is read."""
    assert [order_in(text) for text in ("25/04/2021", "04/25/2021", "04/05/2021", "25/25/2021", "x")] == [
        "day first",
        "month first",
        None,
        None,
        None,
    ]
    assert parse("04/05/2021", order="day first") == microseconds(datetime(2021, 5, 4, tzinfo=UTC))
    assert parse("04/05/2021", order="month first") == microseconds(datetime(2021, 4, 5, tzinfo=UTC))
    assert parse("25/05/2021", order="month first") == microseconds(datetime(2021, 5, 25, tzinfo=UTC))


def test_fractions_of_a_second() -> None:
    """A float keeps its fraction."""
    assert parse(1772460300.25) == 1_772_460_300_250_000


@pytest.mark.parametrize(
    "value", [None, True, [], {}, b"2026-03-02", 0, -1, 2026, 1e300, float("nan"), float("inf"), 10**400]
)
def test_what_is_no_time(value: Any) -> None:
    """Other types, and numbers that no clock gave, are no times."""
    assert parse(value) is None


def test_days_and_naive_times() -> None:
    """A date is its midnight, a time without an offset is UTC."""
    assert parse(date(2026, 3, 2)) == parse(datetime(2026, 3, 2)) == parse("2026-03-02")  # noqa: DTZ001 -- the point


@given(st.text(max_size=60) | st.from_regex(r"[A-Z][a-z]{2} \d{1,2},? \d{4} \d\d:\d\d [a-z+]{0,4}\d{0,4}"))
def test_no_text_makes_it_fail(text: str) -> None:
    """Any string gives a time in range or None."""
    found = parse(text)
    assert found is None or microseconds(FIRST) <= found < microseconds(LAST)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026-03-02/a.txt", "2026-03-02"),
        ("news/2026/03/02/a.txt", "2026-03-02"),
        ("20260302/a.txt", "2026-03-02"),
        ("2026-03-01/late_2026_03_02.jsonl", "2026-03-02"),
        ("2026-03-01/2026-13-40.txt", "2026-03-01"),
        ("a.zip/2026.03.02/b.txt", "2026-03-02"),
        ("2026-03/a.txt", None),
        ("120260302/a.txt", None),
        ("2026-0302/a.txt", None),
        ("1026-03-02/a.txt", None),
        ("a.txt", None),
    ],
)
def test_days_in_paths(path: str, day: str | None) -> None:
    """The innermost date that exists counts; longer numbers, mixed separators and other centuries are no dates."""
    assert day_in_path(path) == (None if day is None else (date.fromisoformat(day) - EPOCH.date()).days)
