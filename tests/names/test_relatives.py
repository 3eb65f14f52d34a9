"""Which forms of an article may belong together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names import relatives
from pipeline.names.keys import initials, is_plain
from pipeline.names.relatives import relations, words_of

FORMS = ["Ann Holt", "Holt", "National Rifle Association", "NRA", "Leeds"]


def test_related_forms() -> None:
    """A word or the initials of another form of the same article; never of another article."""
    doc, form = np.array([0, 0, 0, 0, 0, 1, 1, 2, 2]), np.array([0, 1, 2, 3, 4, 0, 4, 2, 1])
    assert relations(doc, form, strings(FORMS)).related.tolist() == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        False,
    ]
    assert relations(doc[:0], form[:0], strings([])).related.tolist() == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Özil", "Mesut Özil"),
        ("O\u2019Brien", "Ann O'Brien"),
        ("Bank of Ostrand", "BO"),
        ("Smith-Jones", "Jones"),
        ("AT&T", "AT&T Inc"),
        ("Trans-Ostrand Bank", "TOB"),
    ],
)
def test_words_of_any_script_and_mark(one: str, other: str) -> None:
    """Dots, hyphens, curls and small words are read as everywhere in names."""
    doc, form = np.zeros(2, np.int64), np.arange(2)
    assert relations(doc, form, strings([one, other])).related.tolist() == [True, True]
    assert relations(doc, form, strings([one, "Leeds"])).related.tolist() == [False, False]


def test_two_forms_that_nothing_else_is_like() -> None:
    """A third form with a word of theirs, or two words that both have, makes more of it than a pair."""
    listed = ["Ann Holt", "Holt", "Leeds", "Bank of Ostrand", "Ostrand", "Ostrand Bank", "BO"]
    found = relations(np.zeros(len(listed), np.int64), np.arange(len(listed)), strings(listed))
    assert (found.one.tolist(), found.other.tolist()) == ([0], [1])
    found = relations(np.zeros(2, np.int64), np.array([3, 5]), strings(listed))
    assert (found.related.tolist(), found.one.tolist()) == ([True, True], [])
    found = relations(np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 0, 1]), strings(listed))
    assert sorted(zip(found.one.tolist(), found.other.tolist(), strict=True)) == [(0, 1), (2, 3)]


WORDS = st.lists(st.sampled_from(["Ann", "ANN", "of", "the", "Jr", "Öl", "U.S.", "A-B", "Inc"]), min_size=1, max_size=4)


@given(st.lists(WORDS.map(" ".join), unique=True, max_size=6))
def test_no_relation_is_missed(forms: list[str]) -> None:
    """Forms that share a key word, or of which one is the initials of the other, are always found."""
    told = [{*words_of(form), initials(form)} - {""} for form in forms]
    expected = [any(own & other for m, other in enumerate(told) if m != n) for n, own in enumerate(told)]
    found = relations(np.zeros(len(forms), np.int64), np.arange(len(forms)), strings(forms)).related.tolist()
    assert all(one >= other for one, other in zip(found, expected, strict=True))


@given(st.lists(st.text("aZ é.", min_size=1, max_size=6), unique=True, max_size=5))
def test_words_by_bytes_and_by_characters(forms: list[str]) -> None:
    """Array arithmetic finds the words between the blanks of plain forms, and their initials."""
    plain = [form for form in forms if is_plain(form)]
    found = relatives._plain_words(relatives.strings(plain))
    listed = list(zip(found.owner.tolist(), found.words.to_pylist(), strict=True))
    assert listed == [(n, word) for n, form in enumerate(plain) for word in form.lower().split()]
    short = relatives._initials(found)
    made = list(zip(short.owner.tolist(), short.words.to_pylist(), strict=True))
    assert made == [(n, initials(form)) for n, form in enumerate(plain) if initials(form)]
