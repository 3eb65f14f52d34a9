"""How names are compared, form by form."""

from __future__ import annotations

import pytest

from pipeline.names.keys import initials, key_words
from pipeline.names.word_lists import name_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ann Holt", "ann holt"),
        ("ANN HOLT", "ann holt"),
        ("Ann  Holt", "ann holt"),
        ("Ann-Marie Holt", "ann marie holt"),
        ("Ann M. Holt", "ann m holt"),
        ("A.M. Holt", "am holt"),
        ("A. M. Holt", "a m holt"),
        ("J.K. Rowling", "jk rowling"),
        ("O'Brien", "o'brien"),
        ("O\u2019Brien", "o'brien"),
        ("O'Brien's", "o'brien"),
        ("O\u2019Brien\u2019s", "o'brien"),
        ("Holt\u2019s Bank", "holt bank"),
        ("AT&T", "at&t"),
        ("Procter & Gamble", "procter gamble"),
        ("U.S.", "us"),
        ("U.S", "us"),
        ("U.S. Senate", "us senate"),
        ("The Ostrand Bank", "ostrand bank"),
        ("the Who", "who"),
        ("The", "the"),
        ("Bank of the North", "bank of the north"),
        ("\u00c9mile Zola", "\u00e9mile zola"),
        ("Room 101", "room 101"),
        ("snake_case", "snake case"),
        ("\u201cOstrand\u201d", "ostrand"),
        ("Ostrand (Bank)", "ostrand bank"),
        ("Ostrand, Bank", "ostrand bank"),
        ("\u534a\u5c71", "\u534a\u5c71"),
        ("&", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_name(name: str, words: str) -> None:
    """In small letters, apostrophes straight, without dots, possessives, marks, and a leading article."""
    assert " ".join(key_words(name)) == words


@pytest.mark.parametrize("suffix", sorted(name_words("Y")))
def test_a_suffix_is_no_part_of_a_name(suffix: str) -> None:
    """Behind a name it goes, with a full stop or without; alone it is the name; within a name it stays."""
    assert key_words(f"Ostrand {suffix.title()}.") == ("ostrand",)
    assert key_words(f"Ostrand {suffix.upper()}") == ("ostrand",)
    assert key_words(suffix) == (suffix,)
    assert key_words(f"Ostrand {suffix} Bank") == ("ostrand", suffix, "bank")


def test_several_suffixes_go() -> None:
    """One word stays at least."""
    one, other = sorted(name_words("Y"))[:2]
    assert key_words(f"Ostrand {one} {other}") == ("ostrand",)
    assert key_words(f"{one} {other}") == (one,)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("National Rifle Association", "nra"),
        ("Bank of Ostrand", "bo"),
        ("Bank Of Ostrand", "bo"),
        ("Food and Drug Administration", "fda"),
        ("Ostrand", ""),
        ("", ""),
        ("National-Rifle Association", "nra"),
        ("AT&T Ostrand", "ao"),
        ("\u00c9cole Normale", "\u00e9n"),
        ("World Health Organization's", "who"),
        ("of Ostrand", "o"),
    ],
)
def test_the_initials_of_a_name(name: str, letters: str) -> None:
    """Of names of several words; the small words between them have none."""
    assert initials(name) == letters
