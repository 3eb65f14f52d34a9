"""Strengths that mean what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.assign import Memberships
from pipeline.topics.bayes import damped, learn
from pipeline.topics.calibrate import STRAIGHT, Curve, calibrated
from pipeline.topics.membership import EVIDENCE, chances, strengths


def texts(n: int, clear: float) -> tuple[csr_matrix, Int64]:
    """Texts of three kinds; a share `clear` of each one's words belongs to its kind."""
    random = np.random.default_rng(3)
    kind = random.integers(0, 3, n)
    words = np.where(random.random((n, 15)) < clear, 20 * kind[:, None] + random.integers(0, 20, (n, 15)), -1)
    words = np.where(words < 0, random.integers(0, 60, (n, 15)), words)
    counts = np.zeros((n, 60))
    np.add.at(counts, (np.arange(n)[:, None], words), 1)
    return csr_matrix(counts), kind


def raw_of(counts: csr_matrix, topic: Int64) -> Float32:
    """Raw probabilities by a model of the same texts."""
    return strengths(damped(counts), learn(damped(counts), topic, 3)).max(axis=1).astype(np.float32)


@pytest.mark.parametrize("clear", [0.15, 0.3, 0.6])
def test_of_texts_at_nine_tenths_nine_in_ten_are_right(clear: float) -> None:
    """The mean strength of unseen texts is near the share of them that get their kind, however clear the kinds are."""
    counts, kind = texts(1500, clear)
    found = calibrated(counts[:1000], kind[:1000], raw_of(counts[:1000], kind[:1000]), 3)
    chance = strengths(damped(counts[1000:]), learn(damped(counts[:1000]), kind[:1000], 3))
    right = (chance.argmax(axis=1) == kind[1000:]).mean()
    assert found.curve(chance.max(axis=1).astype(np.float32)).mean() == pytest.approx(right, abs=0.1)


def test_one_unseen_text_in_ten_is_weak() -> None:
    """The mark of weakness holds for texts that neither the model nor the mark has seen."""
    counts, kind = texts(2400, 0.4)
    found = calibrated(counts[:1200], kind[:1200], raw_of(counts[:1200], kind[:1200]), 3)
    chance = strengths(damped(counts[1200:]), learn(damped(counts[:1200]), kind[:1200], 3)).max(axis=1)
    assert 0.05 <= (found.curve(chance.astype(np.float32)) < found.weak).mean() <= 0.15


def test_the_curve_rises() -> None:
    """Points ascend, strengths never fall, both lie in 0..1, and there are at most 33."""
    counts, kind = texts(600, 0.3)
    curve = calibrated(counts, kind, raw_of(counts, kind), 3).curve
    assert (np.diff(curve.raw) > 0).all()
    assert (np.diff(curve.right) >= 0).all()
    assert 2 <= len(curve.raw) <= 33
    assert 0 <= curve.right.min() <= curve.right.max() <= 1


def test_too_few_texts_are_taken_at_their_word() -> None:
    """With fewer than ten texts, or one topic, probabilities stay as they are and no text counts as weak."""
    counts, kind = texts(9, 0.5)
    assert calibrated(counts, kind, raw_of(counts, kind), 3) == (STRAIGHT, 0.0)
    counts, _ = texts(50, 0.5)
    assert calibrated(counts, np.zeros(50, np.int64), np.ones(50, np.float32), 1) == (STRAIGHT, 0.0)


def test_a_curve_is_read_between_its_points() -> None:
    """Linear between points, level beyond them, four decimals."""
    curve = Curve(np.array([0.2, 0.6], np.float32), np.array([0.1, 0.5], np.float32))
    assert curve(np.array([0, 0.2, 0.3, 0.6, 1], np.float32)).tolist() == pytest.approx([0.1, 0.1, 0.2, 0.5, 0.5])


@settings(max_examples=50)
@given(st.floats(0.4, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_next_best_is_never_more(strength: float, part: float, right: float) -> None:
    """Strength and second strength add up to 1 at most, the second is no larger; without a topic both are 0."""
    one = np.array([strength, 0], np.float32)
    two = np.array([(1 - strength) * part, 0], np.float32)
    zeros = np.zeros(2, np.float32)
    found = Memberships(np.array([0, -1]), one, np.array([1, -1]), two, zeros, np.zeros((2, 2), np.float32))
    made = found.calibrated(Curve(np.array([0.0], np.float32), np.array([right], np.float32)))
    assert made.strength.tolist() == pytest.approx([right, 0], abs=1e-4)
    assert made.second_strength[0] <= made.strength[0]
    assert made.strength[0] + made.second_strength[0] <= 1 + 1e-4


def test_a_long_text_stands_for_a_few_words() -> None:
    """A text of a hundred words is as sure as one of EVIDENCE words with the same mean; a shorter one by its own."""
    per_word = np.array([[-2.0, -2.5]])
    short, evidence, long = (chances(per_word * n, np.array([n]))[0] for n in (1.0, EVIDENCE, 100.0))
    assert long.tolist() == evidence.tolist()
    assert evidence[0] == pytest.approx(1 / (1 + np.exp(-0.5 * 4)), abs=1e-4)
    assert short[0] == pytest.approx(1 / (1 + np.exp(-0.5)), abs=1e-4)
