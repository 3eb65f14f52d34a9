"""Which words and first names tell whether a person is a man or a woman."""

from __future__ import annotations

from functools import cache

from pipeline.arrays.look_ups import once
from pipeline.names.kept_lists import words_with
from pipeline.names.word_lists import rows
from pipeline.resources import resource

MALE, FEMALE = 1, 2
"""Genders; 0 stands for neither and for unknown."""


@cache
def gendered() -> dict[str, int]:
    """Titles and pronouns that tell a gender: word in small letters → MALE or FEMALE."""
    return _genders(resource("en/gendered_words.tsv"))


@cache
def learnt_genders() -> dict[str, int]:
    """First names of which news, not the lists, tells the gender: name in small letters → MALE or FEMALE."""
    return _genders(resource("en/news_first_names.tsv"))


def _genders(text: str) -> dict[str, int]:
    return {word: MALE if gender == "m" else FEMALE for gender, word in rows(text)}


@once
def first_name_gender(name: str) -> int:
    """MALE, FEMALE, or 0 where the first name does not say; a name of one word is no first name."""
    if " " not in name:
        return 0
    first = name.split(maxsplit=1)[0].lower()
    kinds = words_with("mf").get(first, "")
    return MALE if "m" in kinds else FEMALE if "f" in kinds else learnt_genders().get(first, 0)
