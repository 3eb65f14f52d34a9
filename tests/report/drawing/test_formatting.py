"""Numbers, days and titles in words."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.drawing import formatting

DAY = (date(2026, 11, 21) - formatting.EPOCH).days


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.0001, "<0.1%"), (0.012, "1.2%"), (0.0995, "10%"), (0.5, "50%"), (1, "100%"), (math.nan, "–")],
)
def test_percent_keeps_a_decimal_only_where_it_tells(share: float, said: str) -> None:
    """Below ten percent one decimal, above none, and never a bare zero for something."""
    assert formatting.percent(share) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.123, "+0.12"), (-0.3, formatting.MINUS + "0.30"), (0.0, "0.00"), (-0.001, "0.00"), (math.nan, "–")],
)
def test_signed_has_a_true_minus_and_no_sign_at_zero(value: float, said: str) -> None:
    """A tone carries its sign; what rounds to zero carries none."""
    assert formatting.signed(value) == said


def test_counts_agree_with_their_noun() -> None:
    """One is singular, everything else plural, thousands apart."""
    assert formatting.plural(1, "story", "stories") == "1 story"
    assert formatting.plural(0, "day") == "0 days"
    assert formatting.plural(12345, "article") == "12,345 articles"


def test_days_in_words() -> None:
    """A day is written out the same in every locale."""
    assert formatting.full_day(DAY) == "Saturday 21 November 2026"
    assert formatting.short_day(DAY) == "21 Nov"
    assert formatting.iso(DAY) == "2026-11-21"


@pytest.mark.parametrize(
    ("back", "said"),
    [(0, "21 November 2026"), (2, "19–21 November 2026"), (30, "22 October – 21 November 2026"),
     (365, "21 November 2025 – 21 November 2026")],
)  # fmt: skip
def test_a_range_of_days_says_no_more_than_needed(back: int, said: str) -> None:
    """Month and year stand once where both days share them."""
    assert formatting.day_range(DAY - back, DAY) == said


@given(st.text(max_size=300), st.integers(10, 120))
def test_a_shortened_text_is_one_line_of_bounded_width(text: str, width: int) -> None:
    """Whatever was scraped, the page gets one line without control characters."""
    found = formatting.shorten(text, width)
    assert len(found) <= width
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in found)


def test_shorten_cuts_between_words() -> None:
    """A cut falls between words and shows."""
    assert formatting.shorten("The council splits over the tram budget", 20) == "The council splits…"
    assert formatting.shorten("short", 20) == "short"
    assert formatting.shorten("x" * 40, 10) == "x" * 9 + "…"


def test_removed_white_space_can_be_seen() -> None:
    """An auditor sees line ends, tabs and outer blanks of a removed stretch."""
    assert formatting.visible(" Read more\n", 40) == "␣Read more↵"
    assert formatting.visible("\t", 40) == "⇥"
    assert formatting.visible("   ", 40) == "␣␣␣"
    assert formatting.visible("ADVERT \r\n", 40) == "ADVERT ↵"
