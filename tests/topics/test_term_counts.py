"""The laws of `pipeline.topics.term_counts`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.topics.term_counts import Terms, count_terms

TEXTS = st.lists(st.text(st.sampled_from("ab'\u2019- .,\u00c9\u00df1\n"), max_size=40), max_size=6)


def bags(found: Terms) -> list[dict[str, int]]:
    """Words and counts of each text."""
    words, bounds = found.vocabulary.to_pylist(), np.concatenate([[0], np.cumsum(found.lengths)])
    pairs = [(words[i], int(c)) for i, c in zip(found.ids, found.counts, strict=True)]
    return [dict(pairs[a:b]) for a, b in pairwise(bounds)]


def of(*texts: str, stop: frozenset[str] = frozenset()) -> list[dict[str, int]]:
    """Words and counts of texts."""
    return bags(count_terms(strings(list(texts)), stop))


def test_words_are_counted() -> None:
    """A word counts however it is written and wherever it stands in a chunk."""
    assert of("Bank bank, BANK/market\nmarket") == [{"bank": 3, "market": 2}]


@pytest.mark.parametrize("text", ["Obama's", "Obama\u2019s", "'Obama'", "Obama'"])
def test_possessives_are_their_words(text: str) -> None:
    """A possessive ending and quotation marks around a word are not part of it."""
    assert of(text) == [{"obama": 1}]


@pytest.mark.parametrize("text", ["7", "7th", "a", "", "- '", "x" * 41])
def test_what_is_no_term(text: str) -> None:
    """Numbers, single letters and very long strings are no terms."""
    assert of(text) == [{}]


def test_hyphens_part_and_stop_words_are_left_out() -> None:
    """The parts of a hyphenated word are terms; stop words do not count."""
    assert of("the well-known bank", stop=frozenset({"the"})) == [{"bank": 1, "known": 1, "well": 1}]


def test_terms_are_the_words_of_the_token_columns() -> None:
    """Names with marks are one term each, in lower case."""
    assert of("AT&T of the U.S. met O’Brien") == [{"at&t": 1, "met": 1, "o'brien": 1, "of": 1, "the": 1, "u.s.": 1}]


@given(TEXTS)
def test_a_text_is_counted_alone(texts: list[str]) -> None:
    """A text has the same words alone as among others; the vocabulary is sorted, and df counts its texts."""
    found = count_terms(strings(texts), frozenset())
    words = found.vocabulary.to_pylist()
    assert words == sorted(words, key=str.encode)
    assert bags(found) == [bag for text in texts for bag in of(text)]
    assert found.df.tolist() == [sum(word in bag for bag in bags(found)) for word in words]
    assert (found.counts >= 1).all()
