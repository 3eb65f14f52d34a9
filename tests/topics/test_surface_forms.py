"""The laws of `pipeline.topics.surface_forms`."""

from __future__ import annotations

import pytest

from pipeline.topics.surface_forms import spelled


def test_names_get_their_capitals() -> None:
    """A name is written as in the texts, a word that only opens sentences in small letters."""
    texts = ["Obama met voters. Voters asked Obama. The voters left."]
    assert spelled([["obama", "voters"]], [texts]) == [["Obama", "voters"]]


def test_a_possessive_counts_for_its_name() -> None:
    """The possessive is the same word, with either apostrophe."""
    assert spelled([["mccain"]], [["McCain's plan, McCain\u2019s vote, mccain"]]) == [["McCain"]]


def test_shouted_words_are_written_otherwise_where_they_can_be() -> None:
    """A word in capitals is written as elsewhere in the texts; a long one that only shouts gets one capital."""
    assert spelled([["senate", "senators"]], [["SENATE SENATE Senate SENATORS"]]) == [["Senate", "Senators"]]


@pytest.mark.parametrize("word", ["NATO", "EU", "US"])
def test_initials_keep_their_capitals(word: str) -> None:
    """Short words in capitals are initials."""
    assert spelled([[word.lower()]], [[f"The {word} said"]]) == [[word]]


def test_a_term_that_no_text_holds_stays() -> None:
    """Without an example a term stays as it is; ties go to the first in order."""
    assert spelled([["ghost"]], [[]]) == [["ghost"]]
    assert spelled([["mac"]], [["Mac maC"]]) == [["Mac"]]


def test_each_topic_is_spelled_by_its_own_texts() -> None:
    """Bush in one is bush in another; a topic without texts keeps its terms."""
    texts = [["Bush met Bush.", "bush"], ["a bush, the bush"], []]
    assert spelled([["bush"], ["bush", "met"], ["bush"]], texts) == [["Bush"], ["bush", "met"], ["bush"]]
