"""Values of the letters of quotations, names and marks."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.quotes.item_letters import Names, mark_letters, name_letters, quote_letters
from pipeline.quotes.signs import MARKS, signs_of
from pipeline.quotes.spans import quotations
from pipeline.text.cutting import cut_texts


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("“a”", "x"),
        ("“one two”", "x"),
        ("“one two six”", "f"),
        ("“one\u00a0two\tsix”", "f"),
        ("“one  two”", "f"),
        ("“One two six”", "x"),
        ("“One two six one two six”", "x"),
        ("“One two six one two six one”", "Q"),
        ("“One two,”", "Q"),
        ("“One two\u2014”", "Q"),
        ("“One two…”", "Q"),
        ("“One two.”", "F"),
        ("“éa”", "x"),
        ("“É世.”", "F"),
        ("''one two six''", "f"),
        ("''One two.''", "F"),
        ("''one'' \"Two?\"", "xQ"),
        ('""', "x"),
        ("“", "x"),
        ("«é è à»", "f"),
    ],
)
def test_letters_of_quotations(text: str, letters: str) -> None:
    """By the first and the last character between the marks, and by the words."""
    cut = cut_texts(strings([text]))
    signs = signs_of(cut)
    assert quote_letters(cut, quotations(cut, signs), signs).tobytes().decode() == letters


@pytest.mark.parametrize(
    ("behind", "letter"),
    [("", "N"), ("'s", "S"), ("’s", "S"), ("'t", "N"), ("’", "N"), ("s", "N"), ("”s", "N"), (" 's", "N")],
)
def test_letters_of_names(behind: str, letter: str) -> None:
    """S before an apostrophe and an s, also at the end of a text."""
    cut = cut_texts(strings([f"Bøhm{behind}"]))
    name = Names(np.array([2]), np.array([7]), np.array([ord("N")], np.uint8), np.zeros(1, np.int64))
    assert name_letters(cut, name).tobytes().decode() == letter


def test_a_name_in_s_has_its_apostrophe_alone() -> None:
    """`James'` and `James’` are owners, `James` is none; the names themselves stay as they are."""
    cut = cut_texts(strings(["James' James’ James"]))
    names = Names(np.array([2, 9, 18]), np.array([7, 14, 23]), np.frombuffer(b"NGN", np.uint8), np.zeros(3, np.int64))
    assert name_letters(cut, names).tobytes() == b"SSN"
    assert names.some(np.array([False, True, True])).letters.tobytes() == b"GN"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("a, b; c: (d) - e \u2013 f\u2014g \u2015", ",;://----"),
        ("well-known", ""),
        ("well -known- \u00e9-\u00e9 a\u2028-b", "---"),
        ("-a", "-"),
        ("1,000 1, 2 a,1 1,a ,", ",,,,"),
        ("\u201ca\u201d'b\"\n\u00a0", ""),
    ],
)
def test_letters_of_marks(text: str, letters: str) -> None:
    """A hyphen counts beside white space, a comma but between two digits."""
    cut = cut_texts(strings([text]))
    places, found = mark_letters(cut, signs_of(cut))
    assert found.tobytes().decode() == letters
    assert [{*cut.text[place:].decode()[:1]} <= {*MARKS} for place in places] == [True] * len(letters)
