"""Drift by figures, each worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.topics.drift import Fitted, Seen, beyond, drift, is_weak, shift


def texts(strong: int, weak: int, old_strong: int = 0, old_weak: int = 0) -> Seen:
    """New and old texts of one topic: strong members at .5, weak ones just below."""
    counts = (strong, weak, old_strong, old_weak)
    strength = np.repeat(np.array([0.5, 0.49, 0.5, 0.49], np.float32), counts)
    return Seen(np.zeros(sum(counts), np.int64), strength, np.repeat([True, True, False, False], counts))


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ([10, 0], [0, 10], 0.8109),  # ln 2, less (1 + 3 sqrt 2) / 8 * .2, over ln 2
        ([100, 0], [0, 100], 0.9811),
        ([100, 0], [0, 1000], 0.9896),
        ([10, 0, 0, 0], [0, 10, 0, 0], 0.8109),  # topics without a text are no degrees of freedom
        ([50, 50], [50, 50], 0.0),
        ([50, 50], [60, 40], 0.0),
        ([5000, 5000], [6000, 4000], 0.0071),
        ([5000, 5000], [10000, 0], 0.3111),
        ([10, 10, 0], [0, 0, 20], 0.8557),
        ([0, 0], [5, 5], 0.0),
        ([5, 5], [0, 0], 0.0),
        ([7], [9], 0.0),
    ],
)
def test_the_shift_of_sizes_less_what_chance_gives(then: list[int], now: list[int], expected: float) -> None:
    """Jensen-Shannon in bits, less the mean of chance and three standard deviations: of small samples more."""
    assert shift(np.array(then), np.array(now)) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("sizes", "seen", "expected"),
    [
        (100, texts(50, 50), 0.3030),  # .5 - .1 - 3 * sqrt(.09 * .02), over .9
        (100, texts(90, 10), 0.0),
        (100, texts(77, 23), 0.0030),
        (100, texts(78, 22), 0.0),
        (10**8, texts(50, 50), 0.3444),
        (10**8, texts(0, 100), 0.9),
        (100, texts(50, 50, old_strong=100), 0.1515),
        (100, texts(50, 50, old_weak=100), 0.1515),
        (100, texts(0, 0, old_weak=100), 0.0),
        (0, texts(50, 50), 0.0),
    ],
)
def test_weak_members_beyond_one_in_ten_and_chance(sizes: int, seen: Seen, expected: float) -> None:
    """New texts alone are judged; the share is of all texts."""
    assert beyond(Fitted(np.array([sizes]), 0.5), seen) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("topic", "strength", "expected"),
    [(0, 0.5, False), (0, 0.4999, True), (0, 1.0, False), (-1, 0.5, True), (-1, 1.0, True), (3, 0.0, True)],
)
def test_a_weak_member(topic: int, strength: float, expected: bool) -> None:
    """Below the mark, or without a topic; at the mark it is none."""
    seen = Seen(np.array([topic]), np.array([strength], np.float32), np.array([True]))
    assert is_weak(Fitted(np.array([1]), 0.5), seen).tolist() == [expected]


def test_drift_is_the_larger_of_the_two() -> None:
    """Four decimals; texts without a topic are no topic's, and a shift of sizes counts as much as weak members."""
    assert drift(Fitted(np.array([100]), 0.5), texts(50, 50)) == 0.303
    gone = Seen(np.ones(100, np.int64), np.full(100, 0.9, np.float32), np.ones(100, bool))
    assert drift(Fitted(np.array([100, 0]), 0.5), gone) == 0.9811
    none = Seen(np.full(100, -1), np.full(100, 0.9, np.float32), np.ones(100, bool))
    assert drift(Fitted(np.array([10**8, 0]), 0.5), none) == 0.9


def test_the_first_texts() -> None:
    """All three columns are cut."""
    first = texts(2, 2).first(3)
    assert (len(first.topic), len(first.strength), len(first.is_new)) == (3, 3, 3)
    assert first.strength.tolist() == pytest.approx([0.5, 0.5, 0.49])
