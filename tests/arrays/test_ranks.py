"""Places are counted as one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.ranks import Ranks


@given(st.lists(st.booleans(), max_size=300))
def test_each_place_counts_those_before_it(flags: list[bool]) -> None:
    """The end included, and not the place itself."""
    found = Ranks.of(np.array(flags, bool)).before(np.arange(len(flags) + 1))
    assert found.dtype == np.int64
    assert found.tolist() == [sum(flags[:place]) for place in range(len(flags) + 1)]


@pytest.mark.parametrize("n", [0, 1, 7, 8, 63, 64, 65, 127, 128, 129])
@pytest.mark.parametrize("kind", [np.int32, np.int64])
def test_places_at_the_edges_of_words(n: int, kind: type[np.integer]) -> None:
    """All of them, none, and each alone, however many there are."""
    ends = np.arange(n + 1)
    assert Ranks.of_places(np.arange(n, dtype=kind), n).before(ends).tolist() == [*range(n + 1)]
    assert Ranks.of_places(np.zeros(0, kind), n).before(ends).tolist() == [0] * (n + 1)
    for place in range(n):
        found = Ranks.of_places(np.array([place], kind), n).before(ends)
        assert found.tolist() == [int(end > place) for end in ends.tolist()]
