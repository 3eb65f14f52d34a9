"""Arrays keep their values in memory of their own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.own_memory import in_own_memory

COLUMN = st.builds(
    np.array,
    st.lists(st.integers(0, 255), max_size=20),
    st.sampled_from(["u1", "u2", "i4", "i8", "f8"]),
)


@given(st.lists(COLUMN, max_size=6))
def test_copies_are_the_same(columns: list[np.ndarray]) -> None:
    """Of any width and order, empty ones among them, and no array at all."""
    copies = in_own_memory(columns)
    assert [copy.dtype for copy in copies] == [column.dtype for column in columns]
    assert [copy.tolist() for copy in copies] == [column.tolist() for column in columns]


def test_copies_stay_when_the_originals_change() -> None:
    """They share nothing with them, and nobody writes into them."""
    column = np.arange(3)
    (copy,) = in_own_memory([column])
    column[:] = 7
    assert copy.tolist() == [0, 1, 2]
    with pytest.raises(ValueError, match="read-only"):
        copy[0] = 1
