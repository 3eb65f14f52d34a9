"""The calendar of a run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.data.days import NO_DAY, calendar

DAYS = st.lists(st.integers(-700_000, 100_000) | st.just(NO_DAY), max_size=40)


def test_no_dates_make_an_empty_calendar() -> None:
    """Without a single day there is nothing to draw, and that is no error."""
    found = calendar(np.array([NO_DAY, NO_DAY]), 60)
    assert found.is_empty
    assert found.n_undated == 2
    assert len(found.covers(np.array([NO_DAY, 5]))) == 0


@given(DAYS, st.integers(7, 366))
def test_every_article_is_covered_far_off_or_undated(days: list[int], n_bars: int) -> None:
    """No article is lost between the three, and the covered ones fall into the bars."""
    values = np.array(days, np.int64)
    found = calendar(values, n_bars)
    covered = found.covers(values)
    assert len(covered) + found.n_far + found.n_undated == len(days)
    assert found.n_bars <= n_bars
    bars = found.bars(values[covered])
    assert ((bars >= 0) & (bars < max(1, found.n_bars))).all()
    assert found.is_empty or found.bars(np.array([found.last]))[0] == found.n_bars - 1


def test_dates_that_cannot_be_meant_do_not_set_the_edition() -> None:
    """The years 1 and 2050 in a corpus of 2020 are counted as far off."""
    found = calendar(np.array([-719_162, 18_000, 18_001, 18_002, 29_000]), 60)
    assert (found.first, found.last, found.n_far) == (18_000, 18_002, 2)


@pytest.mark.parametrize(
    ("n_days", "unit", "first"), [(3, "day", "1 Jan"), (100, "2 days", ""), (300, "week", ""), (900, "28 days", "")]
)
def test_long_runs_are_drawn_in_wider_bars(n_days: int, unit: str, first: str) -> None:
    """A few days get a bar each, a year a bar a week."""
    found = calendar(np.arange(20_454, 20_454 + n_days), 60)
    assert found.unit == unit
    assert not first or found.name(0) == first
    assert ("–" in found.name(0)) == (found.width > 1)


@pytest.mark.parametrize(
    ("n_days", "n_bars", "width", "bars"),
    [
        (1, 60, 1, 1),
        (60, 60, 1, 60),
        (61, 60, 2, 31),
        (120, 60, 2, 60),
        (121, 60, 7, 18),
        (420, 60, 7, 60),
        (421, 60, 14, 31),
        (841, 60, 28, 31),
        (1681, 60, 91, 19),
        (5461, 60, 182, 31),
        (10921, 60, 364, 31),
        (21841, 60, 365, 60),
        (10, 3, 7, 2),
        (9, 9, 1, 9),
    ],
)
def test_bars_are_as_narrow_as_their_number_allows(n_days: int, n_bars: int, width: int, bars: int) -> None:
    """Days, pairs of days, weeks, fortnights ... and beyond a year whatever it takes."""
    found = calendar(np.array([*range(0, n_days, 300), n_days - 1]), n_bars)
    assert (found.width, found.n_bars) == (width, bars)


@pytest.mark.parametrize(("gap", "first", "n_far"), [(366, 0, 0), (367, 367, 1)])
def test_a_gap_of_more_than_a_year_begins_anew(gap: int, first: int, n_far: int) -> None:
    """Of two equal runs the later one is drawn."""
    found = calendar(np.array([0, gap]), 60)
    assert (found.first, found.last, found.n_far) == (first, gap, n_far)


def test_the_run_with_most_articles_is_drawn() -> None:
    """However many days it has."""
    found = calendar(np.array([0, 0, 0, 1000, 1001]), 60)
    assert (found.first, found.last, found.n_far, found.n_undated) == (0, 0, 2, 0)


def test_bars_end_with_the_last_day() -> None:
    """Ten days in bars of a week: the first bar has three of them."""
    found = calendar(np.arange(20_000, 20_010), 2)
    assert (found.width, found.n_bars) == (7, 2)
    assert found.bars(np.arange(20_000, 20_010)).tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
    assert [found.name(0), found.name(1)] == ["30 Sep – 6 Oct", "7 Oct – 13 Oct"]
    assert found.unit == "week"


@pytest.mark.parametrize(
    ("first", "last", "name"), [(20_454, 20_819, "1 Jan"), (20_454, 20_820, "1 Jan 2026"), (20_454, 20_454, "1 Jan")]
)
def test_years_are_said_where_the_run_has_more_than_one(first: int, last: int, name: str) -> None:
    """Up to a year a day needs none."""
    assert calendar(np.array([first, last]), 400).name(0) == name


def test_days_within_the_run_are_covered() -> None:
    """The first and the last included; a missing day never."""
    found = calendar(np.array([5, 9, NO_DAY]), 60)
    assert found.covers(np.array([4, 5, 7, 9, 10, NO_DAY])).tolist() == [1, 2, 3]
