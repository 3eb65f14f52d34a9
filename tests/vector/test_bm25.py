"""The laws of `pipeline.vector.bm25`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.vector.bm25 import bm25, survey

COUNTS = st.lists(st.lists(st.integers(0, 6), min_size=6, max_size=6), min_size=1, max_size=15)


def matrix(rows: list[list[int]]) -> csr_matrix:
    """Counts as the kernel gets them."""
    return csr_matrix(np.array(rows, np.int32))


def weights(rows: list[list[int]]) -> np.ndarray:
    """BM25 weights, dense."""
    counts = matrix(rows)
    return bm25(counts, survey(counts)).toarray()


@settings(max_examples=30)
@given(COUNTS)
def test_rows_have_length_one(rows: list[list[int]]) -> None:
    """Rows with a term have length 1, those without stay empty, and a weight stands above 0 where a count does."""
    found = weights(rows)
    wanted = (np.array(rows).sum(axis=1) > 0).astype(float)
    assert np.linalg.norm(found, axis=1) == pytest.approx(wanted, abs=1e-5)
    assert ((found > 0) == (np.array(rows) > 0)).all()


def test_rarer_words_weigh_more() -> None:
    """Of two words that a text has equally often the one that fewer texts hold weighs more."""
    found = weights([[1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 0, 0]])
    assert found[0, 0] < found[0, 1] < found[0, 2]


def test_repeats_weigh_more_but_ever_less() -> None:
    """A word weighs more the more often it stands in a text, each further time adding less."""
    rows = [[n, 7 - n] for n in range(1, 7)]  # texts of one length, words of one rarity
    ratio = [found[0] / found[1] for found in weights(rows)]
    assert ratio == sorted(ratio)
    assert weights([[30, 1, 0]] + [[0, 0, 1]] * 5)[0, 0] < 30 * weights([[30, 1, 0]] + [[0, 0, 1]] * 5)[0, 1]


def test_idf_is_above_zero_and_falls() -> None:
    """A word that more texts hold has a smaller idf, and one that all texts hold still has one above 0."""
    idf = survey(matrix([[1, 1, 1, 0], [1, 1, 0, 0], [5, 0, 0, 0]])).idf
    assert (np.diff(idf) > 0).all()
    assert idf.min() > 0


def test_mean_length_counts_repeats() -> None:
    """The mean length is that of all words of a text, each time that it stands there."""
    assert survey(matrix([[3, 0], [1, 2]])).mean_length == 3


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_in_nothing_out(shape: tuple[int, int]) -> None:
    """Without texts or without words there are no weights, and no warning."""
    counts = csr_matrix(shape, dtype=np.int32)
    assert bm25(counts, survey(counts)).shape == shape


@settings(max_examples=30)
@given(COUNTS)
def test_a_text_is_weighed_alone(rows: list[list[int]]) -> None:
    """Given the corpus, a text has the same weights alone as among others, to the last bit."""
    counts = matrix(rows)
    corpus = survey(counts)
    together = bm25(counts, corpus).toarray()
    alone = [bm25(counts[i], corpus).toarray()[0] for i in range(len(rows))]
    assert (together == np.array(alone)).all()
