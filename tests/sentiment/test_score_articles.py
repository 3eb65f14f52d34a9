"""Laws of the tones of articles."""

from __future__ import annotations

import re

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment.score_articles import Quoted, Tones, joined_tones, tones
from pipeline.sentiment.vader import vader
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.sentences import split_sentences

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
    return tones((column, titles), counts, (starts, ends), quoted(texts), lambda p: vader(p, vader_words()))


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
    result = tones((column, strings([None])), counts, (starts, ends), clause, lambda p: vader(p, vader_words()))
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
