"""The laws of `pipeline.trends.bursts`, and values by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import false_discovery_control, nbinom

from pipeline.arrays.types import Float64, Int64
from pipeline.trends.bursts import (
    LIMIT,
    PRIOR,
    Counts,
    articles_near,
    burst_scores,
    false_discovery_rates,
    n_candidates,
)

ROWS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(-50, 50)), st.integers(1, 9), max_size=40)


def counts(rows: dict[tuple[int, int], int]) -> Counts:
    """(group, day) → articles."""
    keys = sorted(rows)
    table = np.array(keys, np.int64).reshape(-1, 2)
    return Counts(table[:, 0], table[:, 1], np.array([rows[k] for k in keys], np.int64))


def scores(count: Int64, total: Int64, window: int = 30) -> Float64:
    """Scores of one group with `count[d]` articles of `total[d]` on day d; NaN on days without one."""
    days = np.arange(len(count))
    held = np.flatnonzero(count)
    found = np.full(len(count), np.nan)
    rows = Counts(np.zeros(len(held), np.int64), held, count[held])
    found[held] = burst_scores(rows, Counts(np.zeros_like(days), days, total), window)
    return found


@settings(max_examples=50)
@given(ROWS, st.integers(-40, 40), st.integers(0, 40))
def test_articles_near_are_a_plain_count(rows: dict[tuple[int, int], int], first: int, more: int) -> None:
    """The sum over the same group's rows from `first` to `last` days after the row's own, both included."""
    found = articles_near(counts(rows), counts(rows), first, first + more)
    wanted = [
        sum(n for (g, d), n in rows.items() if g == group and first <= d - day <= first + more)
        for group, day in sorted(rows)
    ]
    assert found.tolist() == wanted


@settings(max_examples=50)
@given(ROWS, st.integers(1, 40))
def test_candidates_are_the_groups_of_the_window(rows: dict[tuple[int, int], int], window: int) -> None:
    """Groups with an article on the day itself or in the `window` days before."""
    wanted = [len({g for g, d in rows if 0 <= day - d <= window}) for _, day in sorted(rows)]
    assert n_candidates(counts(rows), window).tolist() == wanted


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), min_size=1, max_size=20))
def test_rates_are_those_of_scipy(tests: list[tuple[int, float]]) -> None:
    """Where a day's rows are all its tests, the rates are Benjamini and Hochberg's; more tests raise them."""
    day, chance = np.array([d for d, _ in tests]), np.array([p for _, p in tests])
    n = np.array([np.count_nonzero(day == d) for d in day])
    found, more = (false_discovery_rates(chance, day, k * n) for k in (1, 2))
    for one in set(day.tolist()):
        wanted = false_discovery_control(chance[day == one])
        assert found[day == one] == pytest.approx(wanted, abs=1e-9)
        assert more[day == one] == pytest.approx(np.minimum(2 * wanted, 1), abs=1e-9) or (2 * wanted > 1).any()


def test_the_score_of_a_new_group() -> None:
    """Four of ten articles after 300 without: the negative binomial's tail, times three spans, as a normal score."""
    total = np.full(31, 10)
    count = np.zeros(31, np.int64)
    count[30] = 4
    tail = nbinom.sf(3, PRIOR, 300 / 310)
    assert scores(count, total)[30] == pytest.approx(-ndtri(3 * tail), abs=1e-6)


def test_articles_of_three_days_add_up() -> None:
    """Two articles on each of three days surprise more from day to day."""
    total, count = np.full(40, 10), np.zeros(40, np.int64)
    count[35:38] = 2
    found = scores(count, total)
    assert found[35] < found[36] < found[37]
    assert found[37] == pytest.approx(-ndtri(3 * nbinom.sf(5, PRIOR, 300 / 330)), abs=1e-6)


def test_a_sudden_day_bursts() -> None:
    """Twenty articles after a month of one a day score high that day and the two after it."""
    count, total = np.ones(40, np.int64), np.full(40, 60)
    count[33] = 20
    found = scores(count, total)
    assert (found[33:36] > 3).all()
    assert np.delete(found, [33, 34, 35]).max() < 1


def test_a_steady_series_never_bursts() -> None:
    """A group that has the same number of articles every day never reaches 1.64, however many."""
    assert max(np.nanmax(scores(np.full(60, n), np.full(60, 10 * n))) for n in (1, 2, 5, 20, 100)) < 1.64


def test_a_day_that_is_busy_for_all_is_no_burst() -> None:
    """A group that keeps its share on a day with five times as many articles does not burst."""
    count, total = np.full(40, 4), np.full(40, 40)
    count[35], total[35] = 20, 200
    assert scores(count, total)[35] < 1


def test_shuffled_days_raise_hardly_an_alarm() -> None:
    """Where articles fall on days by chance, at most one row in a thousand reaches 1.64."""
    random = np.random.default_rng(5)
    rows = {}
    for group, rate in enumerate(np.tile([0.03, 0.1, 0.3, 1, 3], 60)):
        found = random.poisson(rate, 200)
        rows.update({(group, int(day)): int(found[day]) for day in np.flatnonzero(found)})
    made = counts(rows)
    total = np.bincount(made.day, made.articles, 200).astype(np.int64)
    found = burst_scores(made, Counts(np.zeros(200, np.int64), np.arange(200), total), 30)
    assert np.mean(found[made.day > 30] >= 1.64) <= 0.001


def test_no_past_no_score() -> None:
    """Where the window before holds no article of any group the score is 0, whatever the count."""
    assert scores(np.array([100, 0, 0]), np.array([100, 100, 100]))[0] == 0
    assert burst_scores(counts({}), counts({}), 30).tolist() == []


@settings(max_examples=50)
@given(st.integers(1, 300), st.integers(0, 300), st.integers(0, 50))
def test_more_articles_score_no_less(count: int, others: int, before: int) -> None:
    """Scores lie in 0..10, never fall with one more article of the day, never rise with one more of the past."""
    total = np.full(20, others + 400)

    def score(now: int, past: int) -> float:
        own = np.zeros(20, np.int64)
        own[[5, 19]] = past, now
        return float(scores(own, total)[19])

    assert 0 <= score(count, before) <= score(count + 1, before) + 1e-9 <= LIMIT + 1e-9
    assert score(count, before + 1) <= score(count, before) + 1e-9


def test_nothing_unusual_is_a_plain_zero() -> None:
    """A score of zero has no sign: `-0.0` in a table looks like a fault."""
    rows = Counts(np.zeros(40, np.int64), np.arange(40), np.ones(40, np.int64))
    scores = burst_scores(rows, rows, 30)
    assert scores[-1] == 0.0
    assert not np.signbit(scores).any()
