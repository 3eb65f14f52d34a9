"""The laws of `pipeline.topics.labels`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.topics.labels import labels_of

TERMS = st.lists(st.lists(st.sampled_from(["vote", "votes", "bank", "goal", "EU", "print", "printers"]), max_size=5))


def test_a_label_is_the_first_words() -> None:
    """Three terms, with a capital at the start; forms of a word that is there are left out."""
    assert labels_of([["print", "printing", "printers", "press", "ink", "page"]]) == ["Print, press, ink"]


def test_names_keep_their_capitals() -> None:
    """A term stays as it is spelled, but for the first letter."""
    assert labels_of([["EU", "iPhone", "tariffs"]]) == ["EU, iPhone, tariffs"]


def test_words_that_only_begin_alike_are_different() -> None:
    """Words that differ in more than an ending, or are short, both stay."""
    assert labels_of([["interest", "international", "car", "care"]], 4) == ["Interest, international, car, care"]


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
