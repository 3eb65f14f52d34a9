"""Laws of phrases in token columns."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentiment.phrases import Places, find_phrases, phrase_tree

ROWS = {word: number for number, word in enumerate("abcdx", 1)}
PHRASES = [("a", "b"), ("a", "b", "c"), ("c", "d"), ("b", "a")]
TREE = phrase_tree(PHRASES, ROWS, len(ROWS) + 1)
TOKENS = st.lists(st.sampled_from("abcdx"), max_size=12)


def found(words: str, clauses: str | None = None) -> list[tuple[int, int, int]]:
    """(first, last, phrase) in a line of one-letter words; x counts as an article."""
    ids = np.array([ROWS[word] for word in words], np.int64)
    marks = np.array([int(c) for c in clauses or "0" * len(words)], np.int64)
    places = Places(ids, TREE.opening[ids] > 0, TREE.goes_on[ids], ids != ROWS["x"], marks)
    columns = find_phrases(TREE, places)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_the_longest_phrase_wins_and_none_begins_inside_another() -> None:
    """`a b c` before `a b`; `b a` and `c d` that begin inside are left out."""
    assert found("abcd") == [(0, 2, 1)]
    assert found("abab") == [(0, 1, 0), (2, 3, 0)]
    assert found("dabd") == [(1, 2, 0)]


def test_articles_may_stand_anywhere() -> None:
    """What does not count is stepped over inside a phrase, and begins none."""
    assert found("axb") == [(0, 2, 0)]
    assert found("axxbxc") == [(0, 5, 1)]
    assert found("xab") == [(1, 2, 0)]
    assert found("ax") == []


def test_a_phrase_stays_in_its_passage() -> None:
    """A phrase that goes on in another passage is none."""
    assert found("abc", "001") == [(0, 1, 0)]
    assert found("ab", "01") == []
    assert found("") == []


def _slowly(words: list[str]) -> list[tuple[int, int, int]]:
    """The same, token by token."""
    listed: list[tuple[int, int, int]] = []
    for first in range(len(words)):
        if words[first] == "x" or (listed and first <= listed[-1][1]):
            continue
        places = [n for n in range(first, len(words)) if words[n] != "x"]
        fits = [(len(p), k) for k, p in enumerate(PHRASES) if tuple(words[n] for n in places[: len(p)]) == p]
        if fits:
            size, phrase = max(fits)
            listed.append((first, places[size - 1], phrase))
    return listed


@given(TOKENS)
def test_any_line_is_read_as_token_by_token(words: list[str]) -> None:
    """The walk over all tokens at once finds what a loop finds."""
    assert found("".join(words)) == _slowly(words)
