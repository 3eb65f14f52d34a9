"""The key words of all forms of a batch are those of each form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names import form_words as asked
from pipeline.names.form_words import FormWords, form_words, words_of
from pipeline.names.keys import Words, initials, key_words

WORDS = [
    "Ann",
    "ANN",
    "Holt",
    "of",
    "the",
    "The",
    "Jr",
    "Inc",
    "\u00d6l",
    "U.S.",
    "A-B",
    "O'Brien",
    "AT&T",
    "II",
    "4",
    "F.",
    "9th",
]
SPELT = st.text("aZ7 \u00e9.'-&_", min_size=1, max_size=6).filter(str.strip)
FORMS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


def listed(found: FormWords) -> list[Words]:
    """The words of each form."""
    known = found.known.to_pylist()
    return [
        tuple(known[n] for n in found.word[a:b].tolist())
        for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)
    ]


@given(st.lists(st.one_of(FORMS, SPELT), unique=True, max_size=6))
def test_words_are_those_of_each_form(forms: list[str]) -> None:
    """Also of forms with odd blanks, marks, other scripts, or without a word."""
    assert listed(form_words(strings(forms))) == [words_of(form) for form in forms]


@given(st.lists(FORMS, unique=True, max_size=6))
def test_initials_that_are_a_word(forms: list[str]) -> None:
    """The number of the word that they are, where some form of the batch has it."""
    found = form_words(strings([*forms, "AH", "AB", "TA"]))
    known = found.known.to_pylist()
    told = [known[n] if n >= 0 else "" for n in found.initials.tolist()]
    assert told == [short if (short := initials(form)) in known else "" for form in [*forms, "AH", "AB", "TA"]]


def test_plain_forms_are_not_asked_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those with other letters or marks, or with full stops between letters."""
    noted: list[str] = []

    def words(form: str) -> Words:
        noted.append(form)
        return words_of(form)

    monkeypatch.setattr(asked, "words_of", words)
    plain = ["Ann Holt", "The Hague", "Holt Jr. Inc", "the", "Jr", "Ann-Mary F. Holt", "Channel 4"]
    found = form_words(strings([*plain, "O'Brien", "Zo\u00eb", "U.S.", "Ann - Holt", "Holt..", ".Holt", "Holt -Ann"]))
    assert noted == ["O'Brien", "Zo\u00eb", "U.S.", "Ann - Holt", "Holt..", ".Holt", "Holt -Ann"]
    assert listed(found)[: len(plain)] == [
        ("ann", "holt"),
        ("hague",),
        ("holt",),
        ("the",),
        ("jr",),
        ("ann", "mary", "f", "holt"),
        ("channel", "4"),
    ]


@given(st.lists(st.one_of(FORMS, SPELT), unique=True, max_size=6))
def test_forms_without_a_word(forms: list[str]) -> None:
    """Marks alone."""
    found = form_words(strings(forms))
    assert found.is_word.tolist() == [bool(key_words(form)) for form in forms]
    assert found.size.tolist() == [len(words_of(form)) for form in forms]


def test_kinds_of_words() -> None:
    """Which of the distinct words a list has."""
    found = form_words(strings(["Bank of Ostrand", "Times"]))
    assert dict(zip(found.known.to_pylist(), found.holds("W").tolist(), strict=True)) == {
        "bank": False,
        "of": False,
        "ostrand": False,
        "times": True,
    }


def test_no_forms() -> None:
    """Columns without rows."""
    found = form_words(strings([]))
    assert [len(column) for column in found] == [0] * 6
    assert np.asarray(found.start).dtype == np.int64
