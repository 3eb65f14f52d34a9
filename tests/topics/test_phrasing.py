"""Laws of how the terms of a topic are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.topics.phrasing import phrased

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
