"""How deep JSON may nest, and its errors in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.ingest.json_values import MAX_DEPTH, in_words, kind_of, too_deep


@pytest.mark.parametrize(("depth", "is_too_deep"), [(1, False), (99, False), (100, False), (101, True)])
@pytest.mark.parametrize("mark", ["[]", "{}"])
def test_a_hundred_levels_are_read(depth: int, is_too_deep: bool, mark: str) -> None:
    """Of lists and of objects."""
    assert MAX_DEPTH == 100
    assert too_deep(mark[0] * depth + mark[1] * depth) == is_too_deep


@pytest.mark.parametrize(
    ("text", "is_too_deep"),
    [
        ("[]" * 300, False),
        ('["' + "[" * 300 + '"]', False),
        ('["\\"' + "[" * 300 + '"]', False),
        ('["\\\\"' + "," + "[" * 100 + "]" * 100 + "]", True),
        ('["' + "[" * 300, False),
        ("[{" * 51 + "}]" * 51, True),
        ("[{" * 50 + "}]" * 50, False),
    ],
)
def test_only_brackets_that_are_open_at_once_count(text: str, is_too_deep: bool) -> None:
    """Not those one after another, nor those within strings, whatever is escaped there."""
    assert too_deep(text) == is_too_deep


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Expecting value at character 1"),
        ('{"a" 1}', "Expecting ':' delimiter at character 6"),
        ("[1,", "Expecting value at character 4"),
        ("9" * 5000, "a number with too many digits"),
    ],
)
def test_errors_in_words(text: str, words: str) -> None:
    """With the place, counted from one."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- of any kind
        json.loads(text)
    assert in_words(caught.value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [([], "a list"), ("x", "a string"), (True, "true or false"), (None, "null"), (1, "a number"), (1.5, "a number")],
)
def test_values_that_are_no_object(value: Any, words: str) -> None:
    """What a line holds instead of an article."""
    assert kind_of(value) == words
