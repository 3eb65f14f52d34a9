"""Numbers, days and titles in words."""

from __future__ import annotations

import math
from datetime import date, timedelta

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


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0004, "<0.1%"),
        (0.0005, "0.1%"),
        (0.0994, "9.9%"),
        (0.09949, "9.9%"),
        (0.09951, "10%"),
        (0.994, "99%"),
        (0.996, "100%"),
        (1.5, "150%"),
    ],
)
def test_percent_changes_its_form_at_a_twentieth_and_at_ten(share: float, said: str) -> None:
    """Less than .05 % is said to be little; from 9.95 % on there are no decimals."""
    assert formatting.percent(share) == said


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (1.005, 1, "1.0"),
        (-1.25, 1, "\N{MINUS SIGN}1.2"),
        (-0.04, 1, "0.0"),
        (-0.05, 1, "\N{MINUS SIGN}0.1"),
        (0.0, 2, "0.00"),
        (1234.5, 0, "1234"),
        (math.nan, 0, "–"),
    ],
)
def test_numbers_have_a_true_minus(value: float, digits: int, said: str) -> None:
    """And none where they round to zero."""
    assert formatting.number(value, digits) == said


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [(0.05, 1, "+0.1"), (0.04, 1, "0.0"), (12.0, 0, "+12"), (-12.0, 0, "\N{MINUS SIGN}12"), (0.004, 2, "0.00")],
)
def test_signs_follow_the_rounded_number(value: float, digits: int, said: str) -> None:
    """What is shown as zero has no sign."""
    assert formatting.signed(value, digits) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567"), (2.9, "2")])
def test_thousands_stand_apart(n: float, said: str) -> None:
    """By a comma; decimals are cut off."""
    assert formatting.count(n) == said


@pytest.mark.parametrize(
    ("n", "one", "many", "said"),
    [(1, "story", "stories", "1 story"), (2, "story", "stories", "2 stories"), (0, "copy", "copies", "0 copies"),
     (1000, "day", "", "1,000 days"), (1, "day", "", "1 day")],
)  # fmt: skip
def test_nouns_agree(n: int, one: str, many: str, said: str) -> None:
    """The plural is given or made with an s."""
    assert formatting.plural(n, one, many) == said


@pytest.mark.parametrize(
    ("day", "short", "full"),
    [
        (0, "1 Jan", "Thursday 1 January 1970"),
        (-1, "31 Dec", "Wednesday 31 December 1969"),
        (31, "1 Feb", "Sunday 1 February 1970"),
        (59, "1 Mar", "Sunday 1 March 1970"),
        (120, "1 May", "Friday 1 May 1970"),
        (11016, "29 Feb", "Tuesday 29 February 2000"),
        (20515, "3 Mar", "Tuesday 3 March 2026"),
        (20818, "31 Dec", "Thursday 31 December 2026"),
    ],
)
def test_days_are_written_out(day: int, short: str, full: str) -> None:
    """Days since 1970, before and after, in every month that tells."""
    assert formatting.short_day(day) == short
    assert formatting.full_day(day) == full
    assert formatting.date_of(formatting.EPOCH + timedelta(days=day)) == full.split(" ", 1)[1]


def test_every_month_and_weekday_has_its_name() -> None:
    """Twelve months from January, seven days from Monday."""
    firsts = [(date(2026, month, 1) - formatting.EPOCH).days for month in range(1, 13)]
    assert [formatting.short_day(day) for day in firsts] == [
        "1 Jan", "1 Feb", "1 Mar", "1 Apr", "1 May", "1 Jun", "1 Jul", "1 Aug", "1 Sep", "1 Oct", "1 Nov", "1 Dec",
    ]  # fmt: skip
    monday = (date(2026, 11, 16) - formatting.EPOCH).days
    assert [formatting.full_day(monday + n).split()[0] for n in range(7)] == list(formatting.WEEKDAYS)


@pytest.mark.parametrize(
    ("day", "edition", "said"), [(20515, 20600, "3 Mar"), (20150, 20515, "3 Mar 2025"), (20453, 20454, "31 Dec 2025")]
)
def test_the_year_is_said_where_it_is_another(day: int, edition: int, said: str) -> None:
    """A day of the year of the edition has none."""
    assert formatting.edition_day(day, edition) == said


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one tw…"),
        ("one, two three", 10, "one, two…"),
        ("one. Two", 6, "one…"),
        ("  one \n two  ", 20, "one two"),
        ("a" * 5, 5, "aaaaa"),
        ("a" * 6, 5, "aaaa…"),
        ("one - two", 7, "one…"),
        ("a\x00b", 9, "a b"),
    ],
)
def test_lines_are_cut_between_words(text: str, width: int, said: str) -> None:
    """Where more than half of the width is left; else inside a word; marks before the cut go."""
    assert formatting.shorten(text, width) == said


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("a", 9, "a"),
        (" a ", 9, "␣a␣"),
        ("     a     ", 20, "␣␣␣a␣␣␣"),
        ("a\tb\nc", 9, "a⇥b↵c"),
        ("\n\n", 9, "↵↵"),
        ("", 9, ""),
        ("      ", 4, "␣␣␣…"),
        ("a" * 20, 5, "aaaa…"),
        ("a\x07b", 9, "a b"),
    ],
)
def test_removed_text_is_shown_with_its_blanks(text: str, width: int, said: str) -> None:
    """At most three blanks on either side; never more than the width."""
    assert formatting.visible(text, width) == said
