"""Which forms of an article name the same person, organisation or place."""

from __future__ import annotations

import pytest

from pipeline.names.form_words import words_of
from pipeline.names.genders import FEMALE
from pipeline.names.joining import ORGANISATION, PERSON, PLACE, Known, same_person

KINDS = {"person": PERSON, "organisation": ORGANISATION, "place": PLACE}


def named(*forms: tuple[str, str]) -> dict[str, list[str]]:
    """Form → the names that it may stand for, when the forms come in this order."""
    known = Known()
    for form, kind in forms:
        known.add(form, KINDS[kind])
    return {form: [entity.name for entity in known.options[form]] for form, _ in forms}


@pytest.mark.parametrize(
    ("full", "kind", "form", "other", "is_same"),
    [
        ("Angela Merkel", "person", "Merkel", "person", True),
        ("Angela Merkel", "person", "Angela", "person", True),
        ("Angela Merkel", "person", "A. Merkel", "person", True),
        ("Angela Merkel", "person", "B. Merkel", "person", False),
        ("Angela Merkel", "person", "Petra Merkel", "person", False),
        ("Angela Dorothea Merkel", "person", "Angela Merkel", "person", True),
        ("Angela Dorothea Merkel", "person", "Dorothea Merkel", "person", True),
        ("Angela Merkel", "person", "Merkel", "organisation", True),
        ("Angela Merkel", "person", "Angela", "place", False),
        ("National Rifle Association", "organisation", "NRA", "organisation", True),
        ("National Rifle Association", "organisation", "RNA", "organisation", False),
        ("Northmoor Rovers", "organisation", "Northmoor", "organisation", True),
        ("Northmoor Rovers", "organisation", "Rovers", "organisation", False),
        ("Northmoor", "place", "Northmoor", "place", True),
        ("Upper Northmoor", "place", "Northmoor", "place", False),
    ],
)
def test_a_form_and_a_longer_name(full: str, kind: str, form: str, other: str, is_same: bool) -> None:
    """Surnames and first names of persons, initials and beginnings of organisations; places are called in full."""
    assert (named((full, kind), (form, other))[form] == [full]) is is_same


def test_a_surname_of_two_is_open() -> None:
    """Both may be meant, and the one named last is; a first name of two is nobody's."""
    known = Known()
    for form in ("Ann Holt", "Ben Holt", "Ann Vane", "Holt", "Ann"):
        known.add(form, PERSON)
    assert [entity.name for entity in known.options["Holt"]] == ["Ann Holt", "Ben Holt"]
    assert [entity.name for entity in known.options["Ann"]] == ["Ann"]
    assert known.entity_of("Holt", 0).name == "Ann Holt"
    known.entity_of("Ben Holt", 0)
    assert known.entity_of("Holt", 0).name == "Ben Holt"
    known.entity_of("Ann Holt", 0)
    assert known.entity_of("Holt", 0).name == "Ann Holt"


def test_two_bodies_with_one_beginning_or_one_set_of_initials_are_told_apart_by_nothing() -> None:
    """Then the short form is a name of its own."""
    two = (("Northmoor Rovers", "organisation"), ("Northmoor Herald", "organisation"), ("Northmoor", "organisation"))
    assert named(*two)["Northmoor"] == ["Northmoor"]
    two = (("Red Bank", "organisation"), ("Royal Board", "organisation"), ("RB", "organisation"))
    assert named(*two)["RB"] == ["RB"]


def test_a_title_tells_the_other_gender() -> None:
    """Mr. Holt beside Ann Holt is another person, the same one each time; Mrs. Holt is Ann."""
    known = Known()
    known.add("Ann Holt", PERSON)
    known.add("Holt", PERSON)
    woman, man = (known.entity_of("Holt", gender) for gender in (_gender("Ann"), _gender("John")))
    assert (woman.name, man.name) == ("Ann Holt", "Holt")
    assert known.entity_of("Holt", _gender("John")) is man
    assert known.entity_of("Holt", 0).name == "Ann Holt"


def _gender(first_name: str) -> int:
    from pipeline.names.genders import first_name_gender

    found: int = first_name_gender(f"{first_name} Holt")
    assert found
    return found


@pytest.mark.parametrize(
    ("longer", "words", "is_same"),
    [
        ("angela merkel", "angela merkel", True),
        ("angela dorothea merkel", "angela merkel", True),
        ("angela merkel", "a merkel", True),
        ("a merkel", "angela merkel", True),
        ("angela merkel", "b merkel", False),
        ("angela merkel", "an merkel", False),
        ("angela merkel", "angela kasner", False),
        ("angela dorothea merkel", "dorothea merkel", True),
    ],
)
def test_two_full_names_of_one_person(longer: str, words: str, is_same: bool) -> None:
    """One last word, and the same first name, an initial of it, or only words of the longer name."""
    assert same_person(tuple(longer.split()), tuple(words.split())) is is_same


def test_a_form_without_key_words_is_its_own() -> None:
    """So that everything has a key."""
    assert words_of("&") == ("&",)


def test_persons_have_no_initials() -> None:
    """Initials in capitals stand for bodies of several words alone."""
    assert named(("Jan Kos", "person"), ("JK", "organisation"))["JK"] == ["JK"]
    assert named(("Karsk", "organisation"), ("K", "organisation"))["K"] == ["K"]


def test_first_names_in_another_order() -> None:
    """The same words before one surname are one person."""
    assert named(("Ann Mary Holt", "person"), ("Mary Ann Holt", "person"))["Mary Ann Holt"] == ["Ann Mary Holt"]


def test_a_title_is_no_full_name() -> None:
    """`Mrs. Holt` is the woman of two; the next `Holt` is the one named last in full all the same."""
    known = Known()
    for form in ("Ann Holt", "Tom Holt", "Holt"):
        known.add(form, PERSON)
    spoken = (("Ann Holt", 0), ("Tom Holt", 0), ("Holt", FEMALE), ("Holt", 0))
    assert [known.entity_of(*one).name for one in spoken] == ["Ann Holt", "Tom Holt", "Ann Holt", "Tom Holt"]
