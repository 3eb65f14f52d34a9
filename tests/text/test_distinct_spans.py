"""Spans are one where they are spelt alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.types import Int32
from pipeline.text import distinct_spans as module
from pipeline.text.distinct_spans import distinct_spans

WORDS = st.sampled_from(
    ["a", "ab", "abcdefgh", "abcdefgi", "abcdefghi", "abcdefghj", "\u4e16\u754c\u4e16\u754c", "x" * 40]
)


def _laid_out(words: list[str]) -> tuple[bytes, Int32]:
    """A text of these words with a blank before each, and their edges."""
    sizes = np.array([len(word.encode()) for word in words], np.int32)
    ends = np.cumsum(sizes + 1, dtype=np.int32)
    return "".join(f" {word}" for word in words).encode(), np.stack([ends - sizes, ends], axis=1).ravel()


@given(st.lists(WORDS | st.text("abz\u00e9\u20ac", min_size=1, max_size=20), max_size=30))
def test_a_number_is_a_spelling(words: list[str]) -> None:
    """Short spans, long ones, and those of other scripts, in order of first occurrence."""
    number, spelt = distinct_spans(*_laid_out(words))
    assert number.dtype.name == "int32"
    assert [spelt[n].as_py() for n in number.tolist()] == words
    assert spelt.to_pylist() == list(dict.fromkeys(words))


@pytest.mark.parametrize("size", [1, 7, 8, 9, 15, 16, 17])
def test_spans_that_differ_in_their_last_byte_are_two(size: int) -> None:
    """On both sides of what one number holds, at the end of the text, and where one begins the other."""
    words = ["a" * size, "a" * (size - 1) + "b", "a" * (size + 1), "a" * size]
    assert distinct_spans(*_laid_out(words))[0].tolist() == [0, 1, 2, 0]


def test_spans_are_read_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many at once: the same numbers, also of long spans behind the first ones."""
    words = ["one", "two", "eleven letters", "one", "twelve letters", "eleven letters", "z"]
    whole = distinct_spans(*_laid_out(words))
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    number, spelt = distinct_spans(*_laid_out(words))
    assert number.tolist() == whole[0].tolist() == [0, 1, 2, 0, 3, 2, 4]
    assert spelt.equals(whole[1])
