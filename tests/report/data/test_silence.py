"""Publishers that fell silent."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from pipeline.report.data.silence import Silence, silent, usual_size

FIRST = date(2026, 3, 2)  # a Monday


def archive(**came: Sequence[int]) -> dict[date, dict[str, int]]:
    """Deliveries of publishers, given 0 or 1 for each day; somebody delivers every day."""
    n = max(map(len, came.values()))
    days = [FIRST + timedelta(days=i) for i in range(n)]
    return {day: {"Others": 9, **{s: 5 for s, marks in came.items() if marks[i]}} for i, day in enumerate(days)}


def test_a_daily_publisher_is_named_on_its_first_silent_day() -> None:
    """Five days are a habit; with the day that it last delivered."""
    assert silent(archive(Daily=[1] * 5 + [0])) == [Silence("Daily", 1, FIRST + timedelta(days=4))]
    assert silent(archive(Daily=[1] * 4 + [0])) == []
    assert silent(archive(Daily=[1] * 6)) == []


def test_a_publisher_without_weekend_editions_is_not_named_on_a_weekend() -> None:
    """Its own longest silence is the measure: two days are usual, three are not."""
    weeks = ([1] * 5 + [0] * 2) * 3
    assert silent(archive(Weekly=weeks)) == []
    assert silent(archive(Weekly=[*weeks, 0])) == [Silence("Weekly", 3, FIRST + timedelta(days=18))]


def test_a_rare_publisher_has_no_habit() -> None:
    """Four deliveries in thirty days, then nothing for ten."""
    marks = [int(i in {2, 9, 16, 20}) for i in range(30)]
    assert silent(archive(Rare=marks)) == []


def test_false_alarms_are_rare() -> None:
    """Publishers that deliver on half of the days by chance: few of 300 are named on a day, though all go on."""
    pick = random.Random(1)
    chance = {f"p{i}": [pick.randrange(2) for _ in range(40)] for i in range(300)}
    named = silent(archive(**chance))
    assert len(named) <= 9
    assert all(one.n_days >= 4 for one in named)


def test_only_the_last_sixty_delivery_days_count() -> None:
    """Who stopped long ago is not named for ever."""
    assert silent(archive(Old=[1] * 30 + [0] * 60)) == []
    assert silent(archive(Old=[1] * 30 + [0] * 50)) != []


def test_nothing_delivered_is_nobody_silent() -> None:
    """An archive without a day or a publisher has no habits."""
    assert silent({}) == []


@pytest.mark.parametrize(
    ("sizes", "usual"),
    [
        ([80, 80, 90, 70, 8], 80), ([80, 80, 90, 70, 27], None), ([80, 80, 90, 70, 26], 80), ([80, 80, 90, 8], None),
        ([80, 80, 90, 5, 8], None), ([80, 80, 90, 70, 300], None), ([8], None),
    ],
)  # fmt: skip
def test_a_delivery_far_below_the_usual_is_noticed(sizes: list[int], usual: float | None) -> None:
    """Below a third of the median and below all of them, given four days to compare with."""
    assert usual_size(sizes) == usual


@pytest.mark.parametrize(
    ("came", "n_days"),
    [
        ([1, 1, 1, 1, 1, 0], 1),
        ([1, 1, 1, 1, 0], None),
        ([1, 0, 1, 1, 1, 1, 0], None),
        ([1, 0, 1, 1, 1, 1, 0, 0], 2),
        ([1, 1, 0, 0, 1, 1, 1, 0, 0], None),
        ([1, 1, 0, 0, 1, 1, 1, 0, 0, 0], 3),
        ([0, 0, 0, 1, 1, 1, 1, 1, 0], 1),
        ([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0], None),
        ([1, 0] * 5 + [1, 0, 0, 0], 3),
        ([1, 0] * 6 + [1, 0, 0, 0], None),
        ([1, 0] * 7 + [1, 0, 0, 0], None),
        ([1, 0] * 7 + [1, 0, 0, 0, 0], 4),
        ([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0], 3),
    ],
)
def test_a_silence_is_longer_than_ever_and_than_chance(came: list[int], n_days: int | None) -> None:
    """Five deliveries at least; a tenth is the chance, at the publisher's own rate, that still counts as usual."""
    found = silent(archive(Post=came))
    assert [one.n_days for one in found] == ([] if n_days is None else [n_days])


def test_the_silent_are_sorted_by_name() -> None:
    """With the day that each last delivered."""
    found = silent(archive(Zebra=[1] * 6 + [0], Apple=[1] * 5 + [0, 0]))
    assert [(one.source, one.n_days) for one in found] == [("Apple", 2), ("Zebra", 1)]
    assert [one.last_day for one in found] == [FIRST + timedelta(days=4), FIRST + timedelta(days=5)]


@pytest.mark.parametrize(
    ("sizes", "usual"),
    [
        ([9, 9, 9, 9, 3], None),
        ([9, 9, 9, 9, 2], 9),
        ([9, 9, 9, 2], None),
        ([1, 9, 9, 9, 9, 1], None),
        ([2, 9, 9, 9, 1], 9),
        ([8, 10, 10, 8, 2], 9.0),
    ],
)
def test_a_third_of_the_median_is_not_yet_few(sizes: list[int], usual: float | None) -> None:
    """Below it, and below every earlier day, given four of these."""
    assert usual_size(sizes) == usual
