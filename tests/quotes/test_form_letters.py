"""Laws of the letters of spellings."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.genders import FEMALE, MALE, gendered
from pipeline.quotes.form_letters import form_letters, is_one_of
from pipeline.quotes.speech_words import SMALL_ONLY, speech_words
from pipeline.text.cutting import cut_texts


def letter_of(form: str) -> str:
    """The letter of a spelling."""
    (code,) = form_letters(cut_texts(strings([form])).cut)[0].tolist()
    return chr(code)


@pytest.mark.parametrize(
    ("form", "letter"),
    [
        ("said", "V"),
        ("Said", "X"),
        ("calling", "J"),
        ("Responding", "g"),
        ("Asked", "v"),
        ("polls", "z"),
        ("boss", "T"),
        ("he’s", "P"),
        ("they'll", "P"),
        ("She'D", "P"),
        ("editor’s", "o"),
        ("Editor's", "o"),
        ("Smith’s", "S"),
        ("O'Brien's", "S"),
        ("SMITH'S", "S"),
        ("1,200", "d"),
        ("٣٤", "d"),
        ("found", "U"),
        ("red", "w"),
        ("bus", "w"),
        ("mess", "w"),
        ("s", "z"),
        ("S", "X"),
        ("singing", "g"),
        ("lying", "w"),
        ("éying", "w"),
        ("éeying", "g"),
        ("needed", "v"),
        ("bled", "w"),
        ("éled", "w"),
        ("ééled", "v"),
        ("3rd", "d"),
        ("3ing", "d"),
        ("$3.5m", "w"),
        ("grimly", "h"),
        ("Grimly", "X"),
        ("ugly", "w"),
        ("family", "w"),
        ("Family", "X"),
        ("Publicly", "h"),
        ("Élan", "X"),
        ("élan", "w"),
        ("żądań's", "S"),
    ],
)
def test_letter_of_a_word(form: str, letter: str) -> None:
    """Kinds of the list first, then possessives, numbers, endings and capitals."""
    assert letter_of(form) == letter


def test_words_of_the_list() -> None:
    """Each has the letter of its kind; with a capital too, but for verbs and what else counts in small letters only."""
    known = {word: kind for word, kind in speech_words().items() if word.isalpha() and word.isascii()}
    cut = cut_texts(strings([" ".join(known), " ".join(map(str.capitalize, known))])).cut
    letters = form_letters(cut)[0][cut.form].tobytes().decode()
    assert letters[: len(known)] == "".join(known.values())
    capitals = list(zip(known.values(), letters[len(known) :], strict=True))
    assert all(found == kind for kind, found in capitals if kind not in SMALL_ONLY)
    assert {found for kind, found in capitals if kind in SMALL_ONLY} <= {*"Xgv"}


@pytest.mark.parametrize(
    ("form", "gender"), [("She", FEMALE), ("his", MALE), ("Mr", MALE), ("cat", 0), ("he's", 0), ("king's", 0)]
)
def test_gender_of_a_form(form: str, gender: int) -> None:
    """Titles and pronouns tell it, not what is joined to them."""
    assert form_letters(cut_texts(strings([form])).cut)[1].tolist() == [gender]


def test_genders_are_told_by_titles_and_pronouns_alone() -> None:
    """Every word that has a gender is a title, a role or a pronoun."""
    cut = cut_texts(strings([" ".join(gendered())])).cut
    letters, genders = (column[cut.form] for column in form_letters(cut))
    assert np.array_equal(genders > 0, is_one_of(letters, "THDP"))
    assert (genders > 0).any()


def test_a_letter_does_not_depend_on_the_other_words() -> None:
    """Of many spellings at once, each has the letter that it has alone."""
    forms = ["said", "he’s", "Ostrand's", "1,200", "éeying", "s", "polls", "they'll", "editor's", "X", "bus"]
    cut = cut_texts(strings([" ".join(forms)])).cut
    assert form_letters(cut)[0][cut.form].tobytes().decode() == "".join(map(letter_of, forms))


def test_no_text() -> None:
    """No spelling has no letter."""
    letters, genders = form_letters(cut_texts(strings([""])).cut)
    assert (len(letters), len(genders)) == (0, 0)


def test_codes_of_letters() -> None:
    """One truth for each code."""
    assert is_one_of(np.frombuffer(b"abz\n", np.uint8), "z\n").tolist() == [False, False, True, True]
    assert is_one_of(np.frombuffer(b"ab", np.uint8), "").tolist() == [False, False]
