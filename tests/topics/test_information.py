"""The laws of `pipeline.topics.information`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.topics.information import information

HELD = st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=1, max_size=12)


def of(rows: list[list[int]], labels: list[int], k: int) -> float:
    """Information of labels about 0s and 1s."""
    return information(csr_matrix(np.array(rows, np.float32)), np.array(labels), k)


def test_clusters_with_their_own_words_say_all() -> None:
    """Where each cluster has words of its own, as many, the information is log k."""
    assert of([[1, 0], [1, 0], [0, 1], [0, 1]], [0, 0, 1, 1], 2) == pytest.approx(np.log(2))


def test_clusters_with_the_same_words_say_nothing() -> None:
    """Where words do not differ between clusters it is 0."""
    assert of([[1, 1], [1, 1]], [0, 1], 2) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("narrow", [0, 1 << 31])
def test_numbers_of_32_bits_and_of_64_count_alike(narrow: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sums of n log n: over pairs 2 log 2, over clusters 4 log 4 and 2 log 2, over terms 6 log 2."""
    monkeypatch.setattr("pipeline.topics.information._NARROW", narrow)
    expected = (2 * np.log(2) - 4 * np.log(4) - 2 * np.log(2) - 6 * np.log(2)) / 6 + np.log(6)
    assert of([[1, 1, 0], [1, 0, 1], [0, 1, 1]], [0, 0, 1], 2) == pytest.approx(expected)


@settings(max_examples=40)
@given(HELD, st.integers(1, 4), st.integers(0, 99))
def test_it_lies_between_nothing_and_log_k(rows: list[list[int]], k: int, seed: int) -> None:
    """It is never below 0 nor above log k, and the numbers of the clusters do not matter."""
    random = np.random.default_rng(seed)
    labels, other = random.integers(0, k, len(rows)), random.permutation(k)
    found = of(rows, labels.tolist(), k)
    assert -1e-6 <= found <= np.log(k) + 1e-6
    assert of(rows, other[labels].tolist(), k) == pytest.approx(found, abs=1e-6)
