"""Words that have been looked up are known: the facts are those of `lexis`, whatever came before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.keywords import known_words
from pipeline.keywords.known_words import known_lexis, porter_numbers
from pipeline.text.porter import stem
from pipeline.text.word_facts import STOP, Lexis, bare, lexis

WORDS = st.sampled_from(
    ["the", "troop", "troops", "2016", "g20", "u.s.", "don't", "russias", "city", "cities", "é", "a" * 40, "x"]
)
BATCHES = st.lists(st.lists(WORDS, max_size=8), max_size=5)


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    """No word is known."""
    known_words._memory.cache_clear()


def assert_same(found: Lexis, expected: Lexis) -> None:
    """All facts, and which words share a stem."""
    assert found.stems.equals(expected.stems)
    for name in ("kind", "n_chars", "pos", "common", "stem"):
        one, other = getattr(found, name), getattr(expected, name)
        assert one.dtype == other.dtype
        if name != "stem":
            assert one.tolist() == other.tolist()
    assert (found.stem[:, None] == found.stem).tolist() == (expected.stem[:, None] == expected.stem).tolist()


@given(BATCHES)
def test_the_facts_are_those_of_a_first_look(batches: list[list[str]]) -> None:
    """Whatever was known before, with words that stand there twice."""
    for batch in batches:
        assert_same(known_lexis(strings(batch)), lexis(strings(batch)))


@given(BATCHES)
def test_stems_keep_their_number(batches: list[list[str]]) -> None:
    """From batch to batch: one number a stem, none for two stems."""
    numbers: dict[str, int] = {}
    for batch in batches:
        found = known_lexis(strings(batch))
        for folded, number in zip(found.stems.to_pylist(), found.stem.tolist(), strict=True):
            assert numbers.setdefault(folded, number) == number
    assert len(set(numbers.values())) == len(numbers)


def test_a_known_word_is_not_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the new ones of a batch are, once each."""
    known_lexis(strings(["harbour", "fee"]))
    asked: list[list[str]] = []

    def look_up(words: pa.Array, *others: Any) -> Lexis:
        asked.append(words.to_pylist())
        return lexis(words, *others)

    monkeypatch.setattr(known_words, "lexis", look_up)
    assert known_lexis(strings(["fees", "fee", "ferry", "fees", "harbour"])).stem.tolist() == [1, 1, 2, 1, 0]
    assert known_lexis(strings(["fees", "harbour"])).stem.tolist() == [1, 0]
    assert asked == [["fees", "ferry"]]


def test_other_stop_words_are_other_facts() -> None:
    """What is known goes by the stop words that are asked for."""
    for stops, kind in (((), 0), (("harbour",), STOP), ((), 0)):
        assert known_lexis(strings(["harbour", "harbours"]), stops).kind.tolist() == [kind, kind]


@pytest.mark.parametrize(("most", "first"), [(2, 2), (1, 0)])
def test_words_beyond_the_most_that_are_kept_are_forgotten(
    monkeypatch: pytest.MonkeyPatch, most: int, first: int
) -> None:
    """Before the next batch; its stems are then numbered anew."""
    monkeypatch.setattr(known_words, "MOST", most)
    known_lexis(strings(["harbour", "ferry"]))
    assert np.array_equal(known_lexis(strings(["valley"])).stem, [first])


STEMMED = st.sampled_from(["deploy", "deployment", "deployed", "city", "cities", "city's", "u.s.", "us", "harbour"])


@given(st.lists(st.lists(STEMMED, max_size=6), max_size=4))
def test_words_of_one_porter_stem_share_a_number(batches: list[list[str]]) -> None:
    """Through all batches, and no two stems do."""
    known_words._porter.cache_clear()
    known: dict[str, int] = {}
    for batch in batches:
        found = porter_numbers(strings(batch))
        assert found.dtype == np.int32
        for word, number in zip(batch, found.tolist(), strict=True):
            assert known.setdefault(stem(bare(word)), number) == number
    assert sorted(known.values()) == [*range(len(known))]


def test_porter_stems_beyond_the_most_that_are_kept_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their numbers begin anew with the next batch."""
    known_words._porter.cache_clear()
    for most, expected in ((3, [3]), (2, [0])):
        known_words._porter.cache_clear()
        monkeypatch.setattr(known_words, "MOST", most)
        porter_numbers(strings(["harbour", "ferry", "valley"]))
        assert porter_numbers(strings(["island"])).tolist() == expected
