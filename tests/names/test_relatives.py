"""Which forms of an article the rules can bring together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.names import relatives
from pipeline.names.form_words import form_words
from pipeline.names.joining import ORGANISATION, PERSON, PLACE
from pipeline.names.relatives import Forms, Relations, relations

OTHER = 3


def of(*articles: list[tuple[str, int]]) -> Relations:
    """The relations of some articles, of forms with kinds."""
    return relations(forms_of(*articles))


def forms_of(*articles: list[tuple[str, int]]) -> Forms:
    """The forms of some articles."""
    rows = [(doc, *one) for doc, article in enumerate(articles) for one in article]
    spelt = list(dict.fromkeys(form for _, form, _ in rows))
    doc, form, kind = (np.array([spelt.index(r[1]) if n == 1 else r[n] for r in rows], np.int64) for n in range(3))
    return Forms(doc, form, kind, spelt, form_words(strings(spelt)))


def sure(found: Relations) -> list[tuple[int, int]]:
    """Full and short form of each pair."""
    return list(zip(found.full.tolist(), found.short.tolist(), strict=True))


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        (("Ann Holt", PERSON), ("Holt", PERSON)),
        (("Ann Holt", PERSON), ("Ann", PERSON)),
        (("Ann Holt", PERSON), ("Holt", ORGANISATION)),
        (("Ann Mary Holt", PERSON), ("Ann Holt", PERSON)),
        (("Ann Mary Holt", PERSON), ("A. Holt", PERSON)),
        (("Ann Mary Holt", PERSON), ("Ann Mary", PERSON)),
        (("Mesut \u00d6zil", PERSON), ("\u00d6zil", PERSON)),
        (("Bank of Ostrand", ORGANISATION), ("BO", ORGANISATION)),
        (("Trans-Ostrand Bank", ORGANISATION), ("TOB", ORGANISATION)),
        (("Ostrand Bank", ORGANISATION), ("Ostrand", ORGANISATION)),
        (("New York Times", ORGANISATION), ("Times", ORGANISATION)),
        (("New York Times Group", ORGANISATION), ("New York", ORGANISATION)),
    ],
)
def test_a_form_with_one_that_is_longer(longer: tuple[str, int], shorter: tuple[str, int]) -> None:
    """In any order, whatever else the article names, and in its own article alone."""
    assert sure(of([longer, shorter])) == [(0, 1)]
    assert sure(of([("Leeds", PLACE)], [shorter, ("Leeds", PLACE), longer])) == [(3, 1)]
    assert sure(of([longer], [shorter])) == []
    assert not of([longer, shorter]).is_asked.any()


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        (("Ann Holt", PERSON), ("Ben Holt", PERSON)),
        (("Ann Holt Vane", PERSON), ("Holt", PERSON)),
        (("Ann Holt", PERSON), ("Ann", PLACE)),
        (("Ann France", PERSON), ("France", PLACE)),
        (("Bank of Ostrand", ORGANISATION), ("Bo", ORGANISATION)),
        (("Bank of Ostrand", ORGANISATION), ("BO", PLACE)),
        (("Bank of Ostrand", ORGANISATION), ("Bank", ORGANISATION)),
        (("Ostrand Bank", ORGANISATION), ("Bank", ORGANISATION)),
        (("Times Square", ORGANISATION), ("Times", ORGANISATION)),
        (("New York City", PLACE), ("New York", PLACE)),
        (("Ostrand Bank", ORGANISATION), ("Ostrand", PLACE)),
        (("Ostrand Bank", OTHER), ("Ostrand", OTHER)),
        (("OSTRAND", ORGANISATION), ("Ostrand", PLACE)),
    ],
)
def test_forms_that_no_rule_brings_together(longer: tuple[str, int], shorter: tuple[str, int]) -> None:
    """They stand for themselves, and nothing is asked."""
    found = of([longer, shorter])
    assert sure(found) == []
    assert not found.is_asked.any()
    assert found.kind.tolist() == [longer[1], shorter[1]]


@pytest.mark.parametrize(
    "article",
    [
        [("Ann Holt", PERSON), ("Ben Holt", PERSON), ("Holt", PERSON)],
        [("Ann Mary Holt", PERSON), ("Ann Holt", PERSON), ("Holt", PERSON)],
        [("Ann Holt", PERSON), ("ANN HOLT", PERSON)],
        [("Ann Holt", PERSON), ("A. Holt", PERSON)],
        [("Ann Holt", PERSON), ("Holt Bank", ORGANISATION), ("Holt", ORGANISATION)],
    ],
)
def test_where_the_rules_are_asked(article: list[tuple[str, int]]) -> None:
    """Two longer forms, a chain, two forms of as many words; not about what has nothing to do with these."""
    found = of([*article, ("Ostrand Bank", ORGANISATION), ("Ostrand", ORGANISATION)])
    n = len(article)
    assert found.is_asked.tolist() == [True] * n + [False] * 2
    assert sure(found) == [(n, n + 1)]


def test_a_surname_makes_a_person_before_forms_are_paired() -> None:
    """Of what was tagged as something else; what the lists know as no person stays it."""
    found = of([("Minyon Vane", ORGANISATION), ("Vane", PERSON)], [("Vane Group", ORGANISATION), ("Group", PERSON)])
    assert found.kind.tolist() == [PERSON, PERSON, ORGANISATION, PERSON]
    assert sure(found) == [(0, 1)]


@pytest.mark.parametrize(("form", "kind"), [("Qx Qy Qz Vane", PERSON), ("Qw Qx Qy Qz Vane", ORGANISATION)])
def test_a_surname_of_many(form: str, kind: int) -> None:
    """However many end alike, and of four words at most."""
    many = [(f"{letter} Vane", PLACE) for letter in "BCDEFGHJKLMNOPQRST"]
    assert of([(form, ORGANISATION), *many, ("Vane", PERSON)]).kind[0] == kind


def test_too_many_forms_that_begin_alike() -> None:
    """All forms of the article are asked, and none of another."""
    many = [(f"Ann X{'abcdefghijklmnopqrstuvwxyz'[n]}", PERSON) for n in range(relatives._MANY)]
    other = [("Ann Holt", PERSON), ("Holt", PERSON)]
    found = of([*many, ("Leeds", PLACE)], other)
    assert found.is_asked.tolist() == [True] * (len(many) + 1) + [False] * 2
    assert not of(many[:-1], other).is_asked.any()


SOME = st.tuples(
    st.sampled_from(["Ann Holt", "Holt", "Ann", "Ann Mary Holt", "Ostrand Bank", "Ostrand", "OB", "Holt Bank"]),
    st.integers(0, 3),
)


@given(st.lists(SOME, unique_by=lambda one: one[0], max_size=8))
def test_no_form_is_in_two_places(article: list[tuple[str, int]]) -> None:
    """Who goes with a full form is not asked, is no full form, and goes with no other."""
    found = of(article)
    assert len({*found.short.tolist()}) == len(found.short)
    assert not {*found.short.tolist()} & {*found.full.tolist()}
    assert not found.is_asked[found.short].any()
    assert not found.is_asked[found.full].any()
