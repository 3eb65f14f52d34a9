"""What the block is shrunk to, and that nothing is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.data.shrinking import characters, ended, from_middles, newness, runs, shrink, unsigned


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


def numbers(text: str) -> list[int]:
    """What reader.js makes of a column."""
    codes = map(ord, text)
    return [code - 33 if code < 0xD800 else code - 0x800 - 33 for code in codes]


def either(values: list[int]) -> list[int]:
    """What reader.js makes of numbers of either sign."""
    return [-(value + 1) // 2 if value % 2 else value // 2 for value in values]


def lists(values: list[int]) -> list[list[int]]:
    """What reader.js makes of lists."""
    found: list[list[int]] = [[]]
    for value in values:
        if value >= 0:
            found[-1].append(value)
        else:
            found.append([])
    return found[:-1]


@given(st.lists(st.integers(-1, 150_000), max_size=20))
def test_a_character_for_each_number(values: list[int]) -> None:
    """Any number of articles or words; no control character, which JSON would spell out."""
    text = characters(np.array(values, np.int64))
    assert len(text) == len(values)
    assert numbers(text.encode().decode()) == values
    assert all(character >= " " for character in text)


def test_characters_leave_out_surrogates() -> None:
    """They are no characters."""
    at = 0xD800 - 33
    assert characters(np.array([-1, at - 1, at, 0x10000 - 0x800 - 33])) == " \ud7ff\ue000\U00010000"


@given(st.lists(st.integers(-1000, 20_000), max_size=20))
def test_numbers_of_either_sign(values: list[int]) -> None:
    """Small ones stay small, and come back."""
    assert either(unsigned(values).tolist()) == values
    assert unsigned([0, -1, 1, -2, 2]).tolist() == [0, 1, 2, 3, 4]


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=9))
def test_lists_are_ended(values: list[list[int]]) -> None:
    """Empty ones too."""
    assert lists(ended(values).tolist()) == values
    assert ended([[0, 4], [], [1]]).tolist() == [0, 4, -1, -1, 1, -1]


def test_words_and_numbers_are_apart() -> None:
    """Minutes stand for articles in stories alone; what is no column stays as it is."""
    block = {"language": [0, 0], "day": [9, 1], "minute": [-1, 61], "story": [-1, 0], "title": "a\nb", "copy": [[0, 1]]}
    places = {"topic": [0, -1], "x": [5, 9], "y": [8, 8], "tone": [-100, 101], "source": [3, -1]}
    words, columns = shrink({**block, **places, "of_names": [[2], [0, 1]], "of_keywords": [[], [7]]})
    days = {"day": [9, 1, 1, 1]}
    assert words == {"title": "a\nb", "copy": [[0, 1]], **days, "middle_x": [9, 5], "middle_y": [8, 8]}
    found = {name: numbers(text) for name, text in columns.items()}
    assert {name: found[name] for name in ("source", "topic", "story")} == {
        "source": [3, -1], "topic": [0, -1], "story": [-1, 0]
    }  # fmt: skip
    signed = {name: either(found[name]) for name in ("language", "minute", "tone", "x", "y")}
    runs_of = {"language": [0, 2], "minute": [61, 1]}
    assert signed == {**runs_of, "tone": [-100, 101], "x": [0, 0], "y": [0, 0]}
    assert {name: lists(found[name]) for name in ("of_names", "of_keywords")} == {
        "of_names": [[2], [0, 1]], "of_keywords": [[], [7]]
    }  # fmt: skip


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
