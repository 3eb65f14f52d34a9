"""Which form of an article names whom, pair by pair."""

from __future__ import annotations

import pytest

from pipeline.names.form_words import words_of
from pipeline.names.joining import ORGANISATION, PERSON, PLACE, Known


def owner(*forms: tuple[str, int]) -> str:
    """The name that the last form stands for, when the forms come in this order."""
    known = Known()
    for form, kind in forms:
        known.add(form, kind)
    name: str = known.entity_of(forms[-1][0], 0).name
    return name


@pytest.mark.parametrize(
    ("full", "form", "is_same"),
    [
        ("Ann Holt", "Holt", True),
        ("Ann Holt", "Ann", True),
        ("Ann Holt", "A. Holt", True),
        ("Ann Holt", "B. Holt", False),
        ("Ann Holt", "Ann H.", False),
        ("Ann Holt", "Ben Holt", False),
        ("Ann Holt", "Ann Vane", False),
        ("Ann Holt", "Holt Ann", False),
        ("Ann Marie Holt", "Ann Holt", True),
        ("Ann Marie Holt", "Marie Holt", True),
        ("Ann Marie Holt", "Holt", True),
        ("Ann Marie Holt", "Marie", False),
        ("Ann Holt Jr.", "Holt", True),
        ("Ann O'Brien", "O\u2019Brien", True),
        ("Ann Holt", "Hol", False),
        ("Ann Holt", "holt", True),
    ],
)
def test_a_person(full: str, form: str, *, is_same: bool) -> None:
    """By the last word, by the first, by an initial; not by other first names."""
    assert (owner((full, PERSON), (form, PERSON)) == full) is is_same


@pytest.mark.parametrize(
    ("full", "form", "is_same"),
    [
        ("National Rifle Association", "NRA", True),
        ("National Rifle Association", "N.R.A.", True),
        ("National Rifle Association", "NRB", False),
        ("National Rifle Association", "National Rifle", True),
        ("National Rifle Association", "Rifle Association", False),
        ("Bank of Ostrand", "BO", True),
        ("Ostrand Bank", "Ostrand", True),
        ("Ostrand Bank", "Bank", False),
        ("Ostrand Bank Ltd", "Ostrand Bank", True),
    ],
)
def test_a_body(full: str, form: str, *, is_same: bool) -> None:
    """By its initials, small words aside, and by its beginning."""
    assert (owner((full, ORGANISATION), (form, ORGANISATION)) == full) is is_same


@pytest.mark.parametrize(
    ("full", "form", "is_same"),
    [("New Ostrand", "New Ostrand", True), ("New Ostrand", "Ostrand", False), ("New Ostrand", "NO", False)],
)
def test_a_place(full: str, form: str, *, is_same: bool) -> None:
    """In full alone."""
    assert (owner((full, PLACE), (form, PLACE)) == full) is is_same


@pytest.mark.parametrize(
    ("form", "words"),
    [("Ann Holt", ("ann", "holt")), ("the Ostrand Bank Inc", ("ostrand", "bank")), ("&", ("&",)), ("U.S.", ("us",))],
)
def test_the_words_of_a_form(form: str, words: tuple[str, ...]) -> None:
    """Those that it is compared by; the form itself where it has none."""
    assert words_of(form) == words
