"""How familiar the words of a text are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics.familiarity import EVERYTHING, NONE, WHOLE, Usual, ceiling_of, familiarity, trust, usual_of
from pipeline.vector.bm25 import survey

LONG = 1e12  # words of a text: so many that its length does not matter


def test_a_term_of_no_text() -> None:
    """The ceiling is the idf of a term that no text holds: a term of n texts is log(n + .5) below log(.5)."""
    counts = csr_matrix(np.array([[1, 0, 0], [2, 1, 0], [1, 0, 0]]))
    assert ceiling_of(3) == pytest.approx(survey(counts).idf[2], abs=1e-4)
    assert ceiling_of(3) - survey(counts).idf[0] == pytest.approx(np.log(3.5 / 0.5), abs=1e-4)


def test_the_mean_over_all_terms() -> None:
    """Terms count by their amounts; those that the model does not know count as 0."""
    amounts, idf = csr_matrix(np.array([[1.0, 3.0], [0.0, 2.0], [1.0, 0.0]], np.float32)), np.array([1.0, 4.0])
    assert familiarity(amounts, idf, np.array([4.0, 8.0, 1.0]), 5.0).tolist() == [1.75, 0.25, 4.0]
    assert familiarity(amounts, idf, np.array([8.0, 8.0, 1.0]), 5.0)[0] == 0.875
    assert familiarity(amounts, np.array([1.0, 6.0]), np.array([4.0, 8.0, 1.0]), 5.0).tolist() == [1.0, 0.0, 4.0]


def test_what_is_usual() -> None:
    """Medians, and 1.4826 times the median deviation, but not less than 6 % of the median."""
    wide = usual_of(np.array([1.0, 2.0, 3.0, 4.0, 9.0]), np.array([0.1, 0.2, 0.5, 0.6, 0.7]), 7.0)
    assert wide == pytest.approx((7.0, 3.0, 1.4826, 0.5))
    narrow = usual_of(np.array([3.0, 3.0, 3.0, 3.01, 9.0]), np.full(5, 0.5), 7.0)
    assert narrow == pytest.approx((7.0, 3.0, 0.18, 0.5))
    assert usual_of(np.zeros(3), np.zeros(3), 7.0).spread == pytest.approx(0.001)


def test_trust_falls_with_what_is_unfamiliar() -> None:
    """All at two standard deviations below the usual, none at four and a half, in between in proportion."""
    usual = Usual(7.0, 3.0, 0.5, 0.4)
    away = np.array([0.0, 3.0, WHOLE, -3.25, NONE, -9.0])
    found = trust(3.0 + 0.5 * away, np.full(6, LONG), np.full(6, 0.39), usual)
    assert found.tolist() == [1.0, 1.0, 1.0, 0.5, 0.0, 0.0]


def test_few_words_are_little_evidence() -> None:
    """A text of one word is half as far from the usual as it looks, one of three three quarters."""
    usual = Usual(7.0, 3.0, 0.5, 0.4)
    found = trust(np.full(4, 3.0 - 0.5 * 5), np.array([1.0, 3.0, 5.0, LONG]), np.full(4, 0.39), usual)
    assert found.tolist() == [0.8, 0.3, 0.13, 0.0]


def test_a_text_close_to_its_topic_is_no_stranger() -> None:
    """Texts of a subject of their own have words that the others lack; they are as close to their topic as is usual."""
    usual = Usual(7.0, 3.0, 0.5, 0.4)
    assert trust(np.zeros(3), np.full(3, LONG), np.array([0.39, 0.4, 0.9]), usual).tolist() == [0.0, 1.0, 1.0]


def test_nothing_is_unusual_before_it_is_known() -> None:
    """While a model is fitted all texts are trusted."""
    assert trust(np.array([0.0, 3.0, 90.0]), np.full(3, LONG), np.array([-1.0, 0.0, 1.0]), EVERYTHING).tolist() == [
        1.0,
        1.0,
        1.0,
    ]
