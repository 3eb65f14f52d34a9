"""Laws of joining the forms of a name within an article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.names.coreference import ORGANISATION, PERSON, PLACE, entities

FORMS = st.sampled_from(
    ["Ann Holt", "Holt", "Ben Holt", "Ann", "Ostrand", "Ostrand Bank", "OB", "A. Holt", "Mara Vane"]
)
MENTIONS = st.lists(st.tuples(FORMS, st.integers(0, 2)), max_size=12)


def joined(*mentions: tuple[str, int]) -> list[tuple[str, int, list[str]]]:
    """(name, kind, forms) of each entity; mentions stand ten characters apart."""
    found = entities((10 * n, form, kind) for n, (form, kind) in enumerate(mentions))
    return [(entity.name, entity.kind, [form for _, form in entity.places]) for entity in found]


def test_a_surname_goes_with_the_full_name() -> None:
    """Before and after the full name, and whatever the surname alone was tagged as."""
    found = joined(("Holt", PERSON), ("Ann Holt", PERSON), ("Holt", PERSON))
    assert found == [("Ann Holt", PERSON, ["Holt", "Ann Holt", "Holt"])]
    assert joined(("Ann Holt", PERSON), ("Holt", ORGANISATION)) == [("Ann Holt", PERSON, ["Ann Holt", "Holt"])]


def test_a_well_known_place_is_nobody() -> None:
    """A country stays one though somebody bears its name."""
    found = joined(("Ann France", PERSON), ("France", PLACE))
    assert found == [("Ann France", PERSON, ["Ann France"]), ("France", PLACE, ["France"])]


def test_two_people_of_one_surname_stay_two() -> None:
    """A bare surname means the one who was last named in full."""
    found = joined(("Ann Holt", PERSON), ("Holt", PERSON), ("Ben Holt", PERSON), ("Holt", PERSON))
    assert found == [("Ann Holt", PERSON, ["Ann Holt", "Holt"]), ("Ben Holt", PERSON, ["Ben Holt", "Holt"])]


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


@given(MENTIONS)
def test_no_mention_is_lost(mentions: list[tuple[str, int]]) -> None:
    """Every mention belongs to one entity, at its place, in order; entities are in the order of their first mention."""
    listed = [(10 * n, form, kind) for n, (form, kind) in enumerate(mentions)]
    found = entities(listed)
    assert sorted(place for entity in found for place in entity.places) == [(start, form) for start, form, _ in listed]
    assert all(entity.places == sorted(entity.places) for entity in found)
    assert [entity.places[0] for entity in found] == sorted(entity.places[0] for entity in found)
