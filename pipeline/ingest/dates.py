"""Times as they are written in raw files, to microseconds since 1970 UTC; days in paths."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = -62_135_596_800_000_000, 253_402_300_799_999_999  # microseconds of the years 1 to 9999
DAY = 86_400_000_000  # microseconds
MIN_EPOCH = 100_000_000  # seconds (1973); smaller numbers are years, counters or a missing value
UNITS = ((10**11, 1_000_000), (10**14, 1_000), (10**17, 1), (10**20, 0.001))  # seconds, ms, us, ns: bound, us each
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: i + 1 for i, name in enumerate(MONTH_NAMES)}
ZONES = {
    "": 0, "z": 0, "ut": 0, "utc": 0, "gmt": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
}  # fmt: skip
"""Hours east of UTC: RFC 2822 section 4.3 and Europe. Others are ambiguous (IST is in India, Israel and Ireland)."""

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = rf"(?P<month>{'|'.join(MONTH_NAMES)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
_ZONE = r"(?P<offset>[+-]\d{2}:?\d{2})?\s*\(?(?P<zone>[a-z]{0,4})\)?"
_TIME = rf"(?:(?:\s*,|\s+at|\s*T|\s*[-|])?\s*{_CLOCK}\s*(?P<half>[ap])?(?:(?<=[ap])\.?m\.?)?\s*{_ZONE})?"
_FORMS = tuple(
    re.compile(rf"\s*{_WEEKDAY}{body}\s*", re.IGNORECASE | re.ASCII)
    for body in (
        rf"{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}}){_TIME}",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}}){_TIME}",
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}",
        rf"{_MONTH}\s+{_DAY}{_TIME}\s+(?P<year>\d{{4}})",  # C's asctime
    )
)
_PATH_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_/.]?)(\d{2})\2(\d{2})(?!\d)", re.ASCII)


def parse(value: Any) -> int | None:  # noqa: ANN401 -- whatever a raw record holds
    """Microseconds since 1970-01-01 UTC of a time in any known form.

    ISO 8601 (without an offset: UTC; days alone: midnight), RFC 2822, `March 2, 2026 2:05 pm EST`, `2 March 2026`,
    `2026/03/02 14:05`, YYYYMMDD, seconds, milli-, micro- or nanoseconds since 1970 as a number or its digits,
    and Python's own dates.

    Args:
        value: of any type.

    Returns:
        FIRST..LAST (years 1 to 9999); None where it is no time or cannot be told (03/02/2026 has two readings).
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_number(value)
    if isinstance(value, datetime):
        return _microseconds(value)
    return _microseconds(datetime(value.year, value.month, value.day, tzinfo=UTC)) if isinstance(value, date) else None


@lru_cache(maxsize=1024)
def day_in_path(path: str) -> int | None:
    """Days since 1970 of the innermost YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD (1900 to 2099) in a path, else None."""
    for year, _, month, day in reversed(_PATH_DAY.findall(path)):
        try:
            return (date(int(year), int(month), int(day)) - EPOCH.date()).days
        except ValueError:
            continue
    return None


def _from_text(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return _from_number(int(text)) if len(text) <= 20 else None
    try:
        return _microseconds(datetime.fromisoformat(text))
    except ValueError:
        return _written(text)


def _from_number(number: float) -> int | None:
    if 19_000_101 <= number <= 21_001_231:
        return _compact(int(number))
    if not number >= MIN_EPOCH:  # NaN too
        return None
    factor = next((us for bound, us in UNITS if number < bound), None)
    return None if factor is None else int(number * factor)


def _compact(number: int) -> int | None:
    """YYYYMMDD."""
    try:
        return _microseconds(datetime(number // 10_000, number // 100 % 100, number % 100, tzinfo=UTC))
    except ValueError:
        return None


def _written(text: str) -> int | None:
    if len(text) > 80:
        return None
    found = next((m for form in _FORMS if (m := form.fullmatch(text))), None)
    if found is None:
        return None
    try:
        return _microseconds(_assembled(found))
    except ValueError:
        return None


def _assembled(found: re.Match[str]) -> datetime:
    """The time that a match names; ValueError where there is no such day, hour or zone."""
    part = found.groupdict()
    month = MONTHS.get(part["month"].lower()[:3]) or int(part["month"])
    hour = int(part["hour"] or 0)
    if part["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + 12 * (part["half"].lower() == "p")
    minute, second = int(part["minute"] or 0), int(part["second"] or 0)
    zone = timezone(_offset(part["offset"], (part["zone"] or "").lower()))
    return datetime(int(part["year"]), month, int(part["day"]), hour, minute, second, tzinfo=zone)


def _offset(written: str | None, zone: str) -> timedelta:
    if written:
        sign = -1 if written[0] == "-" else 1
        return sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    if zone not in ZONES:
        raise ValueError("unknown zone")
    return timedelta(hours=ZONES[zone])


def _microseconds(moment: datetime) -> int | None:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    found = (moment - EPOCH) // timedelta(microseconds=1)
    return found if FIRST <= found <= LAST else None
