"""Laws of the character array."""

from __future__ import annotations

import string
import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text import characters as ch
from pipeline.text.characters import characters, classes_of

LETTERS = st.characters(exclude_categories=("Cs",))


@given(st.lists(st.text(LETTERS, max_size=8), max_size=5))
def test_every_character_has_its_classes(texts: list[str]) -> None:
    """White space and case are those of Python's own string methods, for every script."""
    batch = characters(strings(texts))
    assert batch.text == "".join(texts)
    assert batch.codes.tolist() == [ord(c) for c in batch.text]
    for letter, kind in zip(batch.text, batch.kinds.tolist(), strict=True):
        assert bool(kind & ch.SPACE) == letter.isspace()
        assert bool(kind & ch.UPPER) == letter.isupper()
        assert bool(kind & ch.BREAK) == (len(f"a{letter}a".splitlines()) > 1)
        assert not letter.islower() or kind & ch.LOWER


@given(st.lists(st.none() | st.text(LETTERS, max_size=4), max_size=6))
def test_bounds_part_the_texts(texts: list[str | None]) -> None:
    """The bounds cut the joined text back into the texts; nulls are empty."""
    batch = characters(strings(texts))
    bounds = batch.bounds.tolist()
    assert [batch.text[a:b] for a, b in pairwise(bounds)] == [text or "" for text in texts]


def test_narrow_and_wide_batches_agree() -> None:
    """One character beyond 16 bits changes the width of the array, not the classes of the others."""
    narrow, wide = characters(strings(["Ab, \u201cc\u201d"])), characters(strings(["Ab, \u201cc\u201d\U0001f600"]))
    assert (narrow.codes.itemsize, wide.codes.itemsize) == (2, 4)
    assert narrow.kinds.tolist() == wide.kinds.tolist()[:-1]


def test_every_character_of_unicode_has_the_classes_of_its_definition() -> None:
    """One by one, also those beyond 16 bits, where the table ends."""
    letters = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    kinds = characters(strings(["".join(letters)])).kinds.tolist()
    wrong = [
        f"U+{ord(letter):04X}"
        for letter, kind in zip(letters, kinds, strict=True)
        if kind
        != ch.SPACE * letter.isspace()
        + ch.BREAK * (letter in ch.BREAKS)
        + ch.STOP * (letter in ch.STOPS)
        + ch.CLOSER * (letter in ch.CLOSERS)
        + ch.OPENER * (letter in ch.OPENERS)
        + ch.LOWER * (letter.islower() or unicodedata.category(letter) == "Lt")
        + ch.UPPER * letter.isupper()
        + ch.PUNCTUATION * (letter in string.punctuation)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("letter", "classes"),
    [
        (" ", ch.SPACE),
        ("\n", ch.SPACE | ch.BREAK),
        ("\u2028", ch.SPACE | ch.BREAK),
        (".", ch.STOP | ch.PUNCTUATION),
        ("\u2026", ch.STOP),
        ('"', ch.CLOSER | ch.OPENER | ch.PUNCTUATION),
        ("\u201d", ch.CLOSER),
        ("\u201c", ch.OPENER),
        (")", ch.CLOSER | ch.PUNCTUATION),
        ("(", ch.OPENER | ch.PUNCTUATION),
        ("a", ch.LOWER),
        ("A", ch.UPPER),
        ("\u01c5", ch.LOWER),
        ("\U0001d400", ch.UPPER),
        ("\U0001f600", 0),
        ("1", 0),
        ("-", ch.PUNCTUATION),
    ],
)
def test_the_classes_of_some_characters(letter: str, classes: int) -> None:
    """Marks of both sides, letters of both cases, white space and line ends."""
    assert characters(strings([letter])).kinds.tolist() == [classes]


@pytest.mark.parametrize(("letter", "width"), [("\uffff", 2), ("\U00010000", 4), ("a", 2)])
def test_codes_are_as_wide_as_the_widest_character_needs(letter: str, width: int) -> None:
    """Sixteen bits up to U+FFFF."""
    batch = characters(strings(["a", letter]))
    assert batch.codes.itemsize == width
    assert batch.codes.tolist() == [ord("a"), ord(letter)]


def test_classes_of_code_points() -> None:
    """They are those of the characters, also beyond 16 bits."""
    text = "a\u00c9\u201c.\uffff\U00010400\U0001f600"
    codes = np.array([*map(ord, text)], np.int64)
    assert classes_of(codes).tolist() == characters(strings([text])).kinds.tolist()
