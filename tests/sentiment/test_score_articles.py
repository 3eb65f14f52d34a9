"""Laws of the tones of articles."""

from __future__ import annotations

import re
from functools import partial

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment.news_model import news
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.score_articles import Model, Named, Quoted, Tones, joined_tones, news_tones, tones, vader_tones
from pipeline.sentiment.target_weights import target_table
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.sentences import split_sentences
from tests.sentiment.sentences import passages

VADER, NEWS = partial(vader_tones, words=vader_words()), partial(news_tones, words=news_words(), table=target_table())
NOBODY = Named(*np.zeros((3, 0), np.int64))
TEXTS = ["Bad. “We love it,” said Ann Smith.", "", "“It is good. It is bad.” “1914”"]


def quoted(texts: list[str]) -> Quoted:
    """The quotations in curly marks."""
    spans = [(n, m.start(), m.end()) for n, text in enumerate(texts) for m in re.finditer("“[^”]*”", text)]
    home, start, end = np.array(spans, np.int64).reshape(-1, 3).T
    return Quoted(home, start, end, np.ones(len(home), bool))


def found(texts: list[str]) -> Tones:
    """The tones of the texts, each under the headline Good."""
    column, titles = strings(texts), strings(["Good"] * len(texts))
    counts, starts, ends = split_sentences(column)
    return tones((column, titles), counts, (starts, ends), (quoted(texts), NOBODY), VADER)


def test_quotations_have_the_tone_of_their_own_words() -> None:
    """The mean over their sentences and parts of sentences."""
    result = found(TEXTS)
    assert result.quoted[0] == pytest.approx(0.6369, abs=1e-4)
    assert result.quoted[1] == pytest.approx(0.4404 / 2, abs=1e-4)  # nltk does not part bad from its curly mark
    assert result.in_quotes.tolist() == [False, False, True, True, True]


def test_reported_clauses_are_not_in_marks() -> None:
    """They have a tone, and their sentence stays the reporter's."""
    text = "Ann Smith said the plan was good."
    column, (counts, starts, ends) = strings([text]), split_sentences(strings([text]))
    clause = Quoted(np.array([0]), np.array([15]), np.array([32]), np.array([False]))
    result = tones((column, strings([None])), counts, (starts, ends), (clause, NOBODY), VADER)
    assert result.in_quotes.tolist() == [False]
    assert result.quoted[0] == pytest.approx(0.4404, abs=1e-4)


def test_rounds_join_to_the_whole() -> None:
    """Scored in rounds or at once, everything is the same."""
    whole, joint = found(TEXTS), joined_tones([found(TEXTS[:1]), found(TEXTS[1:])])
    assert np.array_equal(whole.quoted, joint.quoted, equal_nan=True)
    assert np.array_equal(whole.sentences.compound, joint.sentences.compound)
    assert len(joint.titles.compound) == 3


@pytest.mark.parametrize(
    ("text", "is_quote"), [("“abcd” wxyzv.", False), ("“abcd” wxyz.", False), ("“abcde” wxy.", True)]
)
def test_a_sentence_is_a_quote_when_more_than_half_is_quoted(text: str, is_quote: bool) -> None:
    """Exactly half inside the marks is the reporter's sentence; one character more is the speaker's."""
    assert found([text]).in_quotes.tolist() == [is_quote]


@pytest.mark.parametrize("model", [NEWS, VADER])
def test_names_have_the_tone_of_their_sentence(model: Model) -> None:
    """Each name is looked up in the sentence that it begins in; between sentences there is none."""
    texts = ["Ann won a great award.   Bob", "", "Cy was jailed. Dee was praised."]
    column = strings(texts)
    named = Named(np.array([0, 0, 2, 2]), np.array([0, 25, 0, 15]), np.array([3, 28, 2, 18]))
    spans = np.array([0, 0, 15]), np.array([22, 14, 31])
    found = tones((column, strings([None, "Good", None])), np.array([1, 0, 2]), spans, (quoted(texts), named), model)
    assert found.sentence.tolist() == [0, -1, 1, 2]
    assert found.towards[0] > 0.2
    assert found.towards[1] == 0.0
    assert found.towards[2] < 0.05 < found.towards[3]


def test_parts_of_articles_are_numbered_from_the_first() -> None:
    """Names and quotations of the articles between two numbers."""
    named = Named(np.array([0, 2, 2, 5]), np.arange(4), np.arange(4) + 9)
    some = named.between(2, 5)
    assert (some.home.tolist(), some.start.tolist(), some.end.tolist()) == ([0, 0], [1, 2], [10, 11])
    spoken = Quoted(named.home, named.start, named.end, np.array([True, False, True, False])).between(0, 3)
    assert (spoken.home.tolist(), spoken.in_marks.tolist()) == ([0, 2, 2], [True, False, True])
    shifted = named.within(np.array([0, 10, 20, 30, 40, 50, 60]))
    assert [x.tolist() for x in shifted] == [[0, 21, 22, 53], [9, 30, 31, 62]]


def test_sentences_of_names_go_on_through_rounds() -> None:
    """Joined, the number of a sentence counts those of the rounds before; none stays none."""
    column, named = strings(["Ann won. Bob lost."]), Named(np.array([0, 0]), np.array([9, 9]), np.array([12, 12]))
    spans = np.array([0, 9]), np.array([8, 18])
    one = tones((column, strings([None])), np.array([2]), spans, (quoted([""]), named), NEWS)
    none = tones((column, strings([None])), np.array([0]), (spans[0][:0], spans[1][:0]), (quoted([""]), named), NEWS)
    assert joined_tones([one, none, one]).sentence.tolist() == [1, 1, -1, -1, 3, 3]


QUOTING = [
    "\u201cIt is bad. We love it. Is it good?\u201d he said. \u201cTerrible,\u201d said Ann, \u201cand sad.\u201d",
    "He said: \u201cThe Brave Old Pier fell\u201d. \u201cGood\u201d?",
]


def test_quoted_parts_are_scored_as_if_they_stood_alone() -> None:
    """Whether they are whole sentences or parts of one; a mark outside of them does not ask."""
    column = strings(QUOTING)
    spans = split_sentences(column)
    result = tones((column, strings([None, None])), spans[0], spans[1:], (quoted(QUOTING), NOBODY), NEWS)
    parts = [
        ["\u201cIt is bad.", "We love it.", "Is it good?\u201d"],
        ["\u201cTerrible,\u201d"],
        ["\u201cand sad.\u201d"],
        ["\u201cThe Brave Old Pier fell\u201d"],
        ["\u201cGood\u201d"],
    ]
    expected = [news(passages(texts), news_words()).compound.mean() for texts in parts]
    assert result.quoted.tolist() == pytest.approx(expected, abs=1e-12)
