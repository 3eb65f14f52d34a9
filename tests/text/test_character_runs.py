"""Laws of runs and cuts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.character_runs import cut_runs, solid_runs


@given(st.lists(st.booleans(), max_size=20), st.lists(st.integers(0, 20), max_size=6))
def test_runs_cover_the_solid_characters_and_cross_no_cut(solid: list[bool], cuts: list[int]) -> None:
    """Together the runs hold the solid characters, each once, and no cut lies inside a run."""
    places = np.array([c for c in cuts if c <= len(solid)], np.int64)
    starts, ends = solid_runs(np.array(solid, bool), places)
    held = [n for a, b in zip(starts.tolist(), ends.tolist(), strict=True) for n in range(a, b)]
    assert held == [n for n, s in enumerate(solid) if s]
    assert not any(a < cut < b for a, b in zip(starts.tolist(), ends.tolist(), strict=True) for cut in places.tolist())


def test_cuts_outside_runs_change_nothing() -> None:
    """A cut at the edge of a run or between runs leaves the runs as they are."""
    starts, ends = np.array([2, 8]), np.array([5, 9])
    for cuts in ([], [0, 2, 5, 6, 8, 9, 30]):
        cut = cut_runs(starts, ends, np.array(cuts, np.int64))
        assert [x.tolist() for x in cut] == [[2, 8], [5, 9]]
