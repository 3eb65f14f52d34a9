"""Laws of the tones of articles."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment.score_articles import Tones, joined_tones, tones
from pipeline.sentiment.vader import vader
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.sentences import split_sentences

TEXTS = ["Bad. “We love it,” said Ann Smith.", "", "“It is good. It is bad.” “1914”"]


def found(texts: list[str]) -> Tones:
    """The tones of the texts, each under the headline Good."""
    column = strings(texts)
    counts, starts, ends = split_sentences(column)
    return tones(column, strings(["Good"] * len(texts)), counts, (starts, ends), lambda p: vader(p, vader_words()))


def test_quotations_stand_in_their_article() -> None:
    """Articles, offsets, sentences, speakers and tones of the quotations; no words, no tone."""
    result = found(TEXTS)
    assert result.homes.tolist() == [0, 2, 2]
    assert [TEXTS[h][a:b] for h, a, b in zip(result.homes, *result.quotes[:2], strict=True)] == [
        "“We love it,”",
        "“It is good. It is bad.”",
        "“1914”",
    ]
    assert result.quotes[2].tolist() == [1, 0, 2]
    assert result.speakers == ["Ann Smith", None, None]
    assert result.quoted[0] == pytest.approx(0.6369, abs=1e-4)
    assert result.quoted[1] == pytest.approx(0.4404 / 2, abs=1e-4)  # nltk does not part bad from its curly mark
    assert result.in_quotes.tolist() == [False, False, True, True, True]


def test_rounds_join_to_the_whole() -> None:
    """Scored in rounds or at once, everything is the same."""
    whole, joint = found(TEXTS), joined_tones([found(TEXTS[:1]), found(TEXTS[1:])])
    assert np.array_equal(whole.quotes, joint.quotes)
    assert np.array_equal(whole.homes, joint.homes)
    assert np.array_equal(whole.quoted, joint.quoted, equal_nan=True)
    assert np.array_equal(whole.sentences.compound, joint.sentences.compound)
    assert len(joint.titles.compound) == 3
    assert whole.speakers == joint.speakers


@pytest.mark.parametrize(
    ("text", "is_quote"), [("“abcd” wxyzv.", False), ("“abcd” wxyz.", False), ("“abcde” wxy.", True)]
)
def test_a_sentence_is_a_quote_when_more_than_half_is_quoted(text: str, is_quote: bool) -> None:
    """Exactly half inside the marks is the reporter's sentence; one character more is the speaker's."""
    assert found([text]).in_quotes.tolist() == [is_quote]
