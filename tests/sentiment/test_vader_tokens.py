"""Laws of VADER's tokens: nltk's habits."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages


def spelled(*texts: str) -> list[list[str]]:
    """The tokens of each text."""
    batch = characters(strings(list(texts)))
    tokens = vader_tokens(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), vader_words())
    return [[tokens.text(n) for n in range(a, b)] for a, b in pairwise(tokens.tokens.bounds.tolist())]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("pier, ,pier pier.", ["pier", "pier", "pier"]),
        ("'pier' (pier) pier.\"", ["'pier'", "(pier)", 'pier."']),
        ("don't don't, can't!", ["don't", "don't,", "can't!"]),
        ("pier!! !!!pier pier?!? pier?!", ["pier", "pier", "pier", "pier?!"]),
        ("a I :) b, ab,", [":)", "b,", "ab"]),
        ("\u201cpier\u201d pier\u2026", ["\u201cpier\u201d", "pier\u2026"]),
    ],
)
def test_one_mark_or_run_goes_from_one_end(text: str, tokens: list[str]) -> None:
    """Marks go only where the rest holds none; single characters vanish; typographic marks stay."""
    assert spelled(text) == [tokens]
