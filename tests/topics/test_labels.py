"""The laws of `pipeline.topics.labels`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.topics.labels import labels_of, says_nothing
from pipeline.topics.naming import with_desks

TERMS = st.lists(st.lists(st.sampled_from(["vote", "votes", "bank", "goal", "EU", "print", "printers"]), max_size=5))


def test_a_label_is_the_first_words() -> None:
    """Three terms, with a capital at the start; forms of a word that is there are left out."""
    assert labels_of([["print", "printing", "printers", "press", "ink", "page"]]) == ["Print, press, ink"]


def test_names_keep_their_capitals() -> None:
    """A term stays as it is spelled, but for the first letter."""
    assert labels_of([["EU", "iPhone", "tariffs"]]) == ["EU, iPhone, tariffs"]


def test_words_that_only_begin_alike_are_different() -> None:
    """Words that differ in more than an ending, or are short, both stay."""
    assert labels_of([["interest", "internist", "car", "care"]], 4) == ["Interest, internist, car, care"]


def test_the_second_of_a_name_is_told_apart() -> None:
    """A label that is taken gets a further term, at last a number."""
    row = ["vote", "party", "seat", "poll"]
    assert labels_of([row, row, row, row]) == [
        "Vote, party, seat",
        "Vote, party, seat, poll",
        "Vote, party, seat, poll (2)",
        "Vote, party, seat, poll (3)",
    ]


def test_a_label_that_is_there_is_kept() -> None:
    """A topic that has a label keeps it, and no other gets it."""
    assert labels_of([["vote"], ["vote"]], kept=[None, "Vote"]) == ["Vote (2)", "Vote"]


@given(TERMS)
def test_labels_are_unique_and_never_empty(terms: list[list[str]]) -> None:
    """Whatever the terms, each topic has a label of its own; case does not tell two apart."""
    found = labels_of(terms)
    assert len({label.casefold() for label in found}) == len(terms)
    assert all(found)


@pytest.mark.parametrize(
    "term",
    [
        "people",
        "government",
        "local",
        "directed",
        "the",
        "tuesday",
        "Tuesday",
        "x",
        "9",
        "request",
        "aides",
        "Leader",
        "al",
        "Ky",
    ],
)
def test_terms_that_say_nothing_alone(term: str) -> None:
    """Small words that are everywhere, adjectives, verbs, stop words, days, single characters, words of offices."""
    assert says_nothing(term)


@pytest.mark.parametrize(
    "term",
    [
        "rugby",
        "voters",
        "poll",
        "Open",
        "Local",
        "Chelsea",
        "EU",
        "local elections",
        "chief of staff",
        "ITV1",
        "Ocasio-Cortez",
    ],
)
def test_terms_that_say_something_alone(term: str) -> None:
    """Nouns that not every article has, names whatever the word, phrases."""
    assert not says_nothing(term)


def test_what_says_nothing_alone_comes_last() -> None:
    """A label of two telling terms is better than one of three with `people`; where there is one, another joins it."""
    assert labels_of([["people", "rugby", "local", "Chelsea", "striker", "goal"]]) == ["Rugby, Chelsea, striker"]
    assert labels_of([["people", "rugby", "local", "Chelsea"]]) == ["Rugby, Chelsea"]
    assert labels_of([["people", "local", "rugby"]]) == ["Rugby, people"]
    assert labels_of([["request", "staff", "scandal", "aide", "Kushner"]]) == ["Scandal, Kushner"]
    assert labels_of([["people", "local", "good"]]) == ["People, local"]
    assert labels_of([["people", "rugby", "Chelsea"], ["rugby", "Chelsea", "people"]]) == [
        "Rugby, Chelsea",
        "Rugby, Chelsea, people",
    ]


def test_a_desk_is_called_by_its_topics() -> None:
    """The first telling term of each topic, larger topics first; then the desk's own terms."""
    said = [["people", "rugby"], ["oil prices", "shares"], ["the"], ["tennis"], ["sport", "win"], ["trade"]]
    assert with_desks(said, [[3, 0, 2], [1]]) == [
        *said[:4],
        ["tennis", "rugby", "sport", "win"],
        ["oil prices", "trade"],
    ]
    assert with_desks(said[:2], []) == said[:2]
