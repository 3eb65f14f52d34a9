"""The laws of `pipeline.topics.coherence`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.topics.coherence import coherence, joint_shares

HELD = st.lists(st.lists(st.integers(0, 1), min_size=5, max_size=5), max_size=12).map(
    lambda rows: [*rows, [1, 1, 0, 0, 1], [0, 0, 1, 1, 0]]  # a topic's terms stand in some text
)


def of(rows: list[list[int]], *terms: list[int]) -> list[float]:
    """Coherence of topics, from 0s and 1s."""
    return coherence(csr_matrix(np.array(rows, np.float32)), terms)


def test_joint_shares_are_counted_for_each_topic() -> None:
    """Shares of the texts that hold each two terms, in the order of the terms; no terms have none."""
    held = csr_matrix(np.array([[1, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 0]], np.float32))
    first, none, last = joint_shares(held, [[1, 0], [], [2]])
    assert first.tolist() == [[0.75, 0.5], [0.5, 0.5]]
    assert none.shape == (0, 0)
    assert last.tolist() == [[0.25]]


def test_words_always_together_are_coherent() -> None:
    """Terms that stand in the same texts and in no others give 1."""
    assert of([[1, 1, 1], [1, 1, 1], [0, 0, 0], [0, 0, 0]], [0, 1, 2]) == [pytest.approx(1)]


def test_words_never_together_are_not() -> None:
    """Terms that no text holds together give -1."""
    assert of([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 1, 2]) == [-1]


def test_independent_words_say_nothing() -> None:
    """Terms that meet as often as chance has it give 0."""
    assert of([[1, 1], [1, 0], [0, 1], [0, 0]], [0, 1]) == [pytest.approx(0)]


@pytest.mark.parametrize("terms", [[], [0]])
def test_fewer_than_two_terms_have_no_coherence(terms: list[int]) -> None:
    """Without a pair of terms the value is 0."""
    assert of([[1, 0], [0, 1]], terms) == [0]


def test_words_of_all_texts_say_nothing() -> None:
    """Terms that every text holds give 0: their meeting is no news."""
    assert of([[1, 1], [1, 1]], [0, 1]) == [0]


def test_only_ten_terms_count() -> None:
    """What stands after the tenth term changes nothing."""
    rows = np.random.default_rng(1).integers(0, 2, (30, 14)).tolist()
    first = list(range(10))
    assert of(rows, first) == of(rows, [*first, 10, 11, 12, 13])


@given(HELD, st.permutations(range(5)))
def test_order_does_not_matter(rows: list[list[int]], terms: list[int]) -> None:
    """The value lies within -1..1 and is the same for texts and terms in another order, and beside other topics."""
    found = of(rows, [0, 1, 2, 3, 4])[0]
    assert -1 <= found <= 1
    assert of(rows[::-1], [0, 4], terms)[1] == pytest.approx(found)
