"""Laws of joining the forms of a name within an article."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names import coreference
from pipeline.names.coreference import entities
from pipeline.names.form_words import form_words
from pipeline.names.genders import FEMALE, MALE
from pipeline.names.joining import ORGANISATION, PERSON, PLACE
from pipeline.names.mentions import Mentions
from pipeline.names.relatives import Forms, Relations

FORMS = st.sampled_from(
    ["Ann Holt", "Holt", "Ben Holt", "Ann", "Ostrand", "Ostrand Bank", "OB", "A. Holt", "Mara Vane"]
)
MENTIONS = st.lists(st.tuples(FORMS, st.integers(0, 2)), max_size=12)
WORDS = st.sampled_from(["Ann", "ANN", "A.", "Mary", "Holt", "France", "Ostrand", "Bank", "Times", "of", "the", "Jr"])
TITLED = st.lists(
    st.tuples(
        st.one_of(FORMS, st.lists(WORDS, min_size=1, max_size=4).map(" ".join)), st.integers(0, 3), st.integers(0, 2)
    ),
    max_size=12,
)


def joined(*mentions: tuple[str, int] | tuple[str, int, int]) -> list[tuple[str, int, list[str]]]:
    """(name, kind, forms) of each entity; mentions stand ten characters apart."""
    return [(name, kind, [form for _, form in places]) for _, name, kind, places in listed([*mentions])]


def listed(*articles: list[Any]) -> list[tuple[int, str, int, list[tuple[int, str]]]]:
    """(article, name, kind, [(number of the mention in its article, form)]) of the entities of some articles."""
    rows = [(doc, n, *one, 0)[:5] for doc, article in enumerate(articles) for n, one in enumerate(article)]
    forms = sorted({form for _, _, form, _, _ in rows})
    doc, form, kind, gender = (
        np.array([forms.index(row[n]) if n == 2 else row[n] for row in rows], np.int64) for n in (0, 2, 3, 4)
    )
    found = entities(Mentions(doc, doc, doc, kind, gender), form, forms, form_words(strings(forms)))
    places: list[list[tuple[int, str]]] = [[] for _ in found.doc]
    for (_, n, spelt, *_), at in zip(rows, found.of_mention.tolist(), strict=True):
        places[at].append((n, spelt))
    columns = found.doc.tolist(), [forms[n] for n in found.name.tolist()], found.kind.tolist(), places
    return list(zip(*columns, strict=True))


def test_a_surname_goes_with_the_full_name() -> None:
    """Before and after the full name, and whatever the surname alone was tagged as."""
    found = joined(("Holt", PERSON), ("Ann Holt", PERSON), ("Holt", PERSON))
    assert found == [("Ann Holt", PERSON, ["Holt", "Ann Holt", "Holt"])]
    assert joined(("Ann Holt", PERSON), ("Holt", ORGANISATION)) == [("Ann Holt", PERSON, ["Ann Holt", "Holt"])]


def test_a_form_of_one_other_asks_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it can go with that alone, titles included; two full names ask for each mention."""
    asked: list[str] = []
    owners = coreference._owners

    def noted(told: coreference._Asked, *rest: Any) -> Any:
        asked.extend(told.names)
        return owners(told, *rest)

    monkeypatch.setattr(coreference, "_owners", noted)
    plain = [("Ann Holt", PERSON, ["Ann Holt", "Holt"])]
    assert joined(("Ann Holt", PERSON), ("Holt", PERSON)) == plain
    assert joined(("Holt", PERSON), ("Holt Ann", PERSON)) == [("Holt Ann", PERSON, ["Holt", "Holt Ann"])]
    assert joined(("Ann Holt", PERSON), ("Holt", ORGANISATION)) == plain
    assert joined(("Ann Holt", PERSON), ("Holt", PERSON, FEMALE)) == plain
    assert joined(("Ann Holt", PERSON), ("Holt", PERSON, MALE))[0] == ("Ann Holt", PERSON, ["Ann Holt"])
    assert len(joined(("Ann Holt Vane", PERSON), ("Holt", PERSON))) == 2
    assert len(joined(("Ann Holt", PERSON), ("Holt", PERSON), ("Holt Square", PLACE))) == 2
    assert asked == []
    assert len(joined(("Ann Holt", PERSON), ("Ben Holt", PERSON), ("Holt", PERSON), ("Leeds", PLACE))) == 3
    assert sorted(asked) == ["Ann Holt", "Ben Holt", "Holt"]


def test_a_well_known_place_is_nobody() -> None:
    """A country stays one though somebody bears its name."""
    found = joined(("Ann France", PERSON), ("France", PLACE))
    assert found == [("Ann France", PERSON, ["Ann France"]), ("France", PLACE, ["France"])]


def test_two_people_of_one_surname_stay_two() -> None:
    """A bare surname means the one who was last named in full."""
    found = joined(("Ann Holt", PERSON), ("Holt", PERSON), ("Ben Holt", PERSON), ("Holt", PERSON))
    assert found == [("Ann Holt", PERSON, ["Ann Holt", "Holt"]), ("Ben Holt", PERSON, ["Ben Holt", "Holt"])]


def test_a_title_tells_two_people_of_one_surname_apart() -> None:
    """Mr. Holt is no Ann Holt: the last named Ben Holt, else somebody whom nobody named in full."""
    both = (("Ben Holt", PERSON), ("Ann Holt", PERSON))
    assert joined(*both, ("Holt", PERSON, MALE), ("Holt", PERSON, FEMALE), ("Holt", PERSON)) == [
        ("Ben Holt", PERSON, ["Ben Holt", "Holt"]),
        ("Ann Holt", PERSON, ["Ann Holt", "Holt", "Holt"]),
    ]
    alone = joined(("Ann Holt", PERSON), ("Holt", PERSON, MALE), ("Holt", PERSON, FEMALE), ("Holt", PERSON, MALE))
    assert alone == [("Ann Holt", PERSON, ["Ann Holt", "Holt"]), ("Holt", PERSON, ["Holt", "Holt"])]
    assert joined(("Qx Holt", PERSON), ("Holt", PERSON, MALE)) == [("Qx Holt", PERSON, ["Qx Holt", "Holt"])]


def test_first_names_and_initials() -> None:
    """A first name goes with the only one who bears it; an initial of the first name is enough beside the surname."""
    assert joined(("Ann Holt", PERSON), ("Ann", PERSON)) == [("Ann Holt", PERSON, ["Ann Holt", "Ann"])]
    two = joined(("Ann Holt", PERSON), ("Ann Vane", PERSON), ("Ann", PERSON))
    assert [name for name, *_ in two] == ["Ann Holt", "Ann Vane", "Ann"]
    assert joined(("Ann Holt", PERSON), ("A. Holt", PERSON)) == [("Ann Holt", PERSON, ["Ann Holt", "A. Holt"])]
    assert len(joined(("Ann Holt", PERSON), ("B. Holt", PERSON))) == 2


def test_a_middle_name_changes_nobody() -> None:
    """The longest form is the name."""
    found = joined(("Ann Holt", PERSON), ("Ann Maria Holt", PERSON))
    assert found == [("Ann Maria Holt", PERSON, ["Ann Holt", "Ann Maria Holt"])]


def test_bodies_by_initials_and_by_their_beginning() -> None:
    """Initials in capitals skip small words; a beginning counts where one body alone begins so."""
    body, short = ("Bank of Ostrand", ORGANISATION), ("BO", ORGANISATION)
    assert joined(body, short) == [("Bank of Ostrand", ORGANISATION, ["Bank of Ostrand", "BO"])]
    assert len(joined(body, ("Bo", ORGANISATION))) == 2
    assert len(joined(("Ostrand Bank", ORGANISATION), ("Ostrand", ORGANISATION))) == 1
    assert len(joined(("Bank of Ostrand", ORGANISATION), ("Bank", ORGANISATION))) == 2
    assert len(joined(("Ostrand Bank", ORGANISATION), ("Ostrand Club", ORGANISATION), ("Ostrand", ORGANISATION))) == 3


def test_one_spelling_is_of_one_kind() -> None:
    """The kind that it is tagged with most often."""
    found = joined(("Ostrand", PLACE), ("Ostrand", ORGANISATION), ("Ostrand", PLACE))
    assert found == [("Ostrand", PLACE, ["Ostrand"] * 3)]


def test_a_surname_tells_that_a_full_name_is_a_person() -> None:
    """Whatever the full name was tagged as, unless a list knows one of its words as that of a body or place."""
    found = joined(("Minyon Vane", ORGANISATION), ("Vane", PERSON))
    assert found == [("Minyon Vane", PERSON, ["Minyon Vane", "Vane"])]
    assert len(joined(("Vane Group", ORGANISATION), ("Group", PERSON))) == 2
    assert len(joined(("House of Vane", ORGANISATION), ("Vane", PERSON))) == 2
    assert len(joined(("Minyon Vane", ORGANISATION), ("Vane", PLACE))) == 2


@given(MENTIONS)
def test_no_mention_is_lost(mentions: list[tuple[str, int]]) -> None:
    """Every mention belongs to one entity, at its place, in order; entities are in the order of their first mention."""
    places = [places for *_, places in listed(mentions)]
    assert sorted(place for own in places for place in own) == [(n, form) for n, (form, _) in enumerate(mentions)]
    assert all(own == sorted(own) for own in places)
    assert [own[0] for own in places] == sorted(own[0] for own in places)


@given(MENTIONS, MENTIONS)
def test_articles_do_not_meet(first: list[tuple[str, int]], second: list[tuple[str, int]]) -> None:
    """The entities of an article are those that it has alone."""
    alone = listed(first) + [(1, *rest) for _, *rest in listed(second)]
    assert listed(first, second) == alone


@given(TITLED)
def test_what_is_sure_is_what_the_rules_say(mentions: list[tuple[str, int, int]]) -> None:
    """Whether forms are left out of the rules or all go through them, the entities are the same."""
    told = coreference.relations

    def all_asked(forms: Forms) -> Relations:
        none = np.zeros(0, np.int64)
        return Relations(told(forms).kind, none, none, np.ones(len(forms.doc), bool))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coreference, "relations", all_asked)
        asked = listed(mentions)
    assert listed(mentions) == asked


def test_runs() -> None:
    """First and end place of each run of equal values."""
    assert list(coreference._runs(np.array([3, 3, 5, 9, 9, 9]))) == [(0, 2), (2, 3), (3, 6)]
    assert list(coreference._runs(np.array([7]))) == [(0, 1)]
    assert list(coreference._runs(np.zeros(0, np.int64))) == []


@pytest.mark.parametrize(("form", "expected"), [("Qx Qy Qz Vane", 1), ("Qw Qx Qy Qz Vane", 2), ("Qx Vane", 1)])
def test_a_full_name_has_two_to_four_words(form: str, expected: int) -> None:
    """Five words that end with a surname are no person by that alone."""
    assert len(joined((form, ORGANISATION), ("Vane", PERSON))) == expected


def test_a_newspaper_by_its_last_word() -> None:
    """The only one that ends so; of two neither."""
    york, short = ("New York Times", ORGANISATION), ("Times", ORGANISATION)
    assert joined(york, short) == [("New York Times", ORGANISATION, ["New York Times", "Times"])]
    assert len(joined(york, ("Ostrand Times", ORGANISATION), short)) == 3
