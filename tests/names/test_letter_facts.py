"""What the letters of a spelling are, and what it may be in a name, fact by fact."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc
import pytest

from pipeline.arrays.arrow import strings, to_numpy
from pipeline.names import spellings as sp
from pipeline.text.word_forms import form_kinds

LETTERS = {
    "U": sp.UPPER,
    "2": sp.SECOND_UPPER,
    "l": sp.LOWER,
    "d": sp.DECIMAL,
    "A": sp.ALL_UPPER,
    "h": sp.HAS_UPPER,
    "1": sp.SINGLE,
    "L": sp.LONG,
}
FLAGS = {
    "C": sp.CAPITAL,
    "s": sp.SHORT,
    "j": sp.JOINER,
    "p": sp.PARTICLE,
    "d": sp.DIGITS,
    "o": sp.POSSESSIVE,
}


def facts(base: str) -> str:
    """Letters for the facts of a spelling."""
    column = strings([base])
    found = int(sp.letter_facts(column, to_numpy(pc.utf8_length(column)).astype(np.int64))[0])
    return "".join(letter for letter, bit in LETTERS.items() if found & bit)


def flags(form: str) -> str:
    """Letters for what a spelling may be in a name."""
    found = int(sp.spellings(strings([form]), form_kinds(strings([form])), strings([form.lower()])).flags[0])
    return "".join(letter for letter, bit in FLAGS.items() if found & bit)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("a", "l1"),
        ("z", "l1"),
        ("A", "UAh1"),
        ("Z", "UAh1"),
        ("9", "d1"),
        ("0", "d1"),
        ("ab", "l"),
        ("aB", "2lh"),
        ("Ab", "Uh"),
        ("AB", "U2Ah"),
        ("A.", "UAh"),
        ("U.S.", "UAh"),
        ("AZ9", "U2Ah"),
        ("A9", "UAh"),
        ("9A", "2Ah"),
        ("9a", ""),
        ("19", "d"),
        ("1,000", ""),
        ("1.5", ""),
        ("aBc", "2lh"),
        ("abC", "lh"),
        ("O'Brien", "Uh"),
        ("\u00d6zil", "Uh"),
        ("\u00f6l", "l"),
        ("\u00d6L", "U2Ah"),
        ("\u0414\u043e\u043c", "Uh"),
        ("\u4e16", "1"),
        ("a" * 40, "l"),
        ("a" * 41, "lL"),
        ("\u00e9" * 40, "l"),
        ("\u00e9" * 41, "lL"),
    ],
)
def test_letters(base: str, expected: str) -> None:
    """Of the first two characters, of all, and how many they are; the same in every script."""
    assert facts(base) == expected


def test_spellings_beside_each_other_do_not_mix() -> None:
    """The last letters of one say nothing of the next."""
    bases = ["ab", "A", "9", "aB", "\u00d6l", "Z"]
    column = strings(bases)
    together = sp.letter_facts(column, to_numpy(pc.utf8_length(column)).astype(np.int64)).tolist()
    assert together == [sum(LETTERS[letter] for letter in facts(base)) for base in bases]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Merkel", "C"),
        ("merkel", ""),
        ("MERKEL", "C"),
        ("iPhone", "C"),
        ("ipHone", ""),
        ("Merkel's", "Co"),
        ("merkel's", "o"),
        ("J", "Cs"),
        ("j", ""),
        ("J.K.", "Cs"),
        ("J's", "Co"),
        ("U.S.", "Cs"),
        ("U.S.'s", "Co"),
        ("a.m.", ""),
        ("of", "j"),
        ("van", "jp"),
        ("Van", "C"),
        ("de", "jp"),
        ("the", "j"),
        ("1", "d"),
        ("999", "d"),
        ("1000", ""),
        ("7th", ""),
        ("7's", "o"),
        ("B52", "C"),
        ("G7", "C"),
        ("\u00d6zil", "C"),
        ("\u00f6zil", ""),
        ("x" * 41, ""),
        ("X" * 41, ""),
        ("X" * 40, "C"),
    ],
)
def test_what_a_spelling_may_be_in_a_name(form: str, expected: str) -> None:
    """A capital; an initial; a joiner or a particle in small letters; up to three digits; a possessive."""
    assert flags(form) == expected
