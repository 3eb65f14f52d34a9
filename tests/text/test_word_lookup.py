"""Laws of the lookup of words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.characters import characters
from pipeline.text.word_lookup import LONGEST, WordTable, eight_bytes, fits, small_letters

WORD = st.text("abcde'\u00e9-", min_size=1, max_size=26)


def ids(table: WordTable, tokens: list[str]) -> list[int]:
    """The id of each token."""
    batch = characters(strings(tokens))
    return table.find(small_letters(batch.codes), batch.bounds[:-1], batch.bounds[1:]).tolist()


@given(st.lists(WORD.filter(fits), unique=True, max_size=30), st.lists(WORD, max_size=30))
def test_a_token_is_found_exactly_when_it_is_in_the_list(words: list[str], tokens: list[str]) -> None:
    """The id is the place in the list plus one, in any case of letters, and 0 for all others."""
    table = WordTable(words)
    asked = [*words, *tokens]
    expected = [words.index(token) + 1 if token in words else 0 for token in asked]
    assert ids(table, asked) == expected
    assert ids(table, [token.upper() for token in asked]) == expected


def test_thousands_of_words_share_slots_and_are_still_told_apart() -> None:
    """Words that fall into the same slot are all found."""
    words = [f"w{n}" for n in range(5000)]
    assert ids(WordTable(words), [*words, "w5000"]) == [*range(1, 5001), 0]


def test_strange_letters_match_nothing() -> None:
    """A letter that no word can hold, a zero byte among them, never reads as a shorter word."""
    assert ids(WordTable(["good"]), ["good", "good\0", "go\u4e2dod", "\u212aood", "good\u2019"]) == [1, 0, 0, 0, 0]


def test_the_kelvin_sign_reads_as_python_lowers_it() -> None:
    """Letters whose small letter is an ordinary one are read as that."""
    assert ids(WordTable(["kind"]), ["\u212aind"]) == [1]


@pytest.mark.parametrize("word", ["", "two words", "Upper", "\u4e2d", "x" * (LONGEST + 1), "tab\t"])
def test_words_that_cannot_be_looked_up(word: str) -> None:
    """Empty, long, capital, strange words and phrases do not fit."""
    assert not fits(word)


@pytest.mark.parametrize("word", ["a", "x" * LONGEST, "caf\u00e9", "\u00ff", "a!", "3.5", "o'brien"])
def test_words_that_can_be_looked_up(word: str) -> None:
    """Small letters up to y with two dots, digits and marks; one to 24 of them."""
    assert fits(word)


@pytest.mark.parametrize("word", ["\u0100", "a\u00adb", "a\u00a0b\u2019", "A", " "])
def test_strange_words_do_not_fit(word: str) -> None:
    """Letters beyond one byte, capitals, the soft hyphen, which nobody sees, and blanks."""
    assert not fits(word)


def test_words_of_every_length_are_told_apart() -> None:
    """Up to 24 characters are compared, eight at a time; a longer token is none of the words."""
    words = ["x" * n for n in range(1, 25)]
    assert ids(WordTable(words), [*words, "x" * 25, "x" * 40]) == [*range(1, 25), 0, 0]


def test_words_that_differ_in_one_place_are_told_apart() -> None:
    """Whichever of the three numbers the place is in."""
    words = ["x" * n + "y" + "x" * (23 - n) for n in range(24)]
    assert ids(WordTable(words), [*words, "x" * 24]) == [*range(1, 25), 0]


def test_an_empty_table_finds_nothing() -> None:
    """Every token is unknown."""
    assert ids(WordTable([]), ["a", "bc"]) == [0, 0]


def test_small_letters_have_room_behind_them() -> None:
    """One byte a character and 24 zeros; letters without a small one-byte form are strange."""
    batch = characters(strings(["A\u00c9\u0100\u212a 1\u00ad"]))
    assert small_letters(batch.codes).tolist() == [97, 0xE9, 1, 107, 1, 49, 0xAD, *[0] * 24]


def test_eight_bytes_masks_what_is_beyond_the_length() -> None:
    """Only the bytes of the token count."""
    data = np.arange(1, 25, dtype=np.uint8)
    found = eight_bytes(data, np.array([0, 4]), np.array([2, 12])).tolist()
    assert found == [0x0201, int.from_bytes(bytes(range(5, 13)), "little")]
