"""Numbers for distinct values."""

from __future__ import annotations

import pytest

from pipeline.arrays.numbering import numbered


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
