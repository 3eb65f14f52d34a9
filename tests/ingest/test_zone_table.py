"""Time zones name by name, and the days on which American clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.ingest.zones import WALL_CLOCKS, ZONES, offset_of

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOURS = {
    "Z": 0.0,
    "UT": 0.0,
    "UTC": 0.0,
    "GMT": 0.0,
    "WET": 0.0,
    "WEST": 1.0,
    "BST": 1.0,
    "CET": 1.0,
    "MEZ": 1.0,
    "WAT": 1.0,
    "CEST": 2.0,
    "MESZ": 2.0,
    "EET": 2.0,
    "SAST": 2.0,
    "CAT": 2.0,
    "EEST": 3.0,
    "MSK": 3.0,
    "TRT": 3.0,
    "EAT": 3.0,
    "PKT": 5.0,
    "NPT": 5.75,
    "WIB": 7.0,
    "ICT": 7.0,
    "HKT": 8.0,
    "SGT": 8.0,
    "MYT": 8.0,
    "PHT": 8.0,
    "AWST": 8.0,
    "JST": 9.0,
    "KST": 9.0,
    "ACST": 9.5,
    "AEST": 10.0,
    "ACDT": 10.5,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
    "NDT": -2.5,
    "BRT": -3.0,
    "ART": -3.0,
    "ADT": -3.0,
    "NST": -3.5,
    "EDT": -4.0,
    "EST": -5.0,
    "CDT": -5.0,
    "CST": -6.0,
    "MDT": -6.0,
    "MST": -7.0,
    "PDT": -7.0,
    "PST": -8.0,
    "AKDT": -8.0,
    "AKST": -9.0,
    "HST": -10.0,
}


@pytest.mark.parametrize(("name", "hours"), HOURS.items())
def test_a_zone_has_its_hours_east_of_greenwich(name: str, hours: float) -> None:
    """In capitals, alone, in brackets and behind words; the time of the year makes no difference."""
    expected = timedelta(hours=hours)
    assert offset_of(name, NOON) == expected
    assert offset_of(f"({name})", NOON) == expected
    assert offset_of(f" Uhr {name}", datetime(2026, 7, 15, tzinfo=UTC)) == expected


def test_every_name_of_the_list_is_above() -> None:
    """With the same hours."""
    assert {name.upper(): float(hours) for name, hours in ZONES.items()} == HOURS
    assert not ZONES.keys() & WALL_CLOCKS.keys()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("+0000", 0),
        ("-0000", 0),
        ("+01", 60),
        ("+1", 60),
        ("+01:00", 60),
        ("+0130", 90),
        ("+1:30", 90),
        ("-0330", -210),
        ("\u22120330", -210),
        ("+14", 840),
        ("-14:00", -840),
        ("GMT +2", 120),
        ("gmt+2", 120),
        ("UTC-8", -480),
        ("+0200 (CEST)", 120),
        ("+0200 CEST", 120),
    ],
)
def test_an_offset_is_of_hours_and_minutes(text: str, minutes: int) -> None:
    """With a sign, a colon or none; up to fourteen hours."""
    assert offset_of(text, NOON) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("+1401", "no such zone"),
        ("+15", "no such zone"),
        ("-1430", "no such zone"),
        ("+0100 2", "digits left over"),
        ("5", "digits left over"),
        ("IST", "a zone with several readings, or none that is known"),
        ("AST", "a zone with several readings, or none that is known"),
        ("XYT", "a zone with several readings, or none that is known"),
    ],
)
def test_what_is_no_zone(text: str, said: str) -> None:
    """Told in words."""
    with pytest.raises(ValueError, match=f"^{said}$"):
        offset_of(text, NOON)


@pytest.mark.parametrize(
    ("moment", "is_summer"),
    [
        ("2026-03-08T01:59", False),  # the second Sunday of March
        ("2026-03-08T02:00", True),
        ("2026-11-01T01:59", True),  # the first of November
        ("2026-11-01T02:00", False),
        ("2026-07-01T00:00", True),
        ("2026-01-01T00:00", False),
        ("2026-12-31T23:59", False),
        ("2025-03-09T01:59", False),
        ("2025-03-09T02:00", True),
        ("2025-11-02T01:59", True),
        ("2025-11-02T02:00", False),
        ("2020-03-08T02:00", True),  # a Sunday on the 8th itself
        ("2020-03-07T23:59", False),
        ("2007-03-11T02:00", True),  # the first year of these rules
        ("2007-03-11T01:59", False),
        ("2007-11-04T02:00", False),
        ("2007-11-04T01:59", True),
        ("2006-04-02T01:59", False),  # before: the first Sunday of April
        ("2006-04-02T02:00", True),
        ("2006-03-12T12:00", False),
        ("2006-10-29T01:59", True),  # the last of October
        ("2006-10-29T02:00", False),
        ("1999-04-04T02:00", True),
        ("1999-10-31T01:59", True),
        ("1999-10-31T02:00", False),
    ],
)
@pytest.mark.parametrize(("name", "winter"), [("ET", -5), ("CT", -6), ("MT", -7), ("PT", -8)])
def test_american_clocks_change_at_two_on_a_sunday(moment: str, *, is_summer: bool, name: str, winter: int) -> None:
    """By the rules of 2007, and before that of 1987."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert offset_of(name, at) == timedelta(hours=winter + is_summer)
