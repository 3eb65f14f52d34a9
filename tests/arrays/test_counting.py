"""Laws of two counts in one pass."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.counting import counted


def test_ones_and_twos_count_and_twos_once_more() -> None:
    """Each stretch goes up to the next; no stretch gives no count."""
    some, several = counted(np.array([0, 1, 2, 2, 0, 1, 0], np.uint8), np.array([0, 3, 6]))
    assert (some.tolist(), several.tolist()) == ([2, 2, 0], [1, 1, 0])
    assert [len(counts) for counts in counted(np.zeros(0, np.uint8), np.zeros(0, np.int64))] == [0, 0]


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=9), min_size=1, max_size=9))
def test_stretches_are_counted_by_themselves(stretches: list[list[int]]) -> None:
    """As one by one."""
    begin = np.cumsum([0, *map(len, stretches)])[:-1]
    some, several = counted(np.array([told for row in stretches for told in row], np.uint8), begin)
    assert some.tolist() == [len(row) - row.count(0) for row in stretches]
    assert several.tolist() == [row.count(2) for row in stretches]
