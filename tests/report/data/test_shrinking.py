"""What the block is shrunk to, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.data.shrinking import from_middles, newness, runs, shrink


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
    places = {"topic": [0, 0], "x": [5, 9], "y": [8, 8]}
    shrunk = {"topic": [0, 0], "middle_x": [0, 7], "x": [-2, 2], "middle_y": [0, 8], "y": [0, 0]}
    assert shrink({**block, **places}) == {**expected, **shrunk}


@pytest.mark.parametrize(
    ("places", "topics", "middles", "steps"),
    [
        ([], [], [0], []),
        ([7, 1, 30], [0, 0, 0], [0, 7], [0, -6, 23]),
        ([7, 2], [0, 0], [0, 4], [3, -2]),
        ([10, 20, -1], [-1, 1, 1], [10, 0, 9], [0, 11, -10]),
    ],
)
def test_places_are_steps_from_the_middle_of_their_topic(
    places: list[int], topics: list[int], middles: list[int], steps: list[int]
) -> None:
    """The median, rounded down; no topic is the first, a topic without an article has none to speak of."""
    assert from_middles(places, topics) == (middles, steps)


@given(st.lists(st.tuples(st.integers(-1, 500), st.integers(-1, 4)), max_size=20))
def test_places_are_put_back(rows: list[tuple[int, int]]) -> None:
    """Middle and step are the place."""
    topics = [topic for _, topic in rows]
    middles, steps = from_middles([place for place, _ in rows], topics)
    assert [middles[topic + 1] + step for topic, step in zip(topics, steps, strict=True)] == [p for p, _ in rows]
