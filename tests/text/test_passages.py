"""Laws of passages and their tokens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.text import characters as ch
from pipeline.text.characters import characters
from pipeline.text.passages import Passages, Tokens, kinds_of, token_runs

SPANS = st.lists(st.integers(0, 30), max_size=8).map(lambda edges: sorted(edges)[: len(edges) // 2 * 2])


def passages(text: str, edges: list[int]) -> Passages:
    """Stretches of one text between pairs of edges."""
    inside = [min(edge, len(text)) for edge in edges]
    return Passages(characters(strings([text])), np.array(inside[::2], np.int64), np.array(inside[1::2], np.int64))


def spelled(found: Tokens, text: str) -> list[list[str]]:
    """The tokens of each passage."""
    words = [text[a:b] for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]
    return [words[a:b] for a, b in zip(found.bounds.tolist(), found.bounds.tolist()[1:], strict=False)]


@given(st.text("ab \n", max_size=30), SPANS)
def test_tokens_are_those_of_the_passage_alone(text: str, edges: list[int]) -> None:
    """Each passage has the tokens that its own text splits into; what stands outside gives none."""
    found = passages(text, edges)
    tokens = token_runs(found, found.batch.kinds & ch.SPACE == 0)
    expected = [text[a:b].split() for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]
    assert spelled(tokens, text) == expected
    assert tokens.homes(np.arange(len(tokens))).tolist() == [n for n, words in enumerate(expected) for _ in words]


def test_counting_places() -> None:
    """Places are counted for the passage that holds them."""
    found = passages("a!b!!c!", [0, 2, 3, 6])
    assert len(found) == 2
    assert found.count(np.array([1, 3, 4, 6])).tolist() == [1, 2]


@given(st.lists(st.text("aB1\u00e9.", min_size=1, max_size=90), min_size=1, max_size=4))
def test_kinds_are_gathered_over_the_whole_token(words: list[str]) -> None:
    """A token, however long, has the classes of all of its characters."""
    text = " ".join(words)
    found = passages(text, [0, len(text)])
    tokens = token_runs(found, found.batch.kinds & ch.SPACE == 0)
    kinds = found.batch.kinds
    expected = [int(np.bitwise_or.reduce(kinds[a:b])) for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    assert kinds_of(found.batch, tokens).tolist() == expected


def test_kept_tokens_keep_their_passages() -> None:
    """Tokens that are dropped leave the others with the passages they belong to."""
    found = passages("aa b cc d", [0, 4, 5, 9])
    tokens = token_runs(found, found.batch.kinds & ch.SPACE == 0)
    assert spelled(tokens.kept(tokens.ends - tokens.starts > 1), "aa b cc d") == [["aa"], ["cc"]]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([0, 9], [["aa", "b", "cc", "d"]]),
        ([0, 2, 5, 7], [["aa"], ["cc"]]),
        ([3, 4], [["b"]]),
        ([0, 1, 1, 2], [["a"], ["a"]]),
        ([0, 4, 4, 9], [["aa", "b"], ["cc", "d"]]),
        ([2, 3, 8, 9], [[], ["d"]]),
        ([], []),
    ],
)
def test_tokens_outside_the_passages_are_left_out(edges: list[int], expected: list[list[str]]) -> None:
    """Of `aa b cc d`: whole words, parts of words, nothing at all."""
    found = passages("aa b cc d", edges)
    assert spelled(token_runs(found, found.batch.kinds & ch.SPACE == 0), "aa b cc d") == expected


@pytest.mark.parametrize("size", [1, 7, 8, 9, 16, 63, 64, 65, 72, 200])
def test_the_last_character_of_a_token_counts(size: int) -> None:
    """However long the token: its last character, and none of the next token's."""
    text = "a" * (size - 1) + "Z ."
    found = passages(text, [0, len(text)])
    tokens = token_runs(found, found.batch.kinds & ch.SPACE == 0)
    kinds = kinds_of(found.batch, tokens).tolist()
    assert [bool(kind & ch.UPPER) for kind in kinds] == [True, False]
    assert [bool(kind & ch.STOP) for kind in kinds] == [False, True]


def test_the_home_of_a_token_is_its_passage() -> None:
    """Passages without a token have none."""
    found = passages("aa b cc d", [0, 4, 4, 5, 5, 9])
    tokens = token_runs(found, found.batch.kinds & ch.SPACE == 0)
    assert tokens.bounds.tolist() == [0, 2, 2, 4]
    assert tokens.homes(np.array([0, 1, 2, 3])).tolist() == [0, 0, 2, 2]
    assert len(tokens) == 4


def test_counting_is_from_the_first_character_to_before_the_end() -> None:
    """A place at the end of one passage belongs to the next."""
    found = passages("abcdef", [0, 3, 3, 5])
    assert found.count(np.array([0, 2, 3, 4, 5])).tolist() == [2, 2]
