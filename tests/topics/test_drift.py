"""The laws of `pipeline.topics.drift`: chance is no drift, change is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.topics.drift import Fitted, Seen, beyond, drift, is_weak, shift

COUNTS = st.lists(st.integers(0, 500), min_size=1, max_size=12).map(lambda row: np.array(row, np.int64))


def seen(topic: np.ndarray, strength: np.ndarray, is_new: np.ndarray | None = None) -> Seen:
    """Texts, by default all of them new."""
    return Seen(topic, np.asarray(strength, np.float32), np.ones(len(topic), bool) if is_new is None else is_new)


def night(random: np.random.Generator, n: int, shares: list[float], weak: float) -> Seen:
    """Topics and strengths of n texts; a share `weak` of them is below 0.5."""
    strength = np.where(random.random(n) < weak, 0.3, 0.9)
    return seen(random.choice(len(shares), n, p=shares), strength)


def drifts(n_fitted: int, n: int, shares: list[float], weak: float, n_nights: int = 200) -> np.ndarray:
    """Drift of many nights from models of four even topics with one text in ten below 0.5."""
    random = np.random.default_rng(4)
    found = []
    for _ in range(n_nights):
        sizes = np.bincount(random.integers(0, 4, n_fitted), minlength=4)
        found.append(drift(Fitted(sizes, 0.5), night(random, n, shares, weak)))
    return np.array(found)


EVEN = [0.25] * 4


@pytest.mark.parametrize(("n_fitted", "n"), [(30, 30), (70, 1000), (2000, 50), (5000, 5000)])
def test_chance_is_no_drift(n_fitted: int, n: int) -> None:
    """Where nothing changed, hardly a night in a hundred drifts at all, however few articles there are."""
    assert (drifts(n_fitted, n, EVEN, 0.1) > 0).mean() <= 0.02


@pytest.mark.parametrize(
    ("shares", "weak", "low", "high"),
    [([0.7, 0.1, 0.1, 0.1], 0.1, 0.05, 0.2), (EVEN, 0.5, 0.35, 0.5), ([0.97, 0.01, 0.01, 0.01], 0.9, 0.6, 1.0)],
)
def test_change_is_drift(shares: list[float], weak: float, low: float, high: float) -> None:
    """A topic that swells, or texts that fit badly, show in every night of 1,000 texts, the more the larger."""
    found = drifts(1000, 1000, shares, weak, n_nights=30)
    assert found.min() >= low
    assert found.max() <= high


@given(COUNTS, st.integers(0, 2**32 - 1))
def test_drift_lies_between_0_and_1(then: np.ndarray, seed: int) -> None:
    """Whatever the sizes then and the texts now, drift is 0..1 in four decimals."""
    random = np.random.default_rng(seed)
    n = int(random.integers(0, 80))
    found = drift(Fitted(then, 0.5), seen(random.integers(-1, len(then), n), random.random(n), random.random(n) < 0.5))
    assert 0 <= found <= 1
    assert found == round(found, 4)


@given(COUNTS, COUNTS)
def test_shift_is_symmetric(then: np.ndarray, now: np.ndarray) -> None:
    """The divergence of the sizes is the same in both directions, and 0 from themselves."""
    then, now = then[: len(now)], now[: len(then)]
    assert shift(then, now) == pytest.approx(shift(now, then))
    assert shift(then, then) == 0


def test_topics_without_a_text_in_common_are_as_far_as_can_be() -> None:
    """Large samples of other topics altogether come near to 1."""
    assert shift(np.array([10**6, 0]), np.array([0, 10**6])) == pytest.approx(1, abs=1e-4)


def of(n: int, weak: int) -> Seen:
    """New texts, so many of them weak members."""
    return seen(np.zeros(n, np.int64), np.where(np.arange(n) < weak, 0.1, 0.9))


def test_beyond_knows_its_bounds() -> None:
    """No texts, nothing beyond; all weak, nearly all; one in ten weak, nothing."""
    million = Fitted(np.array([10**6]), 0.5)
    assert beyond(million, of(0, 0)) == beyond(Fitted(np.array([0]), 0.5), of(9, 9)) == 0
    assert beyond(million, of(10**6, 10**6)) == pytest.approx(1, abs=0.01)
    assert beyond(million, of(1000, 100)) == 0


def test_only_new_texts_are_beyond() -> None:
    """Weak members that the model was fitted with do not count; new ones count for their share of all texts."""
    texts = of(1000, 500)
    fitted, old = Fitted(np.array([10**6]), 0.5), np.arange(1000) >= 500
    assert beyond(fitted, texts._replace(is_new=old)) == 0
    assert beyond(fitted, texts._replace(is_new=~old)) == pytest.approx(0.5, abs=0.03)


def test_a_text_without_a_topic_is_weak() -> None:
    """Texts below the mark are weak, and so are those that no topic fits."""
    weak = is_weak(Fitted(np.array([3]), 0.5), seen(np.array([0, 0, -1]), np.array([0.5, 0.4, 0.9])))
    assert weak.tolist() == [False, True, True]
