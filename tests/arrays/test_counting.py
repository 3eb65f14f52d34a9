"""Laws of two counts in one pass."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.counting import apart, both_counts, counted, two_marks

MARKS = st.tuples(st.booleans(), st.booleans())


def test_each_mark_is_counted_by_itself() -> None:
    """Each stretch goes up to the next; no stretch gives no count."""
    one, other = counted(np.array([0, 1, 2, 3, 0, 1, 2], np.uint8), np.array([0, 3, 6]))
    assert (one.tolist(), other.tolist()) == ([1, 2, 0], [1, 1, 1])
    assert [len(counts) for counts in counted(np.zeros(0, np.uint8), np.zeros(0, np.int64))] == [0, 0]


def test_marks_are_bits() -> None:
    """None, one, the other, both."""
    found = two_marks(np.array([False, True, False, True]), np.array([False, False, True, True]))
    assert (found.dtype, found.tolist()) == (np.uint8, [0, 1, 2, 3])


@given(st.lists(st.lists(MARKS, min_size=1, max_size=9), min_size=1, max_size=9))
def test_stretches_are_counted_by_themselves(stretches: list[list[tuple[bool, bool]]]) -> None:
    """As one by one."""
    begin = np.cumsum([0, *map(len, stretches)])[:-1]
    marks = np.array([both for row in stretches for both in row], bool)
    found = counted(two_marks(marks[:, 0].copy(), marks[:, 1].copy()), begin)
    assert [counts.tolist() for counts in found] == [
        [sum(both[k] for both in row) for row in stretches] for k in (0, 1)
    ]


@given(st.lists(MARKS, max_size=9))
def test_sums_of_both_counts_hold_each(marks: list[tuple[bool, bool]]) -> None:
    """Whatever sums them."""
    both = np.array(marks, bool).reshape(-1, 2)
    sums = both_counts(two_marks(both[:, 0].copy(), both[:, 1].copy())).sum(keepdims=True)
    assert [counts.tolist() for counts in apart(sums)] == [[int(both[:, k].sum())] for k in (0, 1)]
