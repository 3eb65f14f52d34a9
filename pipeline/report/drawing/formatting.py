"""Numbers, days and titles as a reader of the report sees them."""

from __future__ import annotations

import math
from datetime import date, timedelta

DASH = "–"
MINUS = "\N{MINUS SIGN}"
EPOCH = date(1970, 1, 1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")


def count(n: float) -> str:
    """A whole number with thousands apart, e.g. `12,345`."""
    return f"{int(n):,}"


def plural(n: int, one: str, many: str = "") -> str:
    """A number and its noun, e.g. `1 story`, `1,200 stories`; `many` defaults to `one` + s."""
    return f"{count(n)} {one if n == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share 0..1 in percent: one decimal below 10 %, `<0.1%` for less than that, a dash for NaN."""
    if math.isnan(share):
        return DASH
    value = 100 * share
    if 0 < value < 0.05:
        return "<0.1%"
    return f"{value:.0f}%" if value >= 9.95 or value == 0 else f"{value:.1f}%"


def number(value: float, digits: int = 2) -> str:
    """A number with a true minus sign; a dash for NaN."""
    if math.isnan(value):
        return DASH
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text.replace("-", MINUS)


def signed(value: float, digits: int = 2) -> str:
    """A score with its sign, plus, true minus or none for zero; a dash for NaN."""
    text = number(value, digits)
    return text if text == DASH or text.startswith(MINUS) or float(text) == 0 else f"+{text}"


def short_day(day: int) -> str:
    """Days since 1970-01-01 as `21 Nov`."""
    at = EPOCH + timedelta(days=int(day))
    return f"{at.day} {MONTHS[at.month - 1][:3]}"


def dated(day: int) -> str:
    """Days since 1970-01-01 as `21 Nov 2026`."""
    return f"{short_day(day)} {(EPOCH + timedelta(days=int(day))).year}"


def edition_day(day: int, edition: int) -> str:
    """Days since 1970-01-01 as `21 Nov`, with the year where it is not that of the edition."""
    year = (EPOCH + timedelta(days=int(day))).year
    return short_day(day) if year == (EPOCH + timedelta(days=int(edition))).year else dated(day)


def full_day(day: int) -> str:
    """Days since 1970-01-01 as `Saturday 21 November 2026`."""
    at = EPOCH + timedelta(days=int(day))
    return f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}"


def date_of(day: date) -> str:
    """A date as `21 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_range(first: int, last: int) -> str:
    """Two days as briefly as they can be said, e.g. `19–21 November 2026`, `30 October – 2 November 2026`."""
    a, b = (EPOCH + timedelta(days=int(d)) for d in (first, last))
    end = f"{b.day} {MONTHS[b.month - 1]} {b.year}"
    if a == b:
        return end
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}{DASH}{end}"
    start = f"{a.day} {MONTHS[a.month - 1]}"
    return f"{start} {DASH} {end}" if a.year == b.year else f"{start} {a.year} {DASH} {end}"


def shorten(text: str, width: int) -> str:
    """One line of at most `width` characters, cut between words where possible, `…` where something is missing."""
    if len(text) <= width and text.isprintable() and "  " not in text and text == text.strip(" "):
        return text  # as most are: no other white space is printable
    line = " ".join(text.translate(_CONTROLS).split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head = cut.rsplit(" ", 1)[0]
    return (head if len(head) > width // 2 else cut).rstrip(" .,;:–-") + "…"


def visible(text: str, width: int) -> str:
    """A removed span with its white space made visible: `↵` a line end, `⇥` a tab, `␣` a blank at either end."""
    shown = text[: 4 * width].replace("\r", "").replace("\t", "⇥").replace("\n", "↵").translate(_CONTROLS)
    body = shown.strip(" ")
    if not body:
        return shorten("␣" * len(shown), width)
    left, right = len(shown) - len(shown.lstrip(" ")), len(shown) - len(shown.rstrip(" "))
    return shorten("␣" * min(left, 3) + body + "␣" * min(right, 3), width)
