"""Articles as vectors: blocks of names and words."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64
from pipeline.stories.thresholds import Emphasis
from pipeline.stories.vectors import Around, Coverage, vectors

TERMS = [[2, 1, 0, 1, 1, 0], [1, 0, 0, 0, 1, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 0]]


def made(names: float = 0.5, n_names: int = 9, n_words: int = 9, first: int = 0, end: int = 4) -> Float64:
    """Vectors of four articles in three names and three words, measured by those from the first to the end."""
    terms = csr_matrix(np.array(TERMS, np.float32))
    coverage = Coverage(np.zeros(4, np.int64), terms, 3)
    around = Around(np.full(4, first), np.full(4, end))
    return np.asarray(vectors(coverage, slice(0, 4), around, Emphasis(names, n_names, n_words)).todense(), np.float64)


def test_blocks_have_their_share_of_the_length() -> None:
    """Names have `names` of the squared length, words the rest; without names or words a vector is shorter."""
    found = made(0.7)
    assert (found[:, :3] ** 2).sum(axis=1) == pytest.approx([0.7, 0.7, 0, 0], abs=1e-6)
    assert (found[:, 3:] ** 2).sum(axis=1) == pytest.approx([0.3, 0.3, 0.3, 0], abs=1e-6)


def test_rare_terms_weigh_more() -> None:
    """Within a block a term weighs its weight times 1 + log((1 + n) / (1 + df))."""
    common, rare = 2 * (1 + np.log(5 / 3)), 1 + np.log(5 / 2)
    assert made()[0, 1] / made()[0, 0] == pytest.approx(rare / common, rel=1e-5)


def test_other_articles_may_tell_how_rare() -> None:
    """Only the articles around count for df."""
    found = made(first=1, end=2)
    assert found[0, 1] / found[0, 0] == pytest.approx((1 + np.log(2)) / 2, rel=1e-5)


def test_each_article_has_others_around_it() -> None:
    """Two terms weigh alike where both are as rare, and not where one of them is commoner."""
    terms = csr_matrix(np.array([[1, 1], [1, 0], [1, 0], [1, 1]], np.float32))
    around = Around(np.array([0, 0, 3]), np.array([3, 3, 4]))
    every = Coverage(np.zeros(4, np.int64), terms, 2)
    found = np.asarray(vectors(every, slice(1, 4), around, Emphasis(1.0, 9, 9)).todense())
    assert found[0].tolist() == [1.0, 0.0]
    assert found[2, 0] == found[2, 1]
    around = Around(np.array([0]), np.array([3]))
    early = np.asarray(vectors(every, slice(0, 1), around, Emphasis(1.0, 9, 9)).todense())[0]
    assert early[1] / early[0] == pytest.approx(1 + np.log(2), rel=1e-5)


def test_only_the_most_telling_are_kept() -> None:
    """Of each block the strongest terms stay, scaled to the whole length."""
    found = made(n_names=1, n_words=1)
    assert found[0].tolist() == pytest.approx([np.sqrt(0.5), 0, 0, np.sqrt(0.5), 0, 0])


def test_names_and_words_are_cut_apart() -> None:
    """Two of three names and one of three words stay, in their places."""
    found = made(n_names=2, n_words=1)
    assert np.flatnonzero(found[0]).tolist() == [0, 1, 3]
    assert (found[0] ** 2).tolist()[3] == pytest.approx(0.5)
    assert np.flatnonzero(made(n_names=1, n_words=2)[0]).tolist() == [0, 3, 4]


def test_articles_come_and_go() -> None:
    """Frequencies are those of what lies around, also where it starts anew behind a gap."""
    terms = csr_matrix(np.array([[1, 1], [1, 0], [0, 1], [1, 1], [1, 1], [0, 1]], np.float32))
    every = Coverage(np.zeros(6, np.int64), terms, 2)
    around = Around(np.array([0, 0, 3, 4]), np.array([2, 2, 6, 6]))
    found = np.asarray(vectors(every, slice(0, 4), around, Emphasis(1.0, 9, 9)).todense())
    assert found[0, 1] / found[0, 0] == pytest.approx(1 + np.log(3 / 2), rel=1e-5)
    assert found[3, 0] / found[3, 1] == pytest.approx(1 + np.log(3 / 2), rel=1e-5)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_blocks_of_rows_make_no_difference(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many articles are in memory together, each has its own frequencies."""
    terms = csr_matrix(np.array([[1, 1, 0, 2], [1, 0, 3, 0], [0, 1, 1, 1], [1, 2, 0, 1]], np.float32))
    every = Coverage(np.zeros(4, np.int64), terms, 2)
    around, emphasis = Around(np.array([0, 1, 1]), np.array([2, 4, 4])), Emphasis(0.5, 1, 9)
    whole = vectors(every, slice(1, 4), around, emphasis).toarray()
    monkeypatch.setattr("pipeline.stories.vectors.ROWS", size)
    assert vectors(every, slice(1, 4), around, emphasis).toarray().tolist() == whole.tolist()
