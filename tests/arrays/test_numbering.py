"""Numbers for distinct values."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.numbering import numbered, numbered_column, numbered_integers


@pytest.mark.parametrize(
    ("values", "numbers", "distinct"),
    [(["b", "a", "b", "c"], [0, 1, 0, 2], ["b", "a", "c"]), ([], [], []), (["", "x", ""], [0, 1, 0], ["", "x"])],
)
def test_values_are_numbered_in_the_order_in_which_they_come(
    values: list[str], numbers: list[int], distinct: list[str]
) -> None:
    """Equal values share a number, and the number finds the value."""
    found, known = numbered(values)
    assert (found.tolist(), found.dtype.name, known) == (numbers, "int64", distinct)


@pytest.mark.parametrize(
    ("column", "expected", "distinct"),
    [
        (strings(["b", "a", "b"]), [0, 1, 0], ["b", "a"]),
        (numbers(np.array([7, 7, 3], np.uint64)), [0, 0, 1], [7, 3]),
        (strings([]), [], []),
        (strings(["x", "y", "x"]).slice(1), [0, 1], ["y", "x"]),
    ],
)
def test_values_of_a_column_are_numbered_as_they_come(
    column: pa.Array, expected: list[int], distinct: list[object]
) -> None:
    """Strings and numbers, also of a slice."""
    number, known = numbered_column(column)
    assert (number.tolist(), number.dtype.name, known.to_pylist()) == (expected, "int32", distinct)


@given(st.lists(st.sampled_from([0, 1, 2**32, 2**64 - 1, 5]), max_size=30))
def test_integers_are_numbered_with_the_place_of_each(values: list[int]) -> None:
    """As `numbered` does it, whatever their size; the place of a number is the first that has it."""
    number, first = numbered_integers(np.array(values, np.uint64))
    expected, distinct = numbered(values)
    assert (number.tolist(), number.dtype.name) == (expected.tolist(), "int32")
    assert (first.tolist(), first.dtype.name) == ([values.index(value) for value in distinct], "int64")
