"""Laws of ordering by several keys."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.sorting import bounds_of, distinct, is_among, numbered_in_order, ordered, place_among

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


def test_the_first_key_counts_most_and_equal_rows_keep_their_order() -> None:
    """Rows (1, 5), (0, 9), (1, 2), (0, 9), (1, 5)."""
    first, second = np.array([1, 0, 1, 0, 1]), np.array([5, 9, 2, 9, 5])
    assert ordered([first, second]).tolist() == [1, 3, 2, 0, 4]
    assert ordered([second, first]).tolist() == [2, 0, 4, 1, 3]


@pytest.mark.parametrize("wide", [1, 0xFFFF, 0x10000, 0x1_0000_0001, 2**62])
def test_keys_of_any_width_are_in_order(wide: int) -> None:
    """Also where two keys differ only in their lowest or only in their highest sixteen bits."""
    key = np.array([wide, 0, wide - 1, wide, wide // 2])
    assert key[ordered([key])].tolist() == sorted(key.tolist())


def test_bounds_of_small_arrays() -> None:
    """The first place always begins a combination; an empty array has none."""
    assert bounds_of([np.array([3, 3, 3])]).tolist() == [0]
    assert bounds_of([np.array([1, 1, 2, 2]), np.array([0, 1, 1, 1])]).tolist() == [0, 1, 2]
    assert bounds_of([np.array([1, 1]), np.array([1, 2])]).tolist() == [0, 1]
    assert bounds_of([np.zeros(0, np.int64)]).tolist() == []
    assert ordered([np.zeros(0, np.int64)]).tolist() == []


@given(st.lists(st.integers(-3, 2**40)))
def test_distinct_values(values: list[int]) -> None:
    """Each value once, ascending."""
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


@given(st.lists(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_values_among_those_known(values: list[int], known: set[int]) -> None:
    """Each by itself, whatever order the values have."""
    among = sorted(known)
    found = is_among(np.array(values, np.int64), np.array(among, np.int64))
    assert found.tolist() == [value in known for value in values]
    places = place_among(np.array(values, np.int64), np.array(among, np.int64))
    assert places.tolist() == [among.index(value) if value in known else -1 for value in values]


@given(st.lists(st.one_of(st.integers(0, 3), st.integers(0, 2**40))))
def test_numbers_in_order_are_those_of_numpy(values: list[int]) -> None:
    """The distinct values, ascending, and the number of each."""
    found, number = numbered_in_order(np.array(values, np.int64))
    expected, inverse = np.unique(np.array(values, np.int64), return_inverse=True)
    assert (found.tolist(), number.tolist()) == (expected.tolist(), inverse.tolist())
