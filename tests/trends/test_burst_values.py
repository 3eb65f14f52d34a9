"""Scores of bursts by hand: every figure of the kernel is written out here once more."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import nbinom

from pipeline.trends.bursts import FADED, LIMIT, LONG, PRIOR, SPANS, Counts, burst_scores
from tests.trends.test_bursts import scores


def score(*last: int, before: int = 0, n_days: int = 30, total: int = 10) -> float:
    """The score of the last of some days, behind so many days with `before` articles in all on the first."""
    count = np.zeros(n_days + len(last), np.int64)
    count[0] = before
    count[n_days:] = last
    return float(scores(count, np.full(len(count), total), n_days)[-1])


def by_hand(*tails: float) -> float:
    """The least probable of three counts, three times its probability, on the normal scale."""
    return float(-ndtri(3 * min(tails)))


def test_the_figures_are_those_that_were_measured() -> None:
    """docs/decisions: one to three days, a prior of .12 articles, scores up to 10, five windows that count a tenth."""
    assert (SPANS, PRIOR, LIMIT, LONG, FADED) == ((1, 2, 3), 0.12, 10.0, 5, 0.1)


@pytest.mark.parametrize("n", [2, 3, 4, 6])
def test_one_day(n: int) -> None:
    """After thirty days of ten articles of others the odds of a day are those of 10 in 310."""
    assert score(n) == pytest.approx(by_hand(nbinom.sf(n - 1, 0.12, 300 / 310)), abs=1e-6)


@pytest.mark.parametrize("n", [2, 3])
def test_two_days(n: int) -> None:
    """As many on the day before count as one of two days; 20 of 320."""
    assert score(n, n) == pytest.approx(by_hand(nbinom.sf(2 * n - 1, 0.12, 290 / 310)), abs=0.05)
    assert score(n, n) > score(0, n)


def test_three_days_and_no_more() -> None:
    """What was there four days before is past: it makes the day less surprising."""
    assert score(2, 2, 2) > score(0, 2, 2) > score(0, 0, 2)
    assert score(2, 0, 0, 2) < score(0, 0, 0, 2)


@pytest.mark.parametrize("before", [1, 2, 5])
def test_the_past_is_added_to_the_prior(before: int) -> None:
    """A group with articles before has a rate of its own."""
    assert score(6, before=before) == pytest.approx(by_hand(nbinom.sf(5, before + 0.12, 300 / 310)), abs=1e-6)


@pytest.mark.parametrize(("day", "faded"), [(219, 0.0), (220, 0.4), (369, 0.4), (370, 4.0), (396, 4.0)])
def test_what_was_long_before_counts_a_tenth(day: int, faded: float) -> None:
    """Four articles on a day of the five windows before the last thirty days are .4, further away none."""
    rows = Counts(np.zeros(2, np.int64), np.array([day, 400]), np.array([4, 6]))
    total = Counts(np.zeros(401, np.int64), np.arange(401), np.full(401, 10))
    found = burst_scores(rows, total, 30, is_long=True)[1]
    assert found == pytest.approx(by_hand(nbinom.sf(5, faded + PRIOR, 450 / 460)), abs=1e-4)


def test_scores_end_at_ten() -> None:
    """However many articles there are."""
    assert score(9_000, total=10_000, n_days=300) == 10.0
