"""Every setting of `trends` changes what bursts, in the direction that its description says."""

from __future__ import annotations

import pytest

from tests.trends.test_stage import Article, found, of_day, steady

RUSH = [*steady(), *[Article(0, 33)] * 30]
"""Two steady topics; one has thirty more articles on the 33rd day."""


def n_bursts(**config: float) -> int:
    """Days that burst."""
    return sum(row["is_burst"] for row in found(RUSH, **config))


def test_burst_threshold() -> None:
    """The higher it is, the fewer days burst; at 0 every day does, above its highest score none."""
    counts = [n_bursts(burst_threshold=least) for least in (0.0, 1.64, 3.0, 3.1)]
    assert counts == [len(found(RUSH)), 3, 1, 0]


@pytest.mark.parametrize(("least", "is_scored"), [(1, True), (3, True), (4, True), (5, False), (9, False)])
def test_min_articles(least: int, is_scored: bool) -> None:
    """A topic with four articles in three days has a score where four are enough, else 0."""
    rows = [*steady(), *[Article(2, day) for day in (37, 38, 39, 39)]]
    assert (found(rows, min_articles=least)[-1]["burst"] > 0) == is_scored


@pytest.mark.parametrize(("window", "is_burst"), [(5, True), (10, True), (15, False)])
def test_window_days(window: int, is_burst: bool) -> None:
    """A rush like one twelve days ago is a surprise to those alone whose window does not reach so far back."""
    rows = [*steady(), *[Article(2, day) for day in (20, 21, 22, 23, 24, 36) for _ in range(9)]]
    last = next(row for row in found(rows, window_days=window) if (row["topic_id"], of_day(row)) == (2, 36))
    assert (last["burst"] > 3) == is_burst
