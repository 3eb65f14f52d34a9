"""Ranges of whole numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.ranges import counts_before, ranges

SPANS = st.lists(st.tuples(st.integers(-5, 20), st.integers(-5, 20)), max_size=8)


def test_numbers_of_three_ranges() -> None:
    """The second is empty, the third goes back before the first."""
    homes, found = ranges(np.array([3, 9, 0]), np.array([6, 9, 2]))
    assert (homes.tolist(), found.tolist()) == ([0, 0, 0, 2, 2], [3, 4, 5, 0, 1])


@given(SPANS)
def test_all_numbers_of_each_range(spans: list[tuple[int, int]]) -> None:
    """The same as a loop, for ranges of any order; narrow integers too."""
    starts, ends = np.array(spans, np.int32).reshape(-1, 2).T
    homes, found = ranges(starts, ends)
    expected = [(home, number) for home, (a, b) in enumerate(spans) for number in range(a, b)]
    assert list(zip(homes.tolist(), found.tolist(), strict=True)) == expected


@given(st.sets(st.integers(0, 20)), st.integers(21, 25))
def test_how_many_stand_before_each_place(places: set[int], n: int) -> None:
    """From the first place to one behind the last."""
    found = counts_before(np.array(sorted(places), np.int64), n)
    assert found.tolist() == [sum(place < end for place in places) for end in range(n + 1)]
