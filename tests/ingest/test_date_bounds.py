"""Where times begin and end to be times: the bounds and tables of `pipeline.ingest.dates` and `date_words`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pipeline.ingest.date_words import LONGEST, order_in
from pipeline.ingest.dates import EPOCH, parse
from pipeline.ingest.zones import WALL_CLOCKS, ZONES

NAMED_BY_OFFSET = {
    -10: "hst", -9: "akst", -8: "akdt pst", -7: "mst pdt", -6: "cst mdt", -5: "est cdt", -4: "edt", -3.5: "nst",
    -3: "brt art adt", -2.5: "ndt", 0: "z ut utc gmt wet", 1: "west bst cet mez wat", 2: "cest mesz eet sast cat",
    3: "eest msk trt eat", 5: "pkt", 5.75: "npt", 7: "wib ict", 8: "hkt sgt myt pht awst", 9: "jst kst", 9.5: "acst",
    10: "aest", 10.5: "acdt", 11: "aedt", 12: "nzst", 13: "nzdt",
}  # fmt: skip


def moment(value: Any) -> datetime | None:
    """What is read, as a datetime."""
    found = parse(value)
    return None if found is None else EPOCH + timedelta(microseconds=found.us)


def at(text: str) -> datetime:
    """A time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("hours", "names"), NAMED_BY_OFFSET.items())
def test_zones_are_as_far_from_greenwich_as_they_are(hours: float, names: str) -> None:
    """Noon there, in UTC; in small letters too where that is usual."""
    for name in names.split():
        expected = at("2026-03-02T12:00") - timedelta(hours=hours)
        assert moment(f"2 March 2026 12:00 {name.upper()}") == expected, name


def test_no_zone_is_left_out_here() -> None:
    """The table above has every name."""
    assert {name for names in NAMED_BY_OFFSET.values() for name in names.split()} == set(ZONES)
    assert WALL_CLOCKS == {"et": -5, "ct": -6, "mt": -7, "pt": -8}


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("March 11, 2007 1:59 am ET", 5),
        ("March 11, 2007 3:00 am ET", 4),
        ("November 4, 2007 1:59 am ET", 4),
        ("November 4, 2007 2:00 am ET", 5),
        ("March 20, 2006 3:00 pm ET", 5),
        ("March 20, 2007 3:00 pm ET", 4),
        ("April 2, 2006 1:59 am ET", 5),
        ("April 2, 2006 3:00 am ET", 4),
        ("October 29, 2006 1:59 am ET", 4),
        ("October 29, 2006 2:00 am ET", 5),
        ("March 8, 2026 3:00 am ET", 4),
        ("March 14, 2027 1:00 am ET", 5),
        ("November 1, 2026 2:00 am ET", 5),
        ("November 7, 2027 1:00 am ET", 4),
    ],
)
def test_american_clocks_change_at_two_in_the_morning(written: str, hours: int) -> None:
    """On the second Sunday of March and the first of November; until 2006 in April and at the end of October."""
    found, plain = moment(written), moment(written.removesuffix(" ET"))
    assert found is not None
    assert plain is not None
    assert found - plain == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (99_999_999, None),
        (100_000_000, "1973-03-03T09:46:40"),
        (2_208_988_799, "2039-12-31T23:59:59"),
        (2_208_988_800, None),
        (10**11 - 1, None),
        (10**11, "1973-03-03T09:46:40"),
        (10**14 - 1, None),
        (10**14, "1973-03-03T09:46:40"),
        (10**17 - 1, None),
        (10**17, "1973-03-03T09:46:40"),
        (10**20 - 1, None),
        (10**20, None),
    ],
)
def test_numbers_are_told_by_their_size(value: int, expected: str | None) -> None:
    """Seconds below 10¹¹, then milli-, micro- and nanoseconds; what would be a year of the future is no time."""
    assert moment(value) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1605-01-01T00:00:00Z", "1605-01-01T00:00"),
        ("1604-12-31T23:59:59Z", None),
        ("2039-12-31T23:59:59.999999Z", "2039-12-31T23:59:59.999999"),
        ("2040-01-01T00:00:00Z", None),
        ("1753-01-01T00:00:00Z", None),
        ("1753-01-01T00:00:01Z", "1753-01-01T00:00:01"),
        ("1899-12-31", None),
        ("1899-12-29", "1899-12-29T00:00"),
        ("2038-01-19T03:14:06Z", "2038-01-19T03:14:06"),
        ("2020-366", "2020-12-31T00:00"),
        ("2021-365", "2021-12-31T00:00"),
        ("2021-000", None),
        ("2021-001", "2021-01-01T00:00"),
        ("2020-367", None),
        ("1604-100", None),
        ("2040-001", None),
    ],
)
def test_the_range_of_news(text: str, expected: str | None) -> None:
    """From the year of the first newspaper to 2040, without what machines write for no date."""
    assert moment(text) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("0:00", "00:00:00"),
        ("23:59", "23:59:00"),
        ("24:00", None),
        ("24:01", None),
        ("25:00", None),
        ("12:60", None),
        ("12:30:59", "12:30:59"),
        ("12:30:60", "12:30:59"),
        ("12:30:61", None),
        ("0:30 am", None),
        ("1:30 am", "01:30:00"),
        ("12:30 am", "00:30:00"),
        ("12:30 pm", "12:30:00"),
        ("11:59 p.m.", "23:59:00"),
        ("13:00 pm", None),
        ("7 pm", "19:00:00"),
        ("7h05", "07:05:00"),
        ("7.05", "07:05:00"),
    ],
)
def test_clocks(clock: str, expected: str | None) -> None:
    """Hours of a day and of its halves, minutes, seconds with a leap second; midnight at its end is the next day's."""
    midnight = at("2026-03-03T00:00") if clock == "24:00" else None
    assert moment(f"2 March 2026, {clock}") == (at(f"2026-03-02T{expected}") if expected else midnight)


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [
        ("+14:00", 840),
        ("+1400", 840),
        ("+14:01", None),
        ("-14:00", -840),
        ("-14:30", None),
        ("+05:45", 345),
        ("-3", -180),
    ],
)
def test_offsets(offset: str, minutes: int | None) -> None:
    """At most fourteen hours either way."""
    expected = None if minutes is None else at("2026-03-02T12:00") - timedelta(minutes=minutes)
    assert moment(f"2 March 2026 12:00 {offset}") == expected


@pytest.mark.parametrize(("extra", "is_read"), [(0, True), (1, False)])
def test_a_time_is_short(extra: int, is_read: bool) -> None:
    """Up to 120 characters with the words around it."""
    text = "Published on " + "x" * (LONGEST - len("Published on  2 March 2026") + extra) + " 2 March 2026"
    assert len(text) == 120 + extra
    assert (moment(text) is not None) == is_read
    assert (order_in("25/04/2021" + " " * (LONGEST - 10 + extra)) == "day first") == is_read


@pytest.mark.parametrize(("text", "day"), [("5/5/2021", 5), ("5.6.2021", 5), ("1-5-2021", None), ("5.5.21", None)])
def test_the_shortest_dates(text: str, day: int | None) -> None:
    """Eight characters are the fewest that a date with a year of four digits has."""
    found = moment(text)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1}, None),
        ({"date": None, "value": "2021-04-01"}, "2021-04-01T00:00"),
        ({"value": "2020-04-01", "date": "2021-04-01"}, "2021-04-01T00:00"),
        ({"rendered": "2020-04-01", "$date": "2021-04-01"}, "2021-04-01T00:00"),
        ({"timestamp": 1617235200, "_seconds": 1}, "2021-04-01T00:00"),
        ({"date": {"date": {"date": {"date": "2021-04-01"}}}}, "2021-04-01T00:00"),
        ({"date": {"date": {"date": {"date": {"date": "2021-04-01"}}}}}, None),
        ([2021, 4, 1], "2021-04-01T00:00"),
        ([2021, 4], None),
        ([2021, 4, 1, 8, 55, 30, 7], "2021-04-01T08:55:30"),
        ([2021, 4, 1, 8, 55, 30, 7, 1], None),
        (["2021-04-01", "08:55", "x"], "2021-04-01T00:00"),
        (["2021-04-01", 855], "2021-04-01T00:00"),
        ([True, 4, 1], None),
    ],
)
def test_objects_and_lists(value: Any, expected: str | None) -> None:
    """The best key counts, to a depth of four; three to seven whole numbers are a date and a clock."""
    assert moment(value) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("value", "exactness"),
    [
        ("20210401", 1),
        ("20210401085500", 2),
        ("20210401085500Z", 3),
        ("20210401T0855Z", 3),
        ("2021-04-01", 1),
        ("2021-04-01 08:55", 2),
        ("2021-091", 1),
        ("1 April 2021, 08:55", 2),
        ("1 April 2021, 08:55 UTC", 3),
        ("1617267300", 3),
        ("/Date(1617267300000)/", 3),
        ({"date": "2021-04-01"}, 1),
        ([2021, 4, 1, 8], 2),
    ],
)
def test_how_exact_a_time_is(value: Any, exactness: int) -> None:
    """A day, a time of day without a zone, a time that is one everywhere."""
    found = parse(value)
    assert found is not None
    assert found.exactness == exactness


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/05/2021", None),
        ("05/12/2021", None),
        ("11/12/2021", None),
        ("12/12/2021", "2021-12-12"),
        ("13/12/2021", "2021-12-13"),
        ("12/13/2021", "2021-12-13"),
        ("31/12/2021", "2021-12-31"),
        ("12/32/2021", None),
        ("12.05.2021", "2021-05-12"),
        ("05.13.2021", "2021-05-13"),
    ],
)
def test_the_order_of_day_and_month(text: str, expected: str | None) -> None:
    """Told where one of them is beyond twelve or both are the same; dots mean the day first."""
    assert moment(text) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-01-03T14:05:00[Europe/Berlin]", "2021-01-03T13:05"),
        ("2021-07-03T14:05:00[America/New_York]", "2021-07-03T18:05"),
        ("2021-07-03T14:05:00+02:00[Europe/London]", "2021-07-03T12:05"),
        ("2021-03-03T14:05:00.123456+01:00[Europe/Paris]", "2021-03-03T13:05:00.123456"),
        ("20210303T140500Z[UTC]", "2021-03-03T14:05"),
        ("3 July 2021, 14:05 (America/Argentina/Ushuaia)", "2021-07-03T17:05"),
        ("3 July 2021 14:05 Asia/Kathmandu", "2021-07-03T08:20"),
        ("3 July 2021 14:05 Europe/Nowhere", None),
    ],
)
def test_clocks_of_places(written: str, expected: str | None) -> None:
    """A place of the IANA database has its own summer time; an offset beside it comes first."""
    assert moment(written) == (None if expected is None else at(expected))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thursday, 3-Jun-21 14:05:00 GMT", "2021-06-03T14:05"),
        ("03-Mar-39", "2039-03-03"),
        ("03-Mar-40", None),
        ("03-Mar-69", None),
        ("03-Mar-70", "1970-03-03"),
        ("3-Mar-21:30", None),
        ("03-03-21", None),
    ],
)
def test_years_of_two_digits(written: str, expected: str | None) -> None:
    """Only with the name of the month and hyphens, and only where the century is sure."""
    assert moment(written) == (None if expected is None else at(expected))


@pytest.mark.parametrize("seconds", [253_402_214_400, 253_402_300_799, 253_402_300_800])
@pytest.mark.parametrize("unit", [1, 1000])
def test_the_last_second_of_9999_is_no_time(seconds: int, unit: int) -> None:
    """As milliseconds or microseconds the same digits would be of 1978; their neighbours are."""
    assert moment(seconds * unit) is None
    assert moment(str(seconds * unit)) is None
    assert moment(seconds * unit + 2 * unit) is not None
