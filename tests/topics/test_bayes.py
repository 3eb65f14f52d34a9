"""The laws of `pipeline.topics.bayes`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.topics.bayes import damped, fitness, learn, likelihood, sharpen

COUNTS = st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=2, max_size=12)


def matrix(rows: list[list[int]]) -> csr_matrix:
    """Damped counts."""
    return damped(csr_matrix(np.array(rows, np.int32)))


@settings(max_examples=30)
@given(COUNTS, st.integers(1, 4))
def test_a_topic_is_a_distribution(rows: list[list[int]], k: int) -> None:
    """Word probabilities of a topic are above 0 and sum to 1, whether or not it has a text."""
    model = learn(matrix(rows), np.arange(len(rows)) % k, k)
    assert np.exp(model.words).sum(axis=0) == pytest.approx(np.ones(k), abs=1e-4)
    assert np.isfinite(model.words).all()
    assert np.isfinite(model.shares).all()


def test_damping_keeps_the_order_and_the_places() -> None:
    """A word counts more the oftener it stands, but ever less for each further time."""
    found = matrix([[0, 1, 2, 3, 9]]).toarray()[0]
    assert found[0] == 0
    assert (np.diff(found) > 0).all()
    assert found[2] - found[1] > found[3] - found[2]


def test_a_text_is_likeliest_where_its_words_are() -> None:
    """A text goes to the topic whose texts have its words."""
    amounts = matrix([[3, 1, 0, 0, 0], [2, 2, 0, 0, 0], [0, 0, 3, 1, 0], [0, 0, 1, 2, 0]])
    model = learn(amounts, np.array([0, 0, 1, 1]), 2)
    assert likelihood(matrix([[1, 0, 0, 0, 0], [0, 0, 0, 4, 0]]), model).argmax(axis=1).tolist() == [0, 1]


def test_the_share_of_a_topic_is_that_of_its_texts() -> None:
    """Shares are logs of the share of the texts; a topic without text has that of half a text."""
    model = learn(matrix([[1, 0, 0, 0, 0]] * 4), np.array([0, 0, 0, 1]), 3)
    assert np.exp(model.shares) == pytest.approx([0.75, 0.25, 0.125])


def test_a_cut_along_the_words_is_fitter() -> None:
    """Labels that follow the words make them likelier than labels that mix them."""
    amounts = matrix([[3, 1, 0, 0, 0], [2, 2, 0, 0, 0], [0, 0, 3, 1, 0], [0, 0, 1, 2, 0]] * 5)
    assert fitness(amounts, np.array([0, 0, 1, 1] * 5), 2) > fitness(amounts, np.array([0, 1, 0, 1] * 5), 2)


def test_sharpening_puts_a_stray_text_right() -> None:
    """A text among strangers comes to its own."""
    rows = [[3, 1, 0, 0, 0]] * 6 + [[0, 0, 3, 1, 0]] * 6
    labels = np.repeat([0, 1], 6)
    labels[0] = 1
    model = sharpen(matrix(rows), labels, 2)
    assert likelihood(matrix(rows), model).argmax(axis=1).tolist() == [0] * 6 + [1] * 6


@settings(max_examples=30)
@given(COUNTS)
def test_a_text_is_judged_alone(rows: list[list[int]]) -> None:
    """A text has the same likelihoods alone as among others."""
    amounts = matrix(rows)
    model = learn(amounts, np.arange(len(rows)) % 2, 2)
    alone = np.concatenate([likelihood(amounts[i], model) for i in range(len(rows))])
    assert np.array_equal(alone, likelihood(amounts, model))
