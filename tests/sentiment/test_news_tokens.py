"""Laws of the tokens of news: words, clauses, names, questions."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.sentiment.news_tokens import NewsTokens, news_tokens
from pipeline.sentiment.news_words import news_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages
from tests.sentiment.sentences import passages

PIECES = st.sampled_from(
    ["pier", "don", "'", "\u2019", "t", "s", " ", "\u201c", "-", "!", "3", "\u00e9", "X", ".", "?", ", "]
)
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=4)


def found(*texts: str) -> NewsTokens:
    """The tokens of each text as one passage."""
    return news_tokens(passages(texts), news_words())


def spelled(*texts: str) -> list[list[str]]:
    """The tokens of each text."""
    tokens = found(*texts)
    return [[tokens.text(n) for n in range(a, b)] for a, b in pairwise(tokens.tokens.bounds.tolist())]


def names(text: str) -> list[str]:
    """The tokens that count as parts of names."""
    tokens = found(text)
    return [tokens.text(n) for n in np.flatnonzero(tokens.is_name).tolist()]


def clauses(text: str) -> list[str]:
    """The clauses of a sentence."""
    tokens = found(text)
    words: dict[int, list[str]] = {}
    for n, clause in enumerate(tokens.clauses.tolist()):
        words.setdefault(clause, []).append(tokens.text(n))
    return [" ".join(group) for group in words.values()]


def test_possessives_go_and_offsets_stand() -> None:
    """A possessive is no part of the word; curly marks do not shift what follows."""
    assert spelled("\u201cthe council\u2019s pier\u201d \u2014 U.S. end") == [["the", "council", "pier", "U.S.", "end"]]


def test_words_are_found_whatever_the_apostrophe() -> None:
    """A word with an apostrophe has the same row in both spellings, and one of its own."""
    straight, curly = found("won't", "won\u2019t").ids.tolist()
    assert straight == curly == news_words().row["won't"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The roof fell, but nobody was hurt", ["The roof fell", "but nobody was hurt"]),
        ("It cost 100,000 pounds when it closed", ["It cost 100,000 pounds", "when it closed"]),
        ("Fires; floods (or storms) \u2014 all over", ["Fires", "floods", "or storms", "all over"]),
        ("A well-known plan", ["A well known plan"]),
    ],
)
def test_clauses_end_at_marks_and_clause_words(text: str, parts: list[str]) -> None:
    """Commas, brackets, dashes and words such as `when` begin a clause; commas of numbers and hyphens do not."""
    assert clauses(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They met Grace Love in Hope.", ["Grace", "Love", "Hope"]),
        ("Suicide Squad opens on Friday.", ["Suicide", "Squad", "Friday"]),
        ("Grace is a virtue.", []),
        ("Hope, Arkansas, is small.", ["Hope", "Arkansas"]),
        ("It was a TERRIBLE night for the US.", ["US"]),
        ("Terrible Storm Kills Nine In Big City", []),
        ("THE PLAN IS A DISASTER", []),
    ],
)
def test_capitals_tell_names(text: str, parts: list[str]) -> None:
    """A capital inside a sentence, or at its start before another; not in headlines, nor a long shouted word."""
    assert names(text) == parts


def test_questions_end_in_a_question_mark() -> None:
    """The last stop of the passage decides."""
    asked = found("Is it? Yes.", "It is. Is it?", "No stop", "(Really?)").is_question
    assert asked.tolist() == [False, True, False, True]


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """A text has the same words, clauses and names in a batch and alone."""
    together = found(*texts)
    alone = [found(text) for text in texts]
    assert spelled(*texts) == [spelled(text)[0] for text in texts]
    assert together.is_name.tolist() == [x for one in alone for x in one.is_name.tolist()]
    assert together.is_question.tolist() == [x for one in alone for x in one.is_question.tolist()]
    steps = [np.diff(one.clauses).tolist() for one in alone]
    assert [np.diff(together.clauses[a:b]).tolist() for a, b in pairwise(together.tokens.bounds.tolist())] == steps


@given(TEXTS, st.data())
def test_any_passages_are_read_as_if_they_stood_alone(texts: list[str], data: st.DataObject) -> None:
    """In any order, overlapping, with text between them, as long as none begins or ends inside a word."""
    batch = characters(strings(texts))
    free = [n for n in range(len(batch.text) + 1) if n in batch.bounds or not batch.text[n - 1 : n + 1].strip()]
    spans = data.draw(st.lists(st.tuples(st.sampled_from(free), st.sampled_from(free)).map(sorted), max_size=4))
    cut = [(a, b) for a, b in spans if np.searchsorted(batch.bounds, a, "right") > np.searchsorted(batch.bounds, b) - 1]
    starts, ends = np.array(cut, np.int64).reshape(-1, 2).T
    together = news_tokens(Passages(batch, starts, ends), news_words())
    assert len(together.bounds) == len(cut) + 1
    for k, (a, b) in enumerate(cut):
        alone, inside = found(batch.text[a:b]), slice(*together.bounds[k : k + 2].tolist())
        assert together.ids[inside].tolist() == alone.ids.tolist()
        assert together.is_name[inside].tolist() == alone.is_name.tolist()
        assert together.begins[inside].tolist() == alone.begins.tolist()
        assert together.is_question[k] == alone.is_question[0]
