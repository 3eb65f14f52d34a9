"""Time zones as they are written behind a time: offsets, names with one reading, American wall clocks."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

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

_OFFSET = re.compile(
    r"(?:utc|gmt)?\s*(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)", re.IGNORECASE
)

_PLACE = re.compile(
    r"\b(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:/[A-Za-z_-]+){1,2}(?![\w/])"
)

_ZONE = re.compile(r"\b[A-Z]{1,5}\b|\b(?:z|utc|gmt)\b")


def offset_of(text: str, moment: datetime) -> timedelta | None:
    """Offset from UTC; None where no zone is named. ValueError for one with several readings, or digits left over."""
    place = _PLACE.search(text)
    text = re.sub(r"\([^)]*\)|\[[^]]*\]", lambda m: m[0] if ZONES.keys() & {m[0][1:-1].lower()} else " ", text)
    if match := _OFFSET.search(text):
        if re.search(r"\d", without(text, match)):
            raise ValueError("digits left over")
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        if offset > MAX_OFFSET:
            raise ValueError("no such zone")
        return offset if match["sign"] == "+" else -offset
    if re.search(r"\d", text):
        raise ValueError("digits left over")
    names = [name.lower() for name in _ZONE.findall(text)]
    known = next((name for name in names if name in ZONES or name in WALL_CLOCKS), None)
    if known is None and place is not None:
        return _of_place(place[0], moment)
    if known is None:
        if any(len(name) in (3, 4) and name.endswith("t") for name in names):
            raise ValueError("a zone with several readings, or none that is known")
        return None
    if known in WALL_CLOCKS:
        return timedelta(hours=WALL_CLOCKS[known] + _is_american_summer(moment))
    return timedelta(hours=ZONES[known])


def _of_place(name: str, wall: datetime) -> timedelta:
    """Offset from UTC of a place of the IANA database, by its clocks. ValueError for a place that it does not have."""
    zone = _zone(name)
    if zone is None:
        raise ValueError("no such zone")
    return wall.replace(tzinfo=zone).utcoffset() or timedelta()


@cache
def _zone(name: str) -> ZoneInfo | None:
    """A zone as the package tzdata has it, so that each machine reads the same times."""
    file = files("tzdata").joinpath("zoneinfo", *name.split("/"))
    if not file.is_file():
        return None
    with file.open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


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


def without(text: str, match: re.Match[str]) -> str:
    """A text with a match taken out."""
    return f"{text[: match.start()]} {text[match.end() :]}"
