"""Which first names and words tell a gender."""

from __future__ import annotations

import pytest

from pipeline.names.genders import FEMALE, MALE, first_name_gender, gendered, learnt_genders
from pipeline.names.word_lists import kind_names, word_kinds


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("John Holt", MALE),
        ("Mary Holt", FEMALE),
        ("MARY HOLT", FEMALE),
        ("Mary  Ann Holt", FEMALE),
        ("Mary", 0),
        ("Holt Mary", 0),
        ("Quorz Holt", 0),
        ("", 0),
    ],
)
def test_first_names(name: str, gender: int) -> None:
    """The first word of a name of several, in any case; one word alone may be a surname."""
    assert first_name_gender(name) == gender


@pytest.mark.parametrize(
    ("word", "gender"),
    [("he", MALE), ("his", MALE), ("she", FEMALE), ("her", FEMALE), ("mr", MALE), ("mrs", FEMALE), ("they", None)],
)
def test_titles_and_pronouns(word: str, gender: int | None) -> None:
    """In small letters, without a full stop."""
    assert gendered().get(word) == gender


def test_what_news_taught_adds_to_the_lists() -> None:
    """Names that the lists know, it does not say again in another way; all are in small letters."""
    kinds = word_kinds()
    assert set(learnt_genders().values()) <= {MALE, FEMALE}
    assert all(name == name.lower() for name in learnt_genders())
    assert not [name for name, one in learnt_genders().items() if {MALE: "f", FEMALE: "m"}[one] in kinds.get(name, "")]


@pytest.mark.parametrize(
    ("word", "kinds"), [("john", "m"), ("mary", "f"), ("france", "C"), ("said", "V"), ("monday", "d"), ("quorz", "")]
)
def test_kinds_of_words(word: str, kinds: str) -> None:
    """One letter for each list that a word stands in."""
    assert set(kinds) <= set(word_kinds().get(word, ""))
    assert word in word_kinds() or not kinds


def test_kinds_are_sorted_letters() -> None:
    """Each once; words that are unknown have the first of all."""
    assert kind_names()[0] == ""
    assert all(kinds == "".join(sorted(set(kinds))) for kinds in kind_names())
