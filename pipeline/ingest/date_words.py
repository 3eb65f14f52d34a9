"""A time that is written in words or with slashes, as news sites print it: `Published: 10:02 EDT, 28 July 2022`.

The date is looked for first, then the clock, then the zone; words around them do no harm, but a digit that is left over
does: what is not understood as a whole is no time, because a wrong date is worse than none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple

from pipeline.resources import resource

LONGEST = 120  # characters of a time and the words around it
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "trt": 3, "sast": 2, "cat": 2, "eat": 3, "wat": 1, "pkt": 5, "npt": 5.75,
    "wib": 7, "ict": 7, "hkt": 8, "sgt": 8, "myt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5,
    "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "brt": -3, "art": -3, "adt": -3, "nst": -3.5,
    "ndt": -2.5, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10,
}  # fmt: skip
"""Hours east of UTC of names with one reading in the news; IST (India, Israel, Ireland) and AST have several."""
MAX_OFFSET = timedelta(hours=14)
WALL_CLOCKS = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
"""Hours east of UTC in winter of the American names that stand for either time; an hour more in summer."""

_DAY = r"(?<![\d:])(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|[ºª°.])?"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_OF = r"(?:\s*(?:of|de|del|d['’])\s*|[\s\-/.,]+)"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_WRITTEN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}{_OF}{_NAME}(?:{_OF}|'){_YEAR}",
        rf"{_NAME}[\s\-]+{_DAY}(?:\s*,)?[\s\-,]+{_YEAR}",
        rf"{_NAME}\s+{_DAY}\s+(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)\s+(?P<zone>[A-Z]{{3,4}}\s|[+-]\d{{4}}\s)?\s*{_YEAR}",
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
_OFFSET = re.compile(
    r"(?:utc|gmt)?\s*(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)", re.IGNORECASE
)
_ZONE = re.compile(r"\b[A-Z]{1,5}\b|\b(?:z|utc|gmt)\b")
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
    offset = _zone(time[1], moment)
    return Written(moment - (offset or timedelta()), 2 if offset is None else 3)


def _date(text: str, order: Order) -> tuple[datetime, str] | None:
    """The day at midnight UTC, and the text without it."""
    for form in _WRITTEN:
        for match in form.finditer(text):
            month = months().get(match["name"].casefold())
            if month:
                day = datetime(int(match["year"]), month, int(match["day"]), tzinfo=UTC)
                parts = match.groupdict()
                return day, _without(text, match) + " ".join((parts.get("clock") or "", parts.get("zone") or ""))
    return _numeric(text, order)


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
    return datetime(int(found["year"]), month, day, tzinfo=UTC), _without(text, found)


def _ordered(match: re.Match[str], order: Order) -> tuple[int, int]:
    """Month and day of a date with slashes."""
    one, two = int(match["one"]), int(match["two"])
    if one <= 12 and two <= 12 and one != two:
        if order is None and match["sign"] != ".":  # dots are no American habit
            raise ValueError("two readings")
        return (one, two) if order == "month first" else (two, one)
    return (two, one) if one > 12 else (one, two)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


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
        return timedelta(hours=hour, minutes=minute, seconds=min(second, 59)), _without(text, match)
    return None


def _zone(text: str, moment: datetime) -> timedelta | None:
    """Offset from UTC; None where no zone is named. ValueError for one with several readings, or digits left over."""
    text = re.sub(r"\([^)]*\)|\[[^]]*\]", lambda m: m[0] if ZONES.keys() & {m[0][1:-1].lower()} else " ", text)
    if match := _OFFSET.search(text):
        if re.search(r"\d", _without(text, match)):
            raise ValueError("digits left over")
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        if offset > MAX_OFFSET:
            raise ValueError("no such zone")
        return offset if match["sign"] == "+" else -offset
    if re.search(r"\d", text):
        raise ValueError("digits left over")
    names = [name.lower() for name in _ZONE.findall(text)]
    known = next((name for name in names if name in ZONES or name in WALL_CLOCKS), None)
    if known is None:
        if any(len(name) in (3, 4) and name.endswith("t") for name in names):
            raise ValueError("a zone with several readings, or none that is known")
        return None
    if known in WALL_CLOCKS:
        return timedelta(hours=WALL_CLOCKS[known] + _is_american_summer(moment))
    return timedelta(hours=ZONES[known])


def _is_american_summer(moment: datetime) -> bool:
    """Whether clocks in the United States show summer time, by the rules of 1987 and 2007."""
    year = moment.year
    first, last = (
        (_sunday(year, 3, 8), _sunday(year, 11, 1)) if year >= 2007 else (_sunday(year, 4, 1), _sunday(year, 10, 25))
    )
    return first <= moment < last


def _sunday(year: int, month: int, day: int) -> datetime:
    """Two in the morning of the first Sunday from a day on."""
    start = datetime(year, month, day, 2, tzinfo=UTC)
    return start + timedelta(days=(6 - start.weekday()) % 7)


@cache
def months() -> dict[str, int]:
    """Name of a month in lower case → 1 to 12."""
    rows = (line.split("\t") for line in resource("month_names.tsv").splitlines() if not line.startswith("#"))
    return {name: int(number) for number, names in rows for name in names.split()}
