"""The laws of `pipeline.vector.neighbours`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, random_array

from pipeline.errors import PipelineError
from pipeline.topics.embedding import unit
from pipeline.vector import neighbours
from pipeline.vector.neighbours import MAX_TERMS, MAX_TEXTS, Pairs, k_best, linking, nearest, strongest, union


def texts(n: int, d: int, seed: int = 0) -> csr_matrix:
    """Sparse rows of length 1."""
    return csr_matrix(unit(random_array((n, d), density=0.4, rng=np.random.default_rng(seed)).toarray()))


@settings(max_examples=25)
@given(st.integers(1, 30), st.integers(1, 12), st.integers(1, 6), st.integers(0, 99))
def test_neighbours_are_the_nearest(n: int, d: int, k: int, seed: int) -> None:
    """No row that is left out is nearer than one that is taken; none is its own neighbour; k at most."""
    rows = texts(n, d, seed)
    found = nearest(rows, k).toarray()
    exact = (rows @ rows.T).toarray()
    np.fill_diagonal(exact, 0)
    assert np.diag(found).max(initial=0) == 0
    for kept, every in zip(found, exact, strict=True):
        assert np.count_nonzero(kept) <= k
        assert kept[kept > 0] == pytest.approx(every[kept > 0], abs=1e-4)
        left = every[kept == 0].max(initial=0)
        assert left < 0.021 or (np.count_nonzero(kept) == k and left <= kept[kept > 0].min() + 1e-4)


def test_equal_neighbours_go_to_the_lower_row() -> None:
    """Of rows that are equally near the first ones are taken, over the borders of blocks too."""
    found = nearest(csr_matrix(np.ones((600, 1), np.float32)), 2)
    assert found[0].indices.tolist() == [1, 2]
    assert found[599].indices.tolist() == [0, 1]


@settings(max_examples=25)
@given(st.integers(1, 20), st.integers(1, 12), st.integers(1, 15))
def test_the_strongest_are_kept(n: int, d: int, keep: int) -> None:
    """A row keeps its largest weights as they are, no more than asked for; the rest is gone."""
    rows = texts(n, d)
    found = strongest(rows, keep).toarray()
    for kept, every in zip(found, rows.toarray(), strict=True):
        assert np.count_nonzero(kept) == min(keep, np.count_nonzero(every))
        assert (kept[kept > 0] == every[kept > 0]).all()
        assert every[kept == 0].max(initial=0) <= kept[kept > 0].min(initial=1) + 1e-4


@settings(max_examples=25)
@given(st.integers(1, 20), st.integers(1, 12))
def test_each_row_may_keep_another_number(n: int, d: int) -> None:
    """Each is cut as it would be alone."""
    rows, keep = texts(n, d), 1 + np.arange(n) % 5
    found = strongest(rows, keep).toarray()
    assert found.tolist() == [strongest(rows[i], int(most)).toarray()[0].tolist() for i, most in enumerate(keep)]


def test_terms_of_too_many_texts_link_none() -> None:
    """A term of more than 500 texts is left out: it would link them all."""
    rows = np.zeros((501, 2), np.float32)
    rows[:, 0], rows[:500, 1] = 1, 1
    assert linking(csr_matrix(rows)).shape == (501, 1)


def test_a_union_links_both_ways() -> None:
    """Two texts are linked when either is among the nearest of the other."""
    graph = union(csr_matrix(np.array([[0, 0.5, 0], [0, 0, 0], [0.2, 0, 0]])))
    assert (graph.toarray() == graph.toarray().T).all()
    assert graph.nnz == 4


def pair(row: int, column: int) -> Pairs:
    """Two pairs: texts 0 and 1, and this one; both of a product of a half."""
    return Pairs(np.array([0, row]), np.array([1, column]), np.array([1 << 14, 1 << 14]))


@pytest.mark.parametrize(("row", "column"), [(MAX_TEXTS - 1, 5), (5, MAX_TEXTS - 1)])
def test_the_last_text_that_a_key_holds(row: int, column: int) -> None:
    """Numbers up to MAX_TEXTS - 1 come back as they were."""
    found = k_best(pair(row, column), 3)
    assert [one.tolist() for one in found] == [[0, row], [1, column], [1 << 14, 1 << 14]]


@pytest.mark.parametrize(("row", "column"), [(MAX_TEXTS, 5), (5, MAX_TEXTS)])
def test_more_texts_than_a_key_holds_are_an_error(row: int, column: int) -> None:
    """Beyond that the number would run over into the next: wrong neighbours instead of an error."""
    with pytest.raises(PipelineError, match="16,777,217 texts, at most 16,777,216 can be compared"):
        k_best(pair(row, column), 3)


def test_more_rows_or_weights_than_a_key_holds_are_an_error() -> None:
    """The strongest weights of too many texts, or of a text of too many terms."""
    none = np.zeros(0, np.float32), np.zeros(0, np.int32), np.zeros(MAX_TEXTS + 2, np.int32)
    with pytest.raises(PipelineError, match="texts, at most 16,777,216"):
        strongest(csr_matrix(none, shape=(MAX_TEXTS + 1, 1)), 1)
    for n in (MAX_TERMS, MAX_TERMS + 1):
        row = csr_matrix((np.ones(n, np.float32), np.arange(n, dtype=np.int32), [0, n]), shape=(1, n))
        if n == MAX_TERMS:
            assert strongest(row, 2).indices.tolist() == [0, 1]
            continue
        with pytest.raises(PipelineError, match="1,048,577 terms in a text, at most 1,048,576"):
            strongest(row, 2)


@settings(max_examples=25)
@given(st.integers(1, 20), st.integers(1, 6), st.integers(1, 7))
def test_rows_may_be_sorted_in_any_blocks(n: int, keep: int, size: int) -> None:
    """The strongest weights of a row are the same, to the bit, whatever rows are in memory with it."""
    rows = texts(n, 8)
    whole = strongest(rows, keep)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "ROWS", size)
        blocks = strongest(rows, keep)
    assert (blocks.toarray() == whole.toarray()).all()
    assert blocks.indptr.tolist() == whole.indptr.tolist()


@given(st.integers(1, 40), st.integers(0, 99))
def test_ties_across_the_bound_go_to_the_lower_columns(keep: int, seed: int) -> None:
    """With few distinct weights most rows have ties there; each row keeps a number of its own."""
    rng = np.random.default_rng(seed)
    rows = rng.choice([0, 0.25, 0.5, 1], (6, 30)).astype(np.float32)
    most = np.minimum(keep + rng.integers(0, 9, 6), 30)
    found = strongest(csr_matrix(rows), most).toarray()
    for row, kept, n in zip(rows, found, most.tolist(), strict=True):
        best = [c for c in np.lexsort((np.arange(30), -row)).tolist() if row[c] > 0][:n]
        assert np.flatnonzero(kept).tolist() == sorted(best)
        assert kept[best].tolist() == row[best].tolist()
