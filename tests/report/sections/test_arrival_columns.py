"""The chart of articles by day, figure by figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest

from pipeline.report.sections.arrivals import Arrivals, arrivals
from tests.report.invented import FIRST_DAY, rows_of_a_night, summary_of


def drawn(days: Sequence[int | None], copies: Sequence[int] = ()) -> Arrivals:
    """The chart of articles on days counted from the first; `copies` are numbers of articles that are copies."""
    rows = rows_of_a_night(len(days))
    ids = [article["article_id"] for article in rows["articles"]]
    for number, (article, day) in enumerate(zip(rows["articles"], days, strict=True)):
        article.update(day=None if day is None else FIRST_DAY + timedelta(days=day))
        kept = ids[0] if number in copies else None
        relation = "exact" if kept else None
        article.update(duplicate_of=kept, other_article_id=kept, relation=relation, similarity=1.0 if kept else None)
    found = arrivals(summary_of(rows))
    assert found is not None
    return found


def tips(chart: str) -> list[str]:
    """What the columns say."""
    return re.findall("<title>(.*?)</title>", chart)


def test_each_column_says_what_it_counts() -> None:
    """Day, articles, and copies among them where there are any."""
    found = drawn([0, 0, 0, 2, 2], copies=[1, 2])
    assert tips(found.chart) == ["19 Nov: 3 articles, of them 2 copies", "20 Nov: 0 articles", "21 Nov: 2 articles"]
    assert (found.most, found.has_copies) == (3, True)


def test_the_chart_is_told_in_a_sentence() -> None:
    """All articles, what a column is, and the highest one; the earlier of two equals."""
    assert 'aria-label="4 articles by day; most: 19 Nov: 2 articles"' in drawn([0, 0, 1, 1]).chart
    assert 'aria-label="3 articles by day; most: 20 Nov: 2 articles"' in drawn([0, 1, 1]).chart
    assert 'aria-label="1 article by day; most: 19 Nov: 1 article"' in drawn([0]).chart


def test_originals_stand_below_copies() -> None:
    """Two originals and two copies of a day share its column: 50 units each, the originals at the foot."""
    chart = drawn([0, 0, 0, 0], copies=[1, 2]).chart
    bars = re.findall(r'<rect class="(original|copy)" x="0.08" width=".84" y="([\d.]+)" height="([\d.]+)"', chart)
    assert bars == [("original", "50.0", "50.0"), ("copy", "0.0", "50.0")]


def test_without_copies_nothing_is_said_of_them() -> None:
    """Neither in the tips nor for the legend."""
    found = drawn([0, 1])
    assert not found.has_copies
    assert tips(found.chart) == ["19 Nov: 1 article", "20 Nov: 1 article"]


def test_articles_without_a_day_and_far_off_ones_are_left_out() -> None:
    """A copy among them is no copy of the chart."""
    found = drawn([0, 1, None, 1000], copies=[2, 3])
    assert tips(found.chart) == ["19 Nov: 1 article", "20 Nov: 1 article"]
    assert not found.has_copies


@pytest.mark.parametrize(
    ("n_days", "names"),
    [
        (1, ["19 Nov"]),
        (2, ["19 Nov", "20 Nov"]),
        (7, ["19 Nov", "20 Nov", "21 Nov", "22 Nov", "23 Nov", "24 Nov", "25 Nov"]),
        (8, ["19 Nov", "23 Nov", "26 Nov"]),
        (9, ["19 Nov", "23 Nov", "27 Nov"]),
        (10, ["19 Nov", "24 Nov", "28 Nov"]),
    ],
)
def test_seven_names_have_room(n_days: int, names: list[str]) -> None:
    """Of eight columns or more the first, the middle and the last are named."""
    assert drawn([0, n_days - 1]).names == names


@pytest.mark.parametrize(("n_days", "width"), [(1, 14), (2, 14), (3, 15), (4, 20), (60, 300)])
def test_five_rem_a_column(n_days: int, width: int) -> None:
    """And fourteen at least."""
    assert drawn([0, n_days - 1]).width == width


@pytest.mark.parametrize(
    ("last", "unit", "first"),
    [
        (59, "day", "19 Nov"),
        (60, "2 days", "18 Nov – 19 Nov"),
        (120, "week", "14 Nov – 20 Nov"),
    ],
)
def test_long_runs_have_wider_columns(last: int, unit: str, first: str) -> None:
    """Sixty columns at most; the last one ends with the last day."""
    found = drawn([0, last])
    assert (found.unit, found.names[0]) == (unit, first)
    assert f"2 articles by {unit}; most: {first}: 1 article" in found.chart
