"""What spellings tell, with values."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings, to_numpy
from pipeline.names import spellings as sp
from pipeline.names.known_spellings import spellings_of
from pipeline.names.spelling_kinds import coarse_kinds, shape_of, shapes, shares
from pipeline.names.word_lists import class_numbers, kind_names, word_facts, word_kinds
from pipeline.text.tokens import tokenise


def spelt(*forms: str) -> sp.Spellings:
    """The spellings of a text of these words."""
    tokens = tokenise(strings([" ".join(forms)]))
    assert tokens.forms == [*forms]
    return spellings_of(tokens, np.arange(len(forms)))


@pytest.mark.parametrize(
    ("form", "flags"),
    [
        ("Merkel", sp.CAPITAL),
        ("Merkel’s", sp.CAPITAL | sp.POSSESSIVE),
        ("iPhone", sp.CAPITAL),
        ("Özil", sp.CAPITAL),
        ("öl", 0),
        ("J", sp.CAPITAL | sp.SHORT),
        ("U.S.", sp.CAPITAL | sp.SHORT),
        ("U.S.'s", sp.CAPITAL | sp.POSSESSIVE),
        ("St", sp.CAPITAL | sp.SHORT),
        ("st", 0),
        ("of", sp.JOINER),
        ("Of", sp.CAPITAL),
        ("van", sp.JOINER | sp.PARTICLE),
        ("747", sp.DIGITS),
        ("1984", 0),
        ("went", 0),
        ("A" * 41, 0),
        ("A" * 40, sp.CAPITAL),
    ],
)
def test_flags(form: str, flags: int) -> None:
    """Capitals, initials and abbreviations, joiners and particles in small letters, numbers of three digits at most."""
    assert (spelt(form).flags & ~np.uint8(sp.TELLING)).tolist() == [flags]


@pytest.mark.parametrize(
    ("form", "telling"), [("and", 0), ("with", sp.TELLING), ("Ann's", sp.TELLING), ("dé", 0), ("ééé", sp.TELLING)]
)
def test_words_that_tell_of_headlines(form: str, telling: int) -> None:
    """More than three bytes, the possessive among them."""
    assert (spelt(form).flags & sp.TELLING).tolist() == [telling]


def test_bases() -> None:
    """No possessive, straight apostrophes; lengths are of characters."""
    found = spelt("Merkel’s", "O’Brien", "Özil's", "BBC'S", "it")
    assert found.bases.to_pylist() == ["Merkel", "O'Brien", "Özil", "BBC", "it"]
    assert found.length.tolist() == [6, 7, 4, 3, 2]
    assert sp.spellings(strings([]), np.zeros(0, np.uint8), strings([])).bases.to_pylist() == []


def test_what_the_lists_know() -> None:
    """Kinds by word, in any capitals; classes by spelling."""
    found = spelt("angela", "ANGELA", "Qwxzv")
    assert [kind_names()[n] for n in found.kinds] == [word_kinds()["angela"]] * 2 + [""]
    assert found.classes.tolist() == [class_numbers().get(form, 0) for form in ("angela", "ANGELA", "Qwxzv")]
    assert found.word_classes.tolist() == [class_numbers().get(word, 0) for word in ("angela", "angela", "qwxzv")]
    assert found.facts.tolist() == [word_facts()["angela"]] * 2 + [0]


@given(st.lists(st.text("aBZ9éÖ.İ", min_size=1, max_size=4), min_size=1, max_size=5))
def test_letters_by_bytes_and_by_characters(bases: list[str]) -> None:
    """Arithmetic over bytes says of ASCII spellings what Python says of their characters."""
    column = strings(bases)
    length = to_numpy(pc.utf8_length(column)).astype(np.int64)
    assert sp.letter_facts(column, length).tolist() == [sp._letter_facts(base) for base in bases]


def test_letters_of_nothing() -> None:
    """No spellings, no facts."""
    assert sp.letter_facts(pa.array([], pa.string()), np.zeros(0, np.int64)).tolist() == []


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("in", 1),
        ("of", 2),
        ("the", 3),
        ("said", 4),
        ("minister", 5),
        ("went", 0),
        ("42", 19),
        ("J", 17),
        ("QWXZ", 16),
        ("Qwxz", 18),
        ("Monday", 20),
        ("France", 10),
        ("Angela", 9),
        ("1ST", 16),
    ],
)
def test_coarse_kinds(form: str, kind: int) -> None:
    """Function words, verbs of speech, titles, numbers, initials, capitals, days, places, first names."""
    assert coarse_kinds(spelt(form)).tolist() == [kind]


@pytest.mark.parametrize(
    ("base", "shape"),
    [("Merkel", "Xxx"), ("NATO", "XX"), ("McD", "XxX"), ("U.S.", "X.X."), ("B12", "Xdd"), ("Öl1", "Xxd"), ("a", "x")],
)
def test_shapes(base: str, shape: str) -> None:
    """Letters by their case, runs of more than two shortened, the first twelve characters alone."""
    assert shape_of(base) == shape
    assert shape_of("Ab" * 6 + "...") == shape_of("Ab" * 6)


@given(st.lists(st.text("aBZ9\u00e9\u00d6.\u0130'", max_size=14)))
def test_shapes_of_many(bases: list[str]) -> None:
    """Those of each, in any script."""
    assert shapes(strings(bases)).to_pylist() == [*map(shape_of, bases)]


@pytest.mark.parametrize(("form", "share"), [("Angela", 3), ("said", 3), ("Qwxzv", 0), ("Said", 1)])
def test_shares(form: str, share: int) -> None:
    """Whether news writes it so or rather in other letters; 0 where it has neither."""
    assert shares(spelt(form)).tolist() == [share]
