"""Times as they are written in raw files, to microseconds since 1970 UTC; days in paths."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.ingest.date_words import Order, written

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400_000_000  # microseconds
FIRST = datetime(1605, 1, 1, tzinfo=UTC)  # the year of the first newspaper
LAST = datetime(2040, 1, 1, tzinfo=UTC)  # times from here on are placeholders or slips of the pen
PLACEHOLDERS = frozenset(
    datetime.fromisoformat(f"{text}+00:00")
    for text in ("1970-01-01T00:00", "1899-12-30T00:00", "1899-12-31T00:00", "1753-01-01T00:00", "2038-01-19T03:14:07")
)
"""Zero or the largest value of Unix, Excel and SQL Server: no date was given."""
LAST_OF_9999 = frozenset((253_402_214_400, 253_402_300_799, 253_402_300_800))
"""Seconds since 1970 of the last midnights and the last second of the year 9999, which stand for no end."""
MIN_EPOCH = 100_000_000  # seconds (1973); smaller numbers are years, counters or a missing value
UNITS = ((10**11, 1_000_000), (10**14, 1_000), (10**17, 1), (10**20, 0.001))  # seconds, ms, us, ns: bound, us each
KEYS = ("$date", "$numberLong", "date", "datetime", "iso", "value", "timestamp", "seconds", "_seconds", "rendered")
"""Where a time stands in an object, best first (MongoDB, Firestore, CMS exports)."""
MAX_DEPTH = 4  # of such objects

_PATH_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_/.]?)(\d{2})\2(\d{2})(?!\d)", re.ASCII)
_DIGITS = re.compile(r"(\d{8})[T_ -]?(\d{4}|\d{6})?(?:\.0+)?Z?", re.ASCII)
_NUMBER = re.compile(r"\d{9,20}(?:\.\d+)?", re.ASCII)
_ASP = re.compile(r"\\?/Date\((-?\d+)(?:[+-]\d{4})?\)\\?/", re.ASCII)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})", re.ASCII)
_ZONE_ID = re.compile(r"\[[\w/+-]+\]$")


class Time(NamedTuple):
    """A time that was read.

    Attributes:
        us: microseconds since 1970-01-01 UTC.
        exactness: 1 a day, 2 a time without a zone, 3 a time with one.
    """

    us: int
    exactness: int


def parse(value: Any, order: Order = None) -> Time | None:
    """A time in any known form; without an offset: UTC, a day alone: midnight.

    ISO 8601, RFC 2822, what news sites print (see `date_words`), YYYYMMDD with HHMM or HHMMSS, seconds, milli-, micro-
    or nanoseconds since 1970 as a number or its digits, [2021, 4, 1, 8, 55], Python's own dates, and any of these in an
    object.

    Args:
        value: of any type.
        order: of day and month, where a date has two readings; None for unknown.

    Returns:
        A time between FIRST and LAST; None where it is no time, is a placeholder, or cannot be told.
    """
    if isinstance(value, str):
        return _from_text(value.strip(), order)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    if isinstance(value, datetime):
        return _time(value, 2 if value.tzinfo is None else 3)
    if isinstance(value, date):
        return _time(datetime(value.year, value.month, value.day, tzinfo=UTC), 1)
    return parse(inner, order) if (inner := _inside(value)) is not None else None


@lru_cache(maxsize=1024)
def day_in_path(path: str) -> int | None:
    """Days since 1970 of the innermost YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD (1900 to 2099) in a path, else None."""
    for year, _, month, day in reversed(_PATH_DAY.findall(path)):
        try:
            return (date(int(year), int(month), int(day)) - EPOCH.date()).days
        except ValueError:
            continue
    return None


def _inside(value: Any) -> str | int | float | None:
    """What an object or a list says of a time."""
    for _ in range(MAX_DEPTH):
        if isinstance(value, dict):
            value = next((value[key] for key in KEYS if value.get(key) is not None), None)
        elif isinstance(value, list | tuple):
            value = _of_list(value)
        else:
            break
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _of_list(value: list[Any] | tuple[Any, ...]) -> Any:
    if 3 <= len(value) <= 7 and all(type(part) is int for part in value):
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*[*value, 0, 0, 0, 0][:6])
    if len(value) == 2 and all(isinstance(part, str) for part in value):
        return " ".join(value)
    return value[0] if value else None


def _from_text(text: str, order: Order) -> Time | None:
    if text[:5].isdigit():  # no date with a month of its own
        if _DIGITS.fullmatch(text) and (found := _calendar(text)) is not None:
            return found
        if _NUMBER.fullmatch(text):
            return _from_number(float(text) if "." in text else int(text))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _from_words(text, order)
    return _time(moment, 3 if moment.tzinfo else 1 if len(text) <= 10 else 2)


def _from_words(text: str, order: Order) -> Time | None:
    if asp := _ASP.fullmatch(text):
        return _from_number(int(asp[1]))
    if ordinal := _ORDINAL.fullmatch(text):
        return _of_year(int(ordinal[1]), int(ordinal[2]))
    with_offset = _from_text(_ZONE_ID.sub("", text), order) if _ZONE_ID.search(text) else None
    if with_offset is not None and with_offset.exactness == 3:
        return with_offset  # the place behind an offset says no more
    found = written(text, order)
    return None if found is None else _time(*found)


def _of_year(year: int, day: int) -> Time | None:
    if not (FIRST.year <= year < LAST.year and 1 <= day <= 366):
        return None
    found = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day - 1)
    return _time(found, 1) if found.year == year else None


def _from_number(number: float) -> Time | None:
    if 10**7 < number < 10**14 and number == int(number) and (found := _calendar(str(int(number)))) is not None:
        return found
    factor = next((us for bound, us in UNITS if MIN_EPOCH <= number < bound), None)  # none for NaN
    if factor is None or {int(number), int(number) // 1000} & LAST_OF_9999:
        return None
    return _checked(int(number * factor), 3)


def _calendar(text: str) -> Time | None:
    """YYYYMMDD, with HHMM or HHMMSS after it."""
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    day, clock = match[1], match[2] or ""
    parts = (day[:4], day[4:6], day[6:], clock[:2] or "0", clock[2:4] or "0", clock[4:] or "0")
    year, month, number, hour, minute, second = map(int, parts)
    try:
        moment = datetime(year, month, number, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    return _time(moment, (3 if text.endswith("Z") else 2) if clock else 1)


def _time(moment: datetime, exactness: int) -> Time | None:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return _checked((moment - EPOCH) // timedelta(microseconds=1), exactness)


def _checked(us: int, exactness: int) -> Time | None:
    """The time, unless it is a placeholder or out of the range of news."""
    if not _FIRST_US <= us < _LAST_US or us in _PLACEHOLDER_US:
        return None
    return Time(us, exactness)


def _us(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


_FIRST_US, _LAST_US = _us(FIRST), _us(LAST)
_PLACEHOLDER_US = frozenset(map(_us, PLACEHOLDERS))
