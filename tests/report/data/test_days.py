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
