"""Laws of ordering by several keys."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.sorting import bounds_of, ordered

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 200_000), st.integers(0, 2**40)), max_size=30)


@given(ROWS)
def test_the_order_is_that_of_the_rows(rows: list[tuple[int, int, int]]) -> None:
    """Keys count from the first to the last, equal rows keep their order, wide keys included."""
    keys = np.array(rows, np.int64).reshape(-1, 3).T
    expected = sorted(range(len(rows)), key=rows.__getitem__)
    assert ordered(list(keys)).tolist() == expected


@given(ROWS)
def test_bounds_stand_where_rows_change(rows: list[tuple[int, int, int]]) -> None:
    """One bound a distinct row."""
    keys = np.array(sorted(rows), np.int64).reshape(-1, 3).T
    bounds = bounds_of(list(keys))
    assert [tuple(row) for row in keys.T[bounds].tolist()] == sorted(set(rows))
