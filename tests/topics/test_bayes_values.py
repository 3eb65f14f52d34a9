"""The word model of topics by figures, each worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.bayes import TopicWords, damped, fitness, learn, learned, likelihood, mass_of, sharpen

TWO = csr_matrix(np.array([[2.0, 0.0], [0.0, 2.0]], np.float32))


def test_counts_are_damped_by_their_logarithm() -> None:
    """log(1 + count), float32; the places stay."""
    found = damped(csr_matrix(np.array([[0, 1, 3], [7, 0, 0]])))
    assert found.dtype == np.float32
    assert found.toarray().tolist() == [pytest.approx([0, 0.693147, 1.386294]), pytest.approx([2.079442, 0, 0])]


@pytest.mark.parametrize(
    ("added", "own", "other"),
    [(1.0, 0.75, 0.25), (2.0, 4 / 6, 2 / 6), (None, 2.03 / 2.06, 0.03 / 2.06), (0.1, 2.1 / 2.2, 0.1 / 2.2)],
)
def test_each_term_gets_something_before_it_is_seen(added: float | None, own: float, other: float) -> None:
    """So much as is said, else 3 % of the words of the mean topic, shared by all terms."""
    found = np.exp(learn(TWO, np.array([0, 1]), 2, added).words)
    assert found.tolist() == [pytest.approx([own, other], rel=1e-4), pytest.approx([other, own], rel=1e-4)]


def test_what_is_added_goes_by_the_mean_topic() -> None:
    """Of 8 words in two topics over four terms: .03 * 8 / 8 each."""
    amounts = csr_matrix(np.array([[6.0, 0, 0, 0], [0, 2.0, 0, 0]], np.float32))
    found = np.exp(learn(amounts, np.array([0, 1]), 2).words)
    assert found[:, 0].tolist() == pytest.approx([6.03 / 6.12, 0.03 / 6.12, 0.03 / 6.12, 0.03 / 6.12], rel=1e-4)
    assert found[:, 1].tolist() == pytest.approx([0.03 / 2.12, 2.03 / 2.12, 0.03 / 2.12, 0.03 / 2.12], rel=1e-4)


@pytest.mark.parametrize(
    ("labels", "k", "shares"),
    [([0, 1], 2, [0.5, 0.5]), ([0, 0], 2, [1.0, 0.25]), ([1, 1], 3, [0.25, 1.0, 0.25]), ([0, 1], 3, [0.5, 0.5, 0.25])],
)
def test_an_empty_topic_has_half_a_text(labels: list[int], k: int, shares: list[float]) -> None:
    """The others their share of the texts."""
    assert np.exp(learn(TWO, np.array(labels), k).shares).tolist() == pytest.approx(shares)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([2.0, 0.0], [-0.575, -2.773]),
        ([0.0, 1.0], [-1.386, -0.288]),
        ([1.0, 1.0], [-1.674, -1.674]),
        ([0.0, 0.0], [0, 0]),
    ],
)
def test_likelihoods_are_sums_over_words_in_three_decimals(row: list[float], expected: list[float]) -> None:
    """Amount times log probability; the shares of the topics are left out."""
    model = learn(TWO, np.array([0, 1]), 2, 1.0)
    assert likelihood(csr_matrix(np.array([row], np.float32)), model).tolist() == [pytest.approx(expected, abs=1e-9)]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [([0, 1], -0.393), ([1, 0], -0.393), ([0, 0], -0.6933)],
)
def test_the_fitness_of_a_cut_is_a_mean_over_words(labels: list[int], expected: float) -> None:
    """With .1 of a word for each term: 2 log(2.1 / 2.2) + log .5 for each text of two words; 2 log .5 in one topic."""
    assert fitness(TWO, np.array(labels), 2) == pytest.approx(expected, abs=5e-4)


def test_sharpening_ends_where_nothing_changes() -> None:
    """Labels that are right give the model that they are learnt by."""
    labels = np.array([0, 1])
    found, learnt = sharpen(TWO, labels, 2), learn(TWO, labels, 2)
    assert isinstance(found, TopicWords)
    assert found.words.tolist() == learnt.words.tolist()
    assert found.shares.tolist() == learnt.shares.tolist()


def test_words_add_up_over_parts_of_the_texts() -> None:
    """What the other texts say is all less their own."""
    labels = np.array([0, 1])
    mass = mass_of(TWO, labels, 2)
    assert mass.tolist() == [[2, 0], [0, 2]]
    assert (mass - mass_of(TWO[:1], labels[:1], 2)).tolist() == [[0, 0], [0, 2]]
    assert learned(mass, labels, 1.0).words.tolist() == learn(TWO, labels, 2, 1.0).words.tolist()
