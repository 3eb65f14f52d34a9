"""What stands around a name is no part of it."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.names.mentions import find_mentions
from pipeline.names.trimming import KINDS


def mentions(text: str) -> list[tuple[str, str]]:
    """The mentions of a text with their kinds."""
    found = find_mentions(strings([text]))
    spans = zip(found.start.tolist(), found.end.tolist(), found.kind.tolist(), strict=True)
    return [(text[start:end], KINDS[kind]) for start, end, kind in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They saw Leeds City Mayor Don Guardian.", [("Leeds City", "place"), ("Don Guardian", "person")]),
        ("The St. Louis Cardinals won in St. Paul.", [("St. Louis Cardinals", "organisation"), ("St. Paul", "place")]),
        ("It was sung by James Earl Jones in London.", [("James Earl Jones", "person"), ("London", "place")]),
        ("It is up to Bush's Angela Merkel now.", [("Bush", "person"), ("Angela Merkel", "person")]),
        ("They met Angela Merkel and Boris Johnson.", [("Angela Merkel", "person"), ("Boris Johnson", "person")]),
        ("The First Amendment protects them.", [("First Amendment", "other")]),
        ("After many months of talks she was given the Nobel Peace Prize.", [("Nobel Peace Prize", "other")]),
        (
            "BRENNICK - Fees rose. It waited for Brennick all night.",
            [("BRENNICK", "organisation"), ("Brennick", "organisation")],
        ),
        (
            "Analysts at Marks & Saar told Reuters.",
            [("Marks & Saar", "organisation"), ("Reuters", "organisation")],
        ),
        ("The ambassador J. Christopher Stevens spoke.", [("J. Christopher Stevens", "person")]),
        ("They heard J Walter Thompson speak of it.", [("J Walter Thompson", "person")]),
        ("He met President-Elect Trump in London.", [("Trump", "person"), ("London", "place")]),
        ("They met in Saudi Arabia and Pakistan.", [("Saudi Arabia", "place"), ("Pakistan", "place")]),
    ],
)
def test_names_alone(text: str, expected: list[tuple[str, str]]) -> None:
    """Titles, owners, openers and `and` stand outside of names; events, laws and prizes are a kind of their own."""
    assert mentions(text) == expected


def test_names_in_a_row_are_none() -> None:
    """Five words of names in a row are several persons, and nobody knows which."""
    assert mentions("So said Ann Smith Mary Lee Brown.") == []
