"""Which forms of an article may belong together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import relatives
from pipeline.names.keys import initials, is_plain
from pipeline.names.relatives import related, words_of

FORMS = ["Ann Holt", "Holt", "National Rifle Association", "NRA", "Leeds"]


def test_related_forms() -> None:
    """A word or the initials of another form of the same article; never of another article."""
    doc, form = np.array([0, 0, 0, 0, 0, 1, 1, 2, 2]), np.array([0, 1, 2, 3, 4, 0, 4, 2, 1])
    assert related(doc, form, FORMS).tolist() == [True, True, True, True, False, False, False, False, False]
    assert related(doc[:0], form[:0], []).tolist() == []


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
    assert related(doc, form, [one, other]).tolist() == [True, True]
    assert related(doc, form, [one, "Leeds"]).tolist() == [False, False]


WORDS = st.lists(st.sampled_from(["Ann", "ANN", "of", "the", "Jr", "Öl", "U.S.", "A-B", "Inc"]), min_size=1, max_size=4)


@given(st.lists(WORDS.map(" ".join), unique=True, max_size=6))
def test_no_relation_is_missed(forms: list[str]) -> None:
    """Forms that share a key word, or of which one is the initials of the other, are always found."""
    told = [{*words_of(form), initials(form)} - {""} for form in forms]
    expected = [any(own & other for m, other in enumerate(told) if m != n) for n, own in enumerate(told)]
    found = related(np.zeros(len(forms), np.int64), np.arange(len(forms)), forms).tolist()
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
