"""Terms by week."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64, Int64
from pipeline.stories.grouping import Groups, single
from pipeline.stories.week_columns import by_week, week_after_week, within_weeks

ROWS = [[1, 2], [3, 0], [4, 5], [0, 6]]
WEEKS = [3, 3, 4, 6]
VECTORS = st.lists(
    st.tuples(st.integers(0, 4), st.lists(st.integers(0, 3), min_size=4, max_size=4)), min_size=1, max_size=12
)


def groups(rows: list[list[int]]) -> Groups:
    """Groups of one article each."""
    return single(csr_matrix(np.array(rows, np.float32)), np.arange(len(rows)))


def products(one: Groups, other: Groups) -> Float64:
    """Dot products of the sums."""
    return np.asarray((one.sums @ other.sums.T).todense(), np.float64)


def drawn(vectors: list[tuple[int, list[int]]]) -> tuple[list[list[int]], Int64]:
    """Rows and their weeks, in the order of these."""
    ordered = sorted(vectors, key=lambda one: one[0])
    return [row for _, row in ordered], np.array([week for week, _ in ordered])


def test_a_term_is_another_column_in_each_week() -> None:
    """Columns go by term, then week; the number of a term is one more a week later, and of another term never."""
    found = by_week(csr_matrix(np.array(ROWS, np.float32)), np.array(WEEKS))
    assert found.vectors.todense().tolist() == [[1, 0, 2, 0, 0], [3, 0, 0, 0, 0], [0, 4, 0, 5, 0], [0, 0, 0, 0, 6]]
    assert found.number.tolist() == [0, 1, 5, 6, 8]


def test_within_weeks_only_shared_terms_stay() -> None:
    """Of four groups two of one week have a term in common; the rest counts for their lengths alone."""
    own = groups(ROWS)
    found = within_weeks(own, np.array(WEEKS))
    assert found.sums.todense().tolist() == [[1], [3], [0], [0]]
    assert found.alone.tolist() == [4, 0, 41, 36]
    assert found.length.tolist() == pytest.approx(own.length.tolist())


def test_week_after_week_terms_of_neighbouring_weeks_stay() -> None:
    """Term 1 of week 6 has no neighbour; in week 4 no term goes on, so that both stand in the last column there."""
    ahead, here = week_after_week(groups(ROWS), np.array(WEEKS))
    assert here.sums.todense().tolist() == [[1, 0, 2, 0, 0], [3, 0, 0, 0, 0], [0, 4, 0, 5, 0], [0, 0, 0, 0, 0]]
    assert ahead.sums.todense().tolist() == [[0, 1, 0, 2, 0], [0, 3, 0, 0, 0], [0, 0, 0, 0, 9], [0, 0, 0, 0, 0]]
    assert here.alone.tolist() == ahead.alone.tolist() == [0, 0, 0, 36]


def test_no_groups() -> None:
    """Nothing gives nothing."""
    nothing = single(csr_matrix((0, 3), dtype=np.float32), np.zeros(0, np.int64))
    weeks = np.zeros(0, np.int64)
    assert within_weeks(nothing, weeks).sums.shape == (0, 0)
    assert [one.sums.shape for one in week_after_week(nothing, weeks)] == [(0, 1), (0, 1)]


@settings(max_examples=60)
@given(VECTORS)
def test_products_are_those_of_the_weeks_that_are_compared(vectors: list[tuple[int, list[int]]]) -> None:
    """Two groups of one week have the product of their vectors, so have a group and one of the week after; others 0."""
    rows, week = drawn(vectors)
    own = groups(rows)
    every, apart = products(own, own), week[None] - week[:, None]
    within = within_weeks(own, week)
    others = ~np.eye(len(rows), dtype=bool)
    assert products(within, within)[others].tolist() == np.where(apart == 0, every, 0)[others].tolist()
    ahead, here = week_after_week(own, week)
    assert products(ahead, here).tolist() == np.where(apart == 1, every, 0).tolist()
    for found in (within, ahead, here):
        assert found.length == pytest.approx(own.length)
