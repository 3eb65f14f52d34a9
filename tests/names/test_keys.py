"""Laws of comparing names."""

from __future__ import annotations

import pytest

from pipeline.names.keys import initials, key_words


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


def test_initials() -> None:
    """Of names of several words, without the small ones."""
    assert initials("National Rifle Association") == "nra"
    assert initials("Bank of Ostrand") == "bo"
    assert initials("Ostrand") == ""
