"""A source without a name has one wording in its article."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.quotes.item_letters import Names
from pipeline.quotes.nominals import one_wording
from pipeline.quotes.surnames import persons_of
from tests.quotes.articles import quotations

LONG = "several federal law enforcement officials"
CASES = [
    ([LONG, "the officials"], [LONG, "the officials"]),
    (["a CBS poll", "The poll"], ["a CBS poll", "a CBS poll"]),
    (["a CBS poll", "a new survey", "the poll"], ["a CBS poll", "a new survey", "a CBS poll"]),
    (["a Mexican official", "A senior official", "the official"], ["a Mexican official", *["a senior official"] * 2]),
    (["The poll", "a CBS poll"], ["the poll", "a CBS poll"]),  # nothing before: another one, for all we know
    (["a CBS poll", "a poll"], ["a CBS poll", "a poll"]),
    (["Officials", "Fed officials"], ["Fed officials", "Fed officials"]),
    (["officials", "Fed officials", "local officials"], ["officials", "Fed officials", "local officials"]),
    (["official", "a Chinese official", "a union official"], [*["a Chinese official"] * 2, "a union official"]),
    (["a Chinese official", "official"], ["a Chinese official", "official"]),
    (["poll", "a new national poll"], ["poll", "a new national poll"]),  # two words more
    (["the state network", "The network"], ["the state network"] * 2),
    (["the new state network", "The network"], ["the new state network", "the network"]),
    (["a senior union official", "the union official", "the official"], ["a senior union official"] * 3),
    (["this union official", "the official"], ["this union official", "the official"]),
    (["some officials", "officials"], ["some officials"] * 2),
    (["election officials", "North Carolina election officials"], ["North Carolina election officials"] * 2),
    (["His wife", "the man's wife"], ["his wife", "the man's wife"]),
    (["A.J. fans", "U.S. officials"], ["A.J. fans", "U.S. officials"]),
    ([], []),
]


@pytest.mark.parametrize(("given", "expected"), CASES, ids=lambda case: " ".join(case)[:40])
def test_wordings(given: list[str], expected: list[str]) -> None:
    """What points back, and plurals without a determiner, are called by the fuller wording of the article."""
    assert one_wording(given) == expected


def test_articles_apart() -> None:
    """The poll of one article is not that of another."""
    first = "A CBS poll found that the party is far ahead.\nThe poll found that most voters are tired of it."
    rows = quotations(first, "The poll found that most voters are tired of it.")
    assert [row["speaker"] for row in rows] == ["a CBS poll", "a CBS poll", "the poll"]


def test_a_surname_that_is_no_name_elsewhere() -> None:
    """A capital word that is the surname of one person of the article is that person, of two nobody."""
    names = ["Ann Smith", "Tom Brown", "Sue Brown", "Lea Brown"]
    mentions = Names(*(np.array(column) for column in ([0, 10, 20, 30], [9, 19, 29, 39], [*b"NNNN"], [0, 1, 2, 3])))
    homes, starts = np.array([0, 0, 1, 1, 2]), np.array([0, 25, 40])
    found = persons_of(["Smith", "Brown", "Brown", "Smith", "Smith"], homes, mentions, strings(names), starts)
    assert found.tolist() == [0, -1, 3, -1, -1]
    assert persons_of([], np.zeros(0, np.int64), mentions, strings(names), starts).tolist() == []


def test_a_surname_that_is_a_place_elsewhere() -> None:
    """Where the article names one person of that surname, he speaks."""
    text = "Tom Jordan runs the pier. “It is shut,” Jordan said. Jordan is a country in Asia, near Israel and Syria."
    assert [row["speaker"] for row in quotations(text)] == ["Tom Jordan"]


def test_who_wrote_a_source_speaks() -> None:
    """A report by somebody named is his."""
    text = "Ann Smith has left. Prices will go up soon, according to a new report by Reuters."
    assert [(row["speaker"], row["speaker_kind"]) for row in quotations(text)] == [("Reuters", "named")]
