"""The keys of all forms of a batch are those of each form."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names.form_keys import SAME, form_keys
from pipeline.names.form_words import form_words
from pipeline.names.keys import key_words
from pipeline.names.trimming import KINDS

WORDS = ["Ann", "HOLT", "the", "The", "of", "Jr", "Inc", "US", "United", "States", "O'Brien", "\u00d6zil", "J.", "A-B"]
FORMS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
SPELT = st.text("aZ7 \u00e9.'-_", min_size=1, max_size=6).filter(str.strip)


def key(kind: str, name: str) -> str:
    """The key of one name."""
    words = key_words(name)
    if kind == "person" and len(words) > 2:
        words = (words[0], words[-1])
    joined = " ".join(words)
    return f"{kind} {SAME.get(joined, joined)}"


def keys(*names: tuple[str, str]) -> list[str]:
    """The keys of names of some kinds, found at once."""
    forms = list(dict.fromkeys(name for _, name in names))
    kind, form = ([of.index(name[n]) for name in names] for n, of in ((0, KINDS), (1, forms)))
    return list(form_keys(form_words(strings(forms)), np.array(kind, np.int64), np.array(form, np.int64)).to_pylist())


@given(st.lists(st.one_of(FORMS, SPELT), unique=True, max_size=6))
def test_keys_are_those_of_each_form(forms: list[str]) -> None:
    """Of each kind, whatever the words are."""
    names = [*product(KINDS, forms)]
    assert keys(*names) == [key(kind, name) for kind, name in names]


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("person", "Ann Holt", "person ann holt"),
        ("person", "Ann Marie Holt", "person ann holt"),
        ("person", "Ann M. van der Holt", "person ann holt"),
        ("person", "Holt", "person holt"),
        ("person", "Ann Holt Jr.", "person ann holt"),
        ("organisation", "Bank of New Ostrand", "organisation bank of new ostrand"),
        ("place", "New South Ostrand", "place new south ostrand"),
        ("place", "US", "place united states"),
        ("place", "U.S.", "place united states"),
        ("place", "USA", "place united states"),
        ("place", "U.S.A.", "place united states"),
        ("place", "the United States", "place united states"),
        ("place", "United States of America", "place united states"),
        ("place", "UK", "place united kingdom"),
        ("place", "U.K.", "place united kingdom"),
        ("place", "the UAE", "place united arab emirates"),
        ("organisation", "UN", "organisation united nations"),
        ("organisation", "the U.N.", "organisation united nations"),
        ("organisation", "EU", "organisation european union"),
        ("organisation", "the European Union", "organisation european union"),
        ("organisation", "US Senate", "organisation us senate"),
        ("organisation", "UNO", "organisation uno"),
        ("other", "First Amendment", "other first amendment"),
        ("other", "__", "other "),
    ],
)
def test_the_key_of_an_entity(kind: str, name: str, expected: str) -> None:
    """Kind and words, of a person the first and the last; countries and unions by one of their names."""
    assert keys((kind, name)) == [expected]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "John F. Kennedy", "John Kennedy"),
        ("place", "U.S.", "United States"),
        ("organisation", "Ostrand Bank Ltd", "The Ostrand Bank"),
    ],
)
def test_same_key(kind: str, one: str, other: str) -> None:
    """Two ways of writing one name have one key."""
    first, second = keys((kind, one), (kind, other))
    assert first == second


def test_other_keys() -> None:
    """Kind, first name and America tell apart."""
    names = [("person", "Ostrand"), ("place", "Ostrand"), ("person", "Andrew Holt"), ("person", "Chris Holt")]
    names += [("place", "America"), ("place", "U.S.")]
    assert len({*keys(*names)}) == len(names)
