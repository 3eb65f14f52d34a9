"""Laws of how the terms of a topic are said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resources import resource
from pipeline.text.porter import stem
from pipeline.topics.phrasing import head_of, phrased

WORDS = st.sampled_from(["oil", "price", "prices", "Ferry", "ferries", "dock", "O’Brien", "7", "—"])
PHRASES = st.dictionaries(st.lists(WORDS, min_size=2, max_size=3).map(" ".join), st.integers(1, 9))


@pytest.mark.parametrize(
    ("terms", "phrases", "expected"),
    [
        (["oil", "prices", "stocks"], {"oil prices": 9, "U.S. stocks": 5}, ["oil prices", "U.S. stocks"]),
        (["Sox", "Red", "Boston"], {"Red Sox": 4, "Boston Globe": 1}, ["Red Sox", "Boston"]),
        (["minister", "talks"], {"prime ministers": 3, "Prime Minister": 7}, ["Prime Minister", "talks"]),
        (["ferry"], {f"{c} ferry": 2 for c in "abcdefghijkl"}, ["ferry"]),
        (["rate", "bank"], {"bank rate": 5, "central bank": 4}, ["bank rate"]),
        (["bank", "union"], {"rural bank": 3, "rural union": 3}, ["rural bank", "union"]),
        ([], {"oil prices": 3}, []),
    ],
)
def test_a_term_is_said_in_its_commonest_phrase(terms: list[str], phrases: dict[str, int], expected: list[str]) -> None:
    """Common enough, and without a word that an earlier phrase has; a term that is said already goes."""
    assert phrased(terms, phrases, 2) == expected


@given(st.lists(WORDS, max_size=6), PHRASES, st.integers(1, 5))
def test_nothing_is_invented(terms: list[str], phrases: dict[str, int], least: int) -> None:
    """All that is said is a term or a phrase of enough articles; the order of the phrases says nothing."""
    found = phrased(terms, phrases, least)
    assert all(one in terms or phrases[one] >= least for one in found)
    assert found == phrased(terms, dict(reversed(phrases.items())), least)
    assert bool(found) == bool(terms)


@pytest.mark.parametrize(
    ("stem", "words", "others"),
    [
        ("die", ["dying", "dies"], ["doing", "idle"]),
        ("sky", ["skies"], ["sly"]),
        ("o", ["O’Brien"], ["so"]),
        ("", ["oil"], []),
    ],
)
def test_words_of_a_stem_begin_as_it_does(stem: str, words: list[str], others: list[str]) -> None:
    """Its first two letters, an i or y being either; of a stem without letters all words."""
    pattern = re.compile(head_of(stem), re.IGNORECASE)
    assert all(pattern.match(word) for word in words)
    assert not any(pattern.match(word) for word in others)


def test_all_english_words_begin_as_their_stems_do() -> None:
    """So no phrase is passed over that holds the stem of a term."""
    words = [w for w in resource("en/pos_prior.tsv.gz").split()[0::2] if w.isalpha()]
    assert not [w for w in words if not re.match(head_of(stem(w.lower())), w, re.IGNORECASE)]
