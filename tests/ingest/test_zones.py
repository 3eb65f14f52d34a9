"""Offsets behind a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.ingest.zones import offset_of

WINTER, SUMMER = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", None),
        (" uhr ", None),
        ("UTC", 0),
        ("gmt", 0),
        ("Z", 0),
        ("GMT+1", 1),
        ("UTC-05:30", -5.5),
        ("+0100", 1),
        ("\u22123", -3),
        ("EST", -5),
        ("(EST)", -5),
        ("[EST]", -5),
        ("-0500 (EST)", -5),
        ("-0400 (Eastern Daylight Time)", -4),
        ("EDT in New York", -4),
        ("ET", -5),
        ("Uhr CET", 1),
    ],
)
def test_zones(text: str, hours: float | None) -> None:
    """An offset before a name; names in brackets count where they are known, other words do no harm."""
    assert offset_of(text, WINTER) == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(("name", "winter", "summer"), [("ET", -5, -4), ("CT", -6, -5), ("MT", -7, -6), ("PT", -8, -7)])
def test_american_wall_clocks(name: str, winter: int, summer: int) -> None:
    """An hour more in summer; a name that says which one it is stays."""
    assert offset_of(name, WINTER) == timedelta(hours=winter)
    assert offset_of(name, SUMMER) == timedelta(hours=summer)
    assert offset_of("EST", SUMMER) == timedelta(hours=-5)


@pytest.mark.parametrize("text", ["IST", "AST", "XXT", "+1500", "-14:01", "+0100 7", "7", "UTC 5 min read", "est. 7"])
def test_what_is_no_zone_is_an_error(text: str) -> None:
    """Several readings, too far from Greenwich, or a digit that nobody understands."""
    with pytest.raises(ValueError, match=r"zone|digits"):
        offset_of(text, WINTER)


@pytest.mark.parametrize("text", ["AT", "Abc", "NEWS", "XXXXT"])
def test_other_capitals_are_no_zone(text: str) -> None:
    """Only three or four letters that end in T look like one."""
    assert offset_of(text, WINTER) is None
