"""Characters beyond ASCII are read from UTF-8 as Python reads them."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.utf8 import WideCharacters, codes_at, codes_before, decoded, sizes_of, stand_at


@given(st.lists(st.characters(min_codepoint=0x80, exclude_categories=("Cs",)), max_size=9), st.text("ab ", max_size=3))
def test_codes_and_lengths_are_those_of_python(letters: list[str], between: str) -> None:
    """Whatever stands between the characters, of two, three and four bytes."""
    data = np.frombuffer(between.join(letters).encode(), np.uint8)
    codes, sizes = decoded(data, np.flatnonzero(data >= 0xC0))
    assert codes.tolist() == [ord(letter) for letter in letters]
    assert sizes.tolist() == [len(letter.encode()) for letter in letters]


@pytest.mark.parametrize(
    ("letter", "size"),
    [("\u0080", 2), ("\u07ff", 2), ("\u0800", 3), ("\uffff", 3), ("\U00010000", 4), ("\U0010ffff", 4)],
)
def test_the_first_and_last_of_each_length(letter: str, size: int) -> None:
    """Where UTF-8 takes a byte more."""
    codes, sizes = decoded(np.frombuffer(letter.encode(), np.uint8), np.array([0]))
    assert (codes.tolist(), sizes.tolist()) == ([ord(letter)], [size])


@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("a\x7f\x80\uffff\U0010ffff"), max_size=12))
def test_code_points_from_either_side(text: str) -> None:
    """Each character is read from its first byte and from the byte behind it."""
    raw, codes = np.frombuffer(text.encode() or b"a", np.uint8), [*map(ord, text)]
    bounds = np.array([0, *accumulate(len(letter.encode()) for letter in text)])
    assert codes_at(raw, bounds[:-1]).tolist() == codes
    assert codes_before(raw, bounds[1:]).tolist() == codes
    assert sizes_of(np.array(codes, np.int64)).tolist() == np.diff(bounds).tolist()


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12))
def test_characters_are_counted_up_to_each_byte(text: str) -> None:
    """Where each character begins, and at the end."""
    data = np.frombuffer(text.encode(), np.uint8)
    wide = WideCharacters.of(data)
    places = np.array([len(text[:n].encode()) for n in range(len(text) + 1)])
    assert wide.characters(places).tolist() == list(range(len(text) + 1))
    assert [chr(code) for code in wide.codes.tolist()] == [letter for letter in text if not letter.isascii()]


def test_bytes_that_begin_no_character_are_counted_before_each_wide_one() -> None:
    """One more than there are wide characters: the last says how many there are in all."""
    wide = WideCharacters.of(np.frombuffer("a\u00e9b\u2019\U0001f600".encode(), np.uint8))
    assert wide.leads.tolist() == [1, 4, 7]
    assert wide.later.tolist() == [0, 1, 3, 6]


@given(st.text("abé", max_size=30), st.text("abé", min_size=1, max_size=3))
def test_words_that_stand_at_a_byte(text: str, word: str) -> None:
    """Wherever the text goes on with all letters of the word; not where it ends before."""
    data = text.encode()
    expected = [data.startswith(word.encode(), at) for at in range(len(data))]
    assert stand_at(np.frombuffer(data, np.uint8), np.arange(len(data)), word.encode()).tolist() == expected
