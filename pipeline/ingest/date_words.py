"""A time that is written in words or with slashes, as news sites print it: `Published: 10:02 EDT, 28 July 2022`.

The date is looked for first, then the clock, then the zone; words around them do no harm, but a digit that is left over
does: what is not understood as a whole is no time, because a wrong date is worse than none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple

from pipeline.ingest.zones import offset_of, without
from pipeline.resources import resource

LONGEST = 120  # characters of a time and the words around it
_DAY = r"(?<![\d:])(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|[ºª°.])?"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_OF = r"(?:\s+(?:of|de|del)\s+|\s*\bd['’]\s*|[\s\-/.,]+)"
_YEAR = r"(?P<year>\d{4})(?!\d)"
CENTURIES = {**dict.fromkeys(range(40), 2000), **dict.fromkeys(range(70, 100), 1900)}
"""Two last digits of a year beside the name of its month → what to add (RFC 6265); between them no year is sure."""
_WRITTEN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}{_OF}{_NAME}(?:{_OF}|'){_YEAR}",
        rf"{_NAME}[\s\-]+{_DAY}(?:\s*,)?[\s\-,]+{_YEAR}",
        rf"{_NAME}\s+{_DAY}\s+(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)\s+(?P<zone>[A-Z]{{3,4}}\s|[+-]\d{{4}}\s)?\s*{_YEAR}",
        rf"{_DAY}-{_NAME}-(?P<year>\d\d)(?![\d:])",
    )
)

_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})|\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일])(?!\d)"
)

_SLASHES = re.compile(r"(?<![\d:])(?P<one>\d{1,2})(?P<sign>[-/.])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?![\d:])",
    re.IGNORECASE,
)

_PUBLISHED = re.compile(r"\b(?:published|posted|created|veröffentlicht|publié|publicado)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified|edited|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u200e\u200f\t\n|", " "))
Order = Literal["day first", "month first"] | None


class Written(NamedTuple):
    """A time as it was written.

    Attributes:
        moment: with a zone; UTC where none was given.
        exactness: 1 a day, 2 a time without a zone, 3 a time with one.
    """

    moment: datetime
    exactness: int


def written(text: str, order: Order = None) -> Written | None:
    """A time in words or with slashes; None where there is none, or none that is sure.

    Args:
        text: a time and at most a few words around it.
        order: of day and month, where 03/04/2021 has two readings; None for unknown.
    """
    if not 8 <= len(text) <= LONGEST:
        return None
    try:
        return _written(_of_publication(text.translate(_SPACES)), order)
    except ValueError:
        return None


def order_in(text: str) -> Order:
    """The order of day and month in a date with slashes; None where it is none, or has two readings."""
    found = _SLASHES.search(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    one, two = int(found["one"]), int(found["two"])
    return None if (one > 12) == (two > 12) else "day first" if one > 12 else "month first"


def _of_publication(text: str) -> str:
    """Of a text that names a time of publication and one of a change, the part with the first."""
    after = _PUBLISHED.split(text)[-1]
    text = after if re.search(r"\d", after) else text
    before = _CHANGED.split(text)[0]
    return before if re.search(r"\d", before) else text


def _written(text: str, order: Order) -> Written | None:
    found = _date(text, order)
    if found is None:
        return None
    day, rest = found
    time = _clock(rest)
    if time is None:
        return None if re.search(r"\d", rest) else Written(day, 1)
    moment = day + time[0]
    offset = offset_of(time[1], moment)
    return Written(moment - (offset or timedelta()), 2 if offset is None else 3)


def _date(text: str, order: Order) -> tuple[datetime, str] | None:
    """The day at midnight UTC, and the text without it."""
    for form in _WRITTEN:
        for match in form.finditer(text):
            month = months().get(match["name"].casefold())
            if month:
                day = datetime(_year(match["year"]), month, int(match["day"]), tzinfo=UTC)
                parts = match.groupdict()
                return day, without(text, match) + " ".join((parts.get("clock") or "", parts.get("zone") or ""))
    return _numeric(text, order)


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    if number not in CENTURIES:
        raise ValueError("two readings")
    return CENTURIES[number] + number


def _numeric(text: str, order: Order) -> tuple[datetime, str] | None:
    """The day of a date in figures, and the text without it."""
    year_first = _NUMERIC.search(text)
    found = year_first or _SLASHES.search(text)
    if found is None:
        return None
    if year_first is not None:
        month, day = int(found["month"] or found["m"]), int(found["day"] or found["d"])
    else:
        month, day = _ordered(found, order)
    return datetime(int(found["year"]), month, day, tzinfo=UTC), without(text, found)


def _ordered(match: re.Match[str], order: Order) -> tuple[int, int]:
    """Month and day of a date with slashes."""
    one, two = int(match["one"]), int(match["two"])
    if one <= 12 and two <= 12 and one != two:
        if order is None and match["sign"] != ".":  # dots are no American habit
            raise ValueError("two readings")
        return (one, two) if order == "month first" else (two, one)
    return (two, one) if one > 12 else (one, two)


def _clock(text: str) -> tuple[timedelta, str] | None:
    """Time since midnight, and the text with the clock taken out; None without one. ValueError where it is none."""
    for match in _CLOCK.finditer(text):
        if not match["minute"] and not match["half"]:
            continue
        hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
        if match["half"]:
            if not 1 <= hour <= 12:
                raise ValueError("no such hour")
            hour = hour % 12 + 12 * (match["half"][0] in "pP")
        if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
            raise ValueError("no such time")
        return timedelta(hours=hour, minutes=minute, seconds=min(second, 59)), without(text, match)
    return None


@cache
def months() -> dict[str, int]:
    """Name of a month in lower case → 1 to 12."""
    rows = (line.split("\t") for line in resource("month_names.tsv").splitlines() if not line.startswith("#"))
    return {name.casefold(): int(number) for number, names in rows for name in names.split()}
