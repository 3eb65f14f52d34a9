"""The keys of all forms of a batch are those of each form."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names import form_keys
from pipeline.names.form_keys import FormKeys
from pipeline.names.form_words import form_words
from pipeline.names.keys import entity_key, key_words
from pipeline.names.trimming import KINDS

WORDS = [
    "Ann",
    "HOLT",
    "the",
    "The",
    "of",
    "Jr",
    "Inc",
    "US",
    "United",
    "States",
    "O'Brien",
    "\u00d6zil",
    "J.",
    "A-B",
    "II",
]
FORMS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def written(forms: list[str]) -> FormKeys:
    """The keys of some forms."""
    return FormKeys(strings(forms), form_words(strings(forms)))


@given(
    st.lists(
        st.one_of(FORMS, st.text("aZ \u00e9.'-", min_size=1, max_size=6).filter(str.strip)), unique=True, max_size=6
    )
)
def test_keys_are_those_of_each_form(forms: list[str]) -> None:
    """Of each kind, whatever the words are."""
    pairs = np.array([*product(range(len(KINDS)), range(len(forms)))], np.int64).reshape(-1, 2)
    found = written(forms).keys(*pairs.T).to_pylist()
    assert found == [entity_key(KINDS[kind], forms[form]) for kind, form in pairs.tolist()]


@given(st.lists(FORMS, unique=True, max_size=6))
def test_single_words_are_those_of_each_form(forms: list[str]) -> None:
    """A suffix or an article is no word of its own."""
    assert written(forms).are_single().tolist() == [len(key_words(form)) < 2 for form in forms]


def test_plain_forms_are_not_asked_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those with other letters, with words that do not count, and persons of three words."""
    asked: list[str] = []

    def noted(kind: str, form: str) -> str:
        asked.append(form)
        return entity_key(kind, form)

    monkeypatch.setattr(form_keys, "entity_key", noted)
    forms = ["Ann Holt", "Ann Mary Holt", "The Hague", "Holt Inc", "US", "Leeds", "Zo\u00eb"]
    kind = np.array([0, 0, 2, 1, 2, 2, 0])
    found = written(forms).keys(kind, np.arange(len(forms))).to_pylist()
    assert asked == ["Ann Mary Holt", "The Hague", "Holt Inc", "US", "Zo\u00eb"]
    assert found[:2] == ["person ann holt"] * 2
    assert found[4:6] == ["place united states", "place leeds"]
