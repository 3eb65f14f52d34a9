"""Which tokens of news are names, clauses and questions, at each bound."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.sentiment.news_tokens import news_tokens
from pipeline.sentiment.news_words import news_words
from tests.sentiment.sentences import passages


def names(text: str) -> list[str]:
    """The tokens that count as parts of names."""
    tokens = news_tokens(passages([text]), news_words())
    return [tokens.text(n) for n in np.flatnonzero(tokens.is_name).tolist()]


@pytest.mark.parametrize(
    ("n_large", "n_small", "is_headline"),
    [
        (4, 0, True),
        (4, 1, False),  # exactly .8
        (9, 2, True),
        (8, 2, False),
        (5, 1, True),
        (3, 1, False),
        (7, 3, False),
        (3, 0, True),
    ],
)
def test_a_headline_has_capitals_in_more_than_four_words_of_five(
    n_large: int, n_small: int, *, is_headline: bool
) -> None:
    """There a capital tells no name; elsewhere all words with one inside the sentence do."""
    text = " ".join(["small"] * n_small + ["Large"] * n_large)
    expected = n_large if n_small or n_large > 1 else 0
    assert len(names(text)) == (0 if is_headline else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Big Old Pier", []),  # three words are counted
        ("Big Pier", ["Big", "Pier"]),  # two are too few
        ("It Is On Pier", ["It", "Is", "On", "Pier"]),  # words of two letters are not counted
        ("Big Old Pier is on it", []),
        ("Big Old Pier saw it", ["Big", "Old", "Pier"]),  # a fourth, small one: three of four
        ("the Big Old Pier", ["Big", "Old", "Pier"]),
    ],
)
def test_three_words_of_three_letters_make_a_headline(text: str, expected: list[str]) -> None:
    """Shorter words say nothing about its style."""
    assert names(text) == expected


@pytest.mark.parametrize(
    ("word", "is_name"),
    [("WHO", True), ("US", True), ("A", True), ("GREAT", False), ("FOUR", False), ("NASA", False), ("Four", True)],
)
def test_a_word_of_four_letters_in_capitals_is_shouted(word: str, *, is_name: bool) -> None:
    """Shorter ones are abbreviations, which are names."""
    assert names(f"it was a {word} night for them all") == ([word] if is_name else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NASA Langley was there as they said", ["NASA", "Langley"]),
        ("they saw NASA Langley there", ["NASA", "Langley"]),
        ("Pier was there as they said", []),
        ("Old Pier was there as they said", ["Old", "Pier"]),
        ("Old pier was there as they said", []),
        ("they saw Old", ["Old"]),
        ("", []),
    ],
)
def test_a_capital_before_another_is_a_name(text: str, expected: list[str]) -> None:
    """Also at the beginning of a sentence, and where the first is shouted."""
    assert names(text) == expected


@pytest.mark.parametrize("mark", [",", ";", ":", "(", ")", "[", "]", "\u2014"])
def test_a_mark_that_parts_clauses(mark: str) -> None:
    """Commas, colons, brackets and the long dash."""
    tokens = news_tokens(passages([f"piers{mark} boats"]), news_words())
    assert np.diff(tokens.clauses).tolist() == [1]


@pytest.mark.parametrize("mark", ["-", "/", "\u2013", "'", '"', "\u201c", "&", " ", "*"])
def test_a_mark_that_parts_none(mark: str) -> None:
    """Hyphens, short dashes, quotation marks."""
    tokens = news_tokens(passages([f"piers{mark} boats"]), news_words())
    assert np.diff(tokens.clauses).tolist() == [0]


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("Is it?", True),
        ("Is it? ", True),
        ("Is it?\u201d", True),
        ("Is it? It is.", False),
        ("Is it?!", False),
        ("Is it!?", True),
        ("Is it", False),
        ("It is.", False),
        ("", False),
        ("?", True),
    ],
)
def test_the_last_stop_of_a_passage_says_whether_it_asks(text: str, *, is_question: bool) -> None:
    """A passage without one does not, though the one before it does."""
    found = news_tokens(passages(["Is it so?", text, "Is it so?"]), news_words()).is_question
    assert found.tolist() == [True, is_question, True]


@pytest.mark.parametrize(
    ("text", "spelled", "starts", "ends"),
    [
        ("caf\u00e9 is good", ["caf\u00e9", "is", "good"], [0, 5, 8], [4, 7, 12]),
        ("\u201cgood\u201d \u2014 bad", ["good", "bad"], [1, 9], [5, 12]),
        ("Ann\u2019s pier", ["Ann", "pier"], [0, 6], [3, 10]),
        ("\U0001f600 good", ["good"], [2], [6]),
        ("", [], [], []),
    ],
)
def test_places_are_of_characters(text: str, spelled: list[str], starts: list[int], ends: list[int]) -> None:
    """However many bytes stand before them; a possessive is left out."""
    tokens = news_tokens(passages([text]), news_words())
    assert [tokens.text(n) for n in range(len(starts))] == spelled
    assert (tokens.tokens.starts.tolist(), tokens.tokens.ends.tolist()) == (starts, ends)
