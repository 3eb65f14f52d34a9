"""What burst scores are made from, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.trends.bursts import Counts, articles_near, burst_scores, false_discovery_rates, n_candidates

ROWS = [(0, 10, 3), (0, 11, 1), (0, 14, 2), (1, 10, 5), (1, 13, 7)]
"""(group, day, articles)."""


def counts(rows: list[tuple[int, int, int]]) -> Counts:
    """Rows as columns."""
    group, day, articles = np.array(rows, np.int64).reshape(-1, 3).T
    return Counts(group, day, articles)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 0, [3, 1, 2, 5, 7]),
        (-1, 0, [3, 4, 2, 5, 7]),
        (-2, 0, [3, 4, 2, 5, 7]),
        (-3, 0, [3, 4, 3, 5, 12]),
        (-4, 0, [3, 4, 6, 5, 12]),
        (-1, -1, [0, 3, 0, 0, 0]),
        (-4, -3, [0, 0, 4, 0, 5]),
        (1, 3, [1, 2, 0, 7, 0]),
        (1, 4, [3, 2, 0, 7, 0]),
        (-100, 100, [6, 6, 6, 12, 12]),
        (5, 9, [0, 0, 0, 0, 0]),
        (-9, -5, [0, 0, 0, 0, 0]),
    ],
)
def test_articles_of_the_days_around(first: int, last: int, expected: list[int]) -> None:
    """Of the row's own group alone, both ends included."""
    rows = counts(ROWS)
    assert articles_near(rows, rows, first, last).tolist() == expected


def test_other_rows_may_be_looked_up() -> None:
    """Groups and days that have no article of their own."""
    asked = counts([(0, 9, 0), (0, 12, 0), (1, 20, 0)])
    assert articles_near(counts(ROWS), asked, -2, 0).tolist() == [0, 4, 0]
    assert articles_near(counts(ROWS), asked, 0, 2).tolist() == [4, 2, 0]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (1, [2, 2, 2, 2, 1]),
        (2, [2, 2, 2, 2, 2]),
        (3, [2, 2, 2, 2, 2]),
    ],
)
def test_groups_that_could_burst(window: int, expected: list[int]) -> None:
    """Those with an article on the day or on so many days before; on day 13 one day back only the second is left."""
    assert n_candidates(counts(ROWS), window).tolist() == expected


def test_a_group_counts_once_for_a_day() -> None:
    """However many of its days lie in the window."""
    rows = counts([(0, day, 1) for day in range(5)] + [(1, 4, 1)])
    assert n_candidates(rows, 30).tolist() == [1, 1, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("chance", "n_tests", "expected"),
    [
        ([0.01], 1, [0.01]),
        ([0.01], 5, [0.05]),
        ([0.5], 5, [1.0]),
        ([0.01, 0.04], 2, [0.02, 0.04]),  # .01 · 2 / 1, .04 · 2 / 2
        ([0.04, 0.01], 2, [0.04, 0.02]),
        ([0.03, 0.04], 2, [0.04, 0.04]),  # .06 for the first, no more than the rate of the second
        ([0.01, 0.02, 0.03], 6, [0.06, 0.06, 0.06]),
        ([0.01, 0.02, 0.09], 6, [0.06, 0.06, 0.18]),
        ([0.02, 0.02], 4, [0.04, 0.04]),
        ([0.0, 1.0], 2, [0.0, 1.0]),
    ],
)
def test_false_discovery_rates_by_hand(chance: list[float], n_tests: int, expected: list[float]) -> None:
    """Chance times tests over rank; never above the rate of a less probable rank behind it, nor above 1."""
    n = len(chance)
    found = false_discovery_rates(np.array(chance), np.zeros(n, np.int64), np.full(n, n_tests))
    assert found.tolist() == pytest.approx(expected)


def test_days_are_tested_apart() -> None:
    """Each with its own number of tests, in whatever order the rows stand."""
    chance, day = np.array([0.03, 0.01, 0.04, 0.02]), np.array([2, 1, 2, 1])
    found = false_discovery_rates(chance, day, np.array([2, 10, 2, 10]))
    assert found.tolist() == pytest.approx([0.04, 0.1, 0.04, 0.1])


@pytest.mark.parametrize(("n_groups", "lower"), [(1, False), (2, True), (5, True)])
def test_more_groups_that_could_burst_lower_the_score(n_groups: int, lower: bool) -> None:
    """One sudden group among others that had an article in the window is judged more strictly than alone."""
    total = Counts(np.zeros(41, np.int64), np.arange(41), np.full(41, 50))
    alone = burst_scores(counts([(0, 40, 6)]), total, 30)[0]
    among = burst_scores(counts([(0, 40, 6), *((n, 35, 1) for n in range(1, n_groups))]), total, 30)[0]
    assert (among < alone) == lower


@pytest.mark.parametrize(("back", "same"), [(1, False), (30, False), (31, True), (40, True)])
def test_the_past_ends_with_the_window(back: int, same: bool) -> None:
    """Nine articles on one of the thirty days before make six less surprising; a day earlier they are forgotten."""
    total = Counts(np.zeros(101, np.int64), np.arange(101), np.full(101, 50))
    alone = burst_scores(counts([(0, 100, 6)]), total, 30)[-1]
    after = burst_scores(counts([(0, 100 - back, 9), (0, 100, 6)]), total, 30)[-1]
    assert (after == alone) == same
