"""What the block is shrunk to, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.data.shrinking import newness, runs, shrink


@pytest.mark.parametrize(
    ("values", "expected"), [([], []), ([4], [4, 1]), ([0, 0, 0, 2, 0], [0, 3, 2, 1, 0, 1]), ([-1, -1], [-1, 2])]
)
def test_runs(values: list[int], expected: list[int]) -> None:
    """Value, length, value, length."""
    assert runs(values) == expected


@given(st.lists(st.integers(-1, 2), max_size=20))
def test_runs_are_undone(values: list[int]) -> None:
    """Nothing is lost."""
    flat = runs(values)
    assert [value for value, n in zip(flat[::2], flat[1::2], strict=True) for _ in range(n)] == values


@given(st.lists(st.integers(-1, 4), max_size=20))
def test_stories_are_told_by_how_new_they_are(keys: list[int]) -> None:
    """The page counts the new ones: its number is what it was."""
    number = {key: i for i, key in enumerate(dict.fromkeys(key for key in keys if key >= 0))}
    stories = [number.get(key, -1) for key in keys]
    newest, found = -1, []
    for back in newness(stories):
        newest += back == 0
        found.append(-1 if back < 0 else newest if back == 0 else newest + 1 - back)
    assert found == stories


def test_minutes_stand_for_articles_in_stories() -> None:
    """The others have none; all else stays."""
    block = {"language": [0, 0], "day": [9, 1], "minute": [-1, 61], "story": [-1, 0], "title": "a\nb"}
    expected = {"language": [0, 2], "day": [9, 1, 1, 1], "minute": [61, 1], "story": [-1, 0], "title": "a\nb"}
    assert shrink(block) == expected
