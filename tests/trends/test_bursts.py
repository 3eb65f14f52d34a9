"""The laws of `pipeline.trends.bursts`."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.types import Float64, Int64
from pipeline.trends.bursts import LIMIT, burst_scores, past

ROWS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(-50, 50)), st.integers(1, 9), max_size=40)
COUNTS = st.integers(1, 500)


def scores(count: Int64, total: Int64, window: int = 30) -> Float64:
    """Scores of one topic with `count[d]` articles of `total[d]` on day d; NaN on days without one."""
    days = np.arange(len(count))
    held = count > 0
    own = past(np.zeros(held.sum(), np.int64), days[held], count[held], window)
    every = past(np.zeros(len(days), np.int64), days, total, window)
    found = np.full(len(count), np.nan)
    found[held] = burst_scores(count[held], total[held], own, every[held])
    return found


def one_score(count: int, total: int, past_count: int, past_total: int) -> float:
    """The score of one row."""
    return float(burst_scores(*(np.array([v]) for v in (count, total, past_count, past_total)))[0])


@given(ROWS, st.integers(1, 60))
def test_the_past_is_that_of_a_plain_count(rows: dict[tuple[int, int], int], window: int) -> None:
    """The past of a row is the sum over the same group's rows in the `window` days before, the day itself left out."""
    keys = sorted(rows)
    table = np.array(keys, np.int64).reshape(-1, 2)
    found = past(table[:, 0], table[:, 1], np.array([rows[k] for k in keys], np.int64), window)
    wanted = [sum(n for (g, d), n in rows.items() if g == group and 0 < day - d <= window) for group, day in keys]
    assert found.tolist() == wanted


def test_a_sudden_day_bursts() -> None:
    """Twenty articles on a day after a month of one a day score above 3, on that day only."""
    count, total = np.ones(40, np.int64), np.full(40, 60)
    count[33] = 20
    found = scores(count, total)
    assert found[33] > 3
    assert np.delete(found, 33).max() < 3


def test_a_steady_series_never_bursts() -> None:
    """A topic that has the same number of articles every day never scores above 3, however many."""
    worst = [scores(np.full(60, n), np.full(60, 10 * n)).max() for n in (1, 2, 5, 20, 100)]
    assert max(worst) < 3


def test_a_day_that_is_busy_for_all_is_no_burst() -> None:
    """A topic that keeps its share on a day with five times as many articles does not burst."""
    count, total = np.full(40, 4), np.full(40, 40)
    count[35], total[35] = 20, 200
    assert scores(count, total)[35] < 3


def test_shuffled_days_raise_few_alarms() -> None:
    """Where days are shuffled nothing is unusual: at most 5 % of the rows score above 3."""
    random = np.random.default_rng(5)
    found = []
    for rate in (0.3, 1, 3, 10, 30):
        count = random.poisson(rate, 300)
        found.append(scores(random.permutation(count), count.mean().astype(int) + random.poisson(100, 300)))
    alarms = np.concatenate(found)
    alarms = alarms[~np.isnan(alarms)]
    assert np.mean(alarms > 3) <= 0.05


def test_no_past_no_score() -> None:
    """Where the window before holds no article of any topic the score is 0, whatever the count."""
    assert [one_score(n, 100, 0, 0) for n in (1, 5, 100)] == [0, 0, 0]


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_more_articles_score_no_less(count: int, others: int, before: int, others_before: int) -> None:
    """Scores are finite, within the limit, and never fall when the day has one more article of the topic."""
    total = count + others + 1
    low, high = (one_score(n, total, before, before + others_before) for n in (count, count + 1))
    assert -LIMIT <= low <= high + 1e-9
    assert high <= LIMIT


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_busier_past_scores_no_more(count: int, others: int, before: int, others_before: int) -> None:
    """A count is no more surprising when the topic had one more article in the past."""
    past_total = before + others_before + 1
    low, high = (one_score(count, count + others, n, past_total) for n in (before + 1, before))
    assert low <= high + 1e-9
