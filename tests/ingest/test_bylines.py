"""Laws of bylines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.bylines import authors

CASES: list[tuple[Any, list[str]]] = [
    ("Mara Holt", ["Mara Holt"]),
    ("By Mara Holt", ["Mara Holt"]),
    ("BY MARA HOLT", ["MARA HOLT"]),
    ("Words by: Mara Holt", ["Mara Holt"]),
    ("Byron Holt", ["Byron Holt"]),
    ("Mara Holt, Juan Pell and Ines Rask", ["Mara Holt", "Juan Pell", "Ines Rask"]),
    ("Mara Holt & Juan Pell", ["Mara Holt", "Juan Pell"]),
    ("Mara Holt / Juan Pell | Ines Rask", ["Mara Holt", "Juan Pell", "Ines Rask"]),
    ("Mara Holt; Juan Pell;", ["Mara Holt", "Juan Pell"]),
    ("Holt, Mara", ["Mara Holt"]),
    ("Holt, Mara; Pell, Juan", ["Mara Holt", "Juan Pell"]),
    ("Mara Holt, Chief Political Correspondent", ["Mara Holt"]),
    ("Mara Holt, BBC News", ["Mara Holt"]),
    ("Mara Holt, Ostrand", ["Mara Holt"]),
    ("Mara Holt (Vellmark Post)", ["Mara Holt"]),
    ("Mara Holt for the Vellmark Post", ["Mara Holt"]),
    ("Mara Holt in Ostrand and Juan Pell in Merrow", ["Mara Holt", "Juan Pell"]),
    ("Mara Holt Jr.", ["Mara Holt Jr."]),
    ("Mara Holt, Jr., and Juan Pell", ["Mara Holt, Jr.", "Juan Pell"]),
    ("Mara van der Holt, Juan de Pell", ["Mara van der Holt", "Juan de Pell"]),
    ("Mara Holt, PhD", ["Mara Holt"]),
    ("Mara Holt, M.D., and Juan Pell MBA", ["Mara Holt", "Juan Pell"]),
    ("PhD", []),
    ("Joe S.", ["Joe S."]),
    ("Mara Holt.", ["Mara Holt"]),
    ("Staff and news service reports", ["Staff and news service reports"]),
    ("@maraholt", []),
    ("mara-holt", []),
    ("mara.holt@post.example", []),
    ("nan", []),
    (" ", []),
    (["Mara Holt", "https://social.example/maraholt"], ["Mara Holt"]),
    (["Mara Holt", "mara holt", ""], ["Mara Holt"]),
    ("['Mara Holt', 'Juan Pell']", ["Mara Holt", "Juan Pell"]),
    ('["Mara Holt"]', ["Mara Holt"]),
    ({"name": "Mara Holt", "title": "Editor"}, ["Mara Holt"]),
    ([{"first_name": "Mara", "last_name": "Holt"}], ["Mara Holt"]),
    ({"original": "By Mara Holt"}, ["Mara Holt"]),
    ({"url": "https://post.example"}, []),
    (7, []),
    (None, []),
    ("x" * 401, []),
]


@pytest.mark.parametrize(("value", "names"), CASES, ids=[str(value)[:40] for value, _ in CASES])
def test_names_in_bylines(value: object, names: list[str]) -> None:
    """Names are told from roles, publishers, places, addresses and signs."""
    assert authors(value) == names


def test_the_publisher_is_no_author() -> None:
    """Its own name, in any case, is left out; another firm's stays."""
    assert authors(["Mara Holt", "E GAZETTE"], "E Gazette") == ["Mara Holt"]
    assert authors("Reuters", "E Gazette") == ["Reuters"]


@given(st.recursive(st.text(max_size=30) | st.none() | st.integers(), lambda inner: st.lists(inner, max_size=3)))
def test_nothing_makes_it_fail(value: object) -> None:
    """Any value gives names that are stripped and distinct."""
    names = authors(value)
    assert all(name == name.strip() != "" for name in names)
    assert len({name.casefold() for name in names}) == len(names)
