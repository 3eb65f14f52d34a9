"""The words around stops: found without laying out all words."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text.characters import characters
from pipeline.text.sentences import Words, split_sentences

TEXTS = st.lists(st.text("ab. \n\u00e9\u201d\u3000", max_size=60), min_size=1, max_size=4)


def words_of(texts: list[str]) -> tuple[Words, list[tuple[int, int]]]:
    """The words of a batch, and start and end of each by a pattern."""
    words, spans, first = Words.of(characters(strings(texts))), [], 0
    for text in texts:
        spans += [(first + found.start(), first + found.end()) for found in re.finditer(r"\S+", text)]
        first += len(text)
    return words, spans


@given(TEXTS)
def test_words_are_what_stands_between_white_space(texts: list[str]) -> None:
    """Each start leads to its end; each end leads back to its start, or into a word of 20 characters and more."""
    words, spans = words_of(texts)
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    assert words.ends(starts).tolist() == ends.tolist()
    assert words.starts(ends).tolist() == np.maximum(starts, ends - 21).tolist()
    assert [words.up_to(end) for end in ends.tolist()] == [words.text[a:b] for a, b in spans]


@given(TEXTS)
def test_the_next_word_and_the_one_before(texts: list[str]) -> None:
    """From any place, over any white space; the end of the batch where none follows, 0 where none stands before."""
    words, spans = words_of(texts)
    places = np.arange(len(words.text) + 1)
    inside = [any(a <= place < b for a, b in spans) for place in places.tolist()]
    after = [
        place if here else min((a for a, _ in spans if a >= place), default=len(words.text))
        for place, here in zip(places.tolist(), inside, strict=True)
    ]
    before = [
        place if place and inside[place - 1] else max((b for _, b in spans if b <= place), default=0)
        for place in places.tolist()
    ]
    assert words.behind(places).tolist() == after
    assert words.before(places).tolist() == before


@given(TEXTS)
def test_words_begin_at_the_first_character_of_a_text(texts: list[str]) -> None:
    """And at white space; nowhere else."""
    words, _ = words_of(texts)
    firsts = {a for a, _ in pairwise([0, *np.cumsum([len(text) for text in texts]).tolist(), -1])}
    expected = [at in firsts or letter.isspace() for at, letter in enumerate(words.text)]
    assert words.begin(np.arange(len(words.text))).tolist() == expected


def test_a_character_of_punctuation_begins_no_word() -> None:
    """The bit that says so is free of what it means elsewhere."""
    words, _ = words_of(["a-b (c"])
    assert words.begin(np.arange(6)).tolist() == [True, False, False, True, False, False]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He met      Mr. Lee.", ["He met      Mr. Lee."]),
        ("He met Mr.       Lee.", ["He met Mr.       Lee."]),
        ("It ended.       Then.     \n     \n   And so on", ["It ended.", "Then.", "And so on"]),
        ("   \n    It ended.    ", ["It ended."]),
        ("It cost aa-b-c-d-e-f-g-h/No. 5 at most", ["It cost aa-b-c-d-e-f-g-h/No.", "5 at most"]),
        ("It cost a-b-c-d-e-f-g-h/No. 5 at most", ["It cost a-b-c-d-e-f-g-h/No. 5 at most"]),
        ("In 7. However,,,,,,,,,,,,,,,,,,,,,,,so it is", ["In 7.", "However,,,,,,,,,,,,,,,,,,,,,,,so it is"]),
        (
            "He won World War I. However,,,,,,,,,,,,,,,,,,,,, they",
            ["He won World War I.", "However,,,,,,,,,,,,,,,,,,,,, they"],
        ),
        (
            "He won World War I. However,,,,,,,,,,,,,,,,,,,,,x they",
            ["He won World War I. However,,,,,,,,,,,,,,,,,,,,,x they"],
        ),
        ("See http://example.org/a/b/c/d/e/f/left.The end", ["See http://example.org/a/b/c/d/e/f/left.The end"]),
        ("See example-a-b-c-d-e-f-g-h-left.The end", ["See example-a-b-c-d-e-f-g-h-left.", "The end"]),
        ("It is: 12. First of all", ["It is: 12. First of all"]),
        ("It is in 12. First of all", ["It is in 12.", "First of all"]),
        ("It is over. 12. First of all", ["It is over.", "12. First of all"]),
        ("He met J. K. Rowling. She left", ["He met J. K. Rowling.", "She left"]),
    ],
)
def test_stops_among_long_words_and_wide_blanks(text: str, sentences: list[str]) -> None:
    """Abbreviations have fewer than 20 characters; a word behind one is read to its end; any blanks part words."""
    _, starts, ends = split_sentences(strings([text]))
    assert [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)] == sentences
