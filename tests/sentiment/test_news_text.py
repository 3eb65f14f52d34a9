"""Where the words of passages stand in the words of their texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.sentiment.news_text import news_text
from pipeline.sentiment.news_words import news_words
from pipeline.text.characters import characters

TEXTS = st.lists(st.text(alphabet="ab\u00e9 .?!,", max_size=12), min_size=1, max_size=3)


@given(TEXTS, st.data())
def test_words_of_any_passages_are_those_that_begin_in_them(texts: list[str], data: st.DataObject) -> None:
    """In any order, overlapping, with words between them, at the edges of texts and without words."""
    batch = characters(strings(texts))
    place = st.integers(0, len(batch.text))
    edges = np.array(data.draw(st.lists(st.tuples(place, place).map(sorted), max_size=6)), np.int64).reshape(-1, 2)
    text = news_text(batch, news_words())
    starts, ends = text.bytes_of(edges[:, 0], edges[:, 1])
    first, last, is_question = text.stretches(edges[:, 0], edges[:, 1])
    assert first.tolist() == text.words_before(starts).tolist()
    assert last.tolist() == text.words_before(ends).tolist()
    assert is_question.tolist() == text.asked(starts, ends).tolist()
    stops = ["".join(letter for letter in batch.text[a:b] if letter in ".?!") for a, b in edges.tolist()]
    assert is_question.tolist() == [marks.endswith("?") for marks in stops]


def test_the_words_of_two_sentences() -> None:
    """A word between the two is of neither."""
    text = news_text(characters(strings(["Is it so? then Yes, it is. "])), news_words())
    first, last, is_question = text.stretches(np.array([0, 15]), np.array([9, 26]))
    assert (first.tolist(), last.tolist(), is_question.tolist()) == ([0, 4], [3, 7], [True, False])
