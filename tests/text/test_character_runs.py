"""Laws of runs and cuts."""

from __future__ import annotations

import numpy as np
import pytest
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


@pytest.mark.parametrize(
    ("solid", "cuts", "starts", "ends"),
    [
        ("", [], [], []),
        ("....", [2], [], []),
        ("##", [], [0], [2]),
        (".##.###", [], [1, 4], [3, 7]),
        ("####", [2], [0, 2], [2, 4]),
        ("####", [3, 1], [0, 1, 3], [1, 3, 4]),
        ("####", [2, 2], [0, 2], [2, 4]),
        ("####", [0, 4], [0], [4]),
        ("##.##", [2, 3], [0, 3], [2, 5]),
        (".##.##.", [2, 5], [1, 2, 4, 5], [2, 3, 5, 6]),
        ("#", [0, 1], [0], [1]),
    ],
)
def test_runs_of_small_texts(solid: str, cuts: list[int], starts: list[int], ends: list[int]) -> None:
    """A cut between two solid characters parts a run; at an edge, between runs and said twice it does no more."""
    found = solid_runs(np.array([c == "#" for c in solid], bool), np.array(cuts, np.int64))
    assert [part.tolist() for part in found] == [starts, ends]


@pytest.mark.parametrize(
    ("cuts", "starts", "ends"),
    [
        ([1, 6, 6, 8], [0, 1, 5, 6, 8], [1, 3, 6, 8, 9]),
        ([8, 6, 1], [0, 1, 5, 6, 8], [1, 3, 6, 8, 9]),
        ([2], [0, 2, 5], [2, 3, 9]),
        ([3], [0, 5], [3, 9]),
        ([4], [0, 5], [3, 9]),
        ([5], [0, 5], [3, 9]),
        ([0], [0, 5], [3, 9]),
        ([9, 12], [0, 5], [3, 9]),
        ([8], [0, 5, 8], [3, 8, 9]),
    ],
)
def test_a_cut_inside_a_run_makes_two(cuts: list[int], starts: list[int], ends: list[int]) -> None:
    """Runs 0-3 and 5-9: a cut is the end of one part and the start of the next."""
    found = cut_runs(np.array([0, 5]), np.array([3, 9]), np.array(cuts, np.int64))
    assert [part.tolist() for part in found] == [starts, ends]
