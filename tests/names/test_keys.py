"""Laws of comparing names."""

from __future__ import annotations

import pytest

from pipeline.names.keys import entity_key, initials, key_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("John F. Kennedy Jr.", ("john", "f", "kennedy")),
        ("U.S.", ("us",)),
        ("the Ostrand Bank Inc", ("ostrand", "bank")),
        ("O\u2019Brien", ("o'brien",)),
        ("McDonald's", ("mcdonald",)),
        ("Inc", ("inc",)),
    ],
)
def test_words(name: str, words: tuple[str, ...]) -> None:
    """Dots, suffixes, possessives and a leading article do not tell names apart."""
    assert key_words(name) == words


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
    assert entity_key(kind, one) == entity_key(kind, other)


def test_other_keys() -> None:
    """Kind, first name and America tell apart."""
    assert entity_key("person", "Ostrand") != entity_key("place", "Ostrand")
    assert entity_key("person", "Andrew Holt") != entity_key("person", "Chris Holt")
    assert entity_key("place", "America") != entity_key("place", "U.S.")
    assert entity_key("place", "United States") == "place united states"


def test_initials() -> None:
    """Of names of several words, without the small ones."""
    assert initials("National Rifle Association") == "nra"
    assert initials("Bank of Ostrand") == "bo"
    assert initials("Ostrand") == ""
