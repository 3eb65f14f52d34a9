"""Laws of the words of news."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.sentiment.news_tokens import news_tokens
from pipeline.sentiment.rule_tokens import RuleTokens
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

PIECES = st.sampled_from(["pier", "don", "'", "\u2019", "t", "s", " ", "\u201c", "-", "!", "3", "\u00e9", "X", "."])
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=4)


def found(*texts: str) -> RuleTokens:
    """The tokens of each text as one passage."""
    batch = characters(strings(list(texts)))
    return news_tokens(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), vader_words())


def spelled(*texts: str) -> list[list[str]]:
    """The tokens of each text."""
    tokens = found(*texts)
    bounds = tokens.tokens.bounds.tolist()
    return [[tokens.text(n) for n in range(a, b)] for a, b in pairwise(bounds)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\u201cGood\u201d\u2014very good!", ["Good", "very", "good"]),
        ("the council\u2019s pier's end", ["the", "council", "pier", "end"]),
        ("Don\u2019t say 'can't' or it's", ["Don\u2019t", "say", "can't", "or", "it"]),
        ("a I 5 x-ray 42 caf\u00e9", ["ray", "42", "caf\u00e9"]),
        ("rock'n'roll '90s o'", ["rock'n'roll", "90s"]),
    ],
)
def test_words_are_free_of_marks(text: str, words: list[str]) -> None:
    """Marks and dashes part words, apostrophes join them, possessives and single characters go."""
    assert spelled(text) == [words]


def test_negations_are_known_in_either_typography() -> None:
    """`n't` negates with a straight and with a typographic apostrophe."""
    tokens = found("isn't", "isn\u2019t", "ISN\u2019T", "ants")
    assert tokens.negates.tolist() == [True, True, True, False]


def test_words_are_found_whatever_the_apostrophe() -> None:
    """A word of the lexicon with an apostrophe is found in both spellings."""
    row = vader_words().table.words.index("won't") + 1
    assert found("won't", "won\u2019t").ids.tolist() == [row, row]


@given(TEXTS)
def test_neighbours_do_not_matter(texts: list[str]) -> None:
    """A text has the same words in a batch and alone."""
    assert spelled(*texts) == [spelled(text)[0] for text in texts]
