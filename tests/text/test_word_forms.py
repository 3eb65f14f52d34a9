"""What spellings tell, against plain Python one form at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.word_forms import (
    CAPITAL,
    CAPITALS,
    MIXED,
    NUMBER,
    POSSESSIVE,
    folded,
    form_kinds,
    without_possessive,
)

LETTERS = st.sampled_from(list("aszASZ019'\u2019.,&%$\u00a3\u00e9\u00c9\u03a3\u0130\u01c5"))
FORMS = st.lists(st.text(LETTERS, min_size=1, max_size=7), max_size=8, unique=True)

VALUES = {
    "ferry": ("ferry", 0),
    "Ferry": ("ferry", CAPITAL),
    "FERRY": ("ferry", CAPITAL | CAPITALS),
    "Ferry's": ("ferry", CAPITAL | POSSESSIVE),
    "FERRY'S": ("ferry", CAPITAL | CAPITALS | POSSESSIVE),
    "ferry\u2019s": ("ferry", POSSESSIVE),
    "don't": ("don't", 0),
    "don\u2019t": ("don't", 0),
    "A's": ("a", CAPITAL | POSSESSIVE),
    "AS": ("as", CAPITAL | CAPITALS),
    "as": ("as", 0),
    "s": ("s", 0),
    "S": ("s", CAPITAL),
    "McCain": ("mccain", CAPITAL | MIXED),
    "iPhone": ("iphone", MIXED),
    "ferry'S": ("ferry", POSSESSIVE),
    "0th": ("0th", NUMBER),
    "iPHONE's": ("iphone", MIXED | POSSESSIVE),
    "4G": ("4g", NUMBER),
    "G4S": ("g4s", CAPITAL | CAPITALS),
    "1990s": ("1990s", NUMBER),
    "$5m": ("$5m", NUMBER),
    "US$2bn": ("us$2bn", NUMBER | CAPITAL | MIXED),
    "\u20ac5": ("\u20ac5", NUMBER),
    "\u00c9TAT": ("\u00e9tat", CAPITAL | CAPITALS),
    "caf\u00e9's": ("caf\u00e9", POSSESSIVE),
    "U.S.'s": ("u.s.", CAPITAL | CAPITALS | POSSESSIVE),
}


@pytest.mark.parametrize(("form", "expected"), VALUES.items())
def test_values(form: str, expected: tuple[str, int]) -> None:
    """The word and the bits of a form are those written here, whatever stands beside it."""
    forms = strings(["one", form, "TWO's", "\u00fcber"])
    number, words = folded(forms)
    assert (words[int(number[1])].as_py(), int(form_kinds(forms)[1])) == expected


def test_forms_of_one_word_share_its_number() -> None:
    """Numbers follow the first form of each word."""
    number, words = folded(strings(["Russia's", "rose", "RUSSIA", "russia\u2019s", "Rose's", "caf\u00e9", "CAF\u00c9"]))
    assert number.tolist() == [0, 1, 0, 0, 1, 2, 2]
    assert words.to_pylist() == ["russia", "rose", "caf\u00e9"]


def test_no_form() -> None:
    """Without forms there are no words and no bits."""
    number, words = folded(strings([]))
    assert (number.tolist(), words.to_pylist(), form_kinds(strings([])).tolist()) == ([], [], [])


@given(FORMS)
def test_words_are_the_forms_in_lower_case(forms: list[str]) -> None:
    """Lower case, straight apostrophes, without `'s`, as Python does it to one form."""
    forms = [form for form in forms if form.lower().replace("\u2019", "'") != "'s"]
    number, words = folded(strings(forms))
    expected = [form.lower().replace("\u2019", "'").removesuffix("'s") for form in forms]
    assert [words[n].as_py() for n in number.tolist()] == expected
    assert words.to_pylist() == list(dict.fromkeys(expected))


@given(FORMS)
def test_bits_do_not_depend_on_how_a_form_is_read(forms: list[str]) -> None:
    """A form of ASCII letters has the bits that the same form has beside letters of another script."""
    bits = form_kinds(strings(forms))
    for form, found in zip(forms, bits.tolist(), strict=True):
        bare = without_possessive(form)
        assert bool(found & POSSESSIVE) == (bare != form)
        assert bool(found & CAPITAL) == form[0].isupper()
        assert bool(found & CAPITALS) == (bare.isupper() and sum(map(str.isalpha, bare)) > 1)
        assert bool(found & MIXED) == (any(map(str.isupper, bare[1:])) and not bare.isupper())
    assert bits.dtype == np.uint8
