"""Laws of the rules, one by one; that they are nltk's is proved in test_vader.py."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment import valence as rule
from pipeline.sentiment.vader import weighed
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.sentiment.vader_words import lexicon, vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

GOOD, BAD = lexicon()["good"], lexicon()["bad"]
VERY = 0.293


def values(text: str) -> list[float]:
    """The valence of each sentiment word."""
    batch = characters(strings([text]))
    words = vader_words()
    return weighed(vader_tokens(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), words), words).value.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good", GOOD),
        ("very good", GOOD + VERY),
        ("very bad", BAD - VERY),
        ("hardly ever good", GOOD - VERY * rule.FADING[1]),
        ("not good", GOOD * rule.NEGATION),
        ("not ever that good", GOOD * rule.NEGATION),
        ("it was GOOD", GOOD + rule.CAPITALS),
        ("it was VERY good", GOOD + VERY + rule.CAPITALS),
        ("least good", GOOD * rule.NEGATION),
        ("at least good", GOOD),
        ("sort of good", GOOD),
        ("was a bit sort of good", GOOD + rule.SOFTENING),
    ],
)
def test_a_word_in_its_context(text: str, expected: float) -> None:
    """Boosters, negations, capitals, least and softeners change the valence of the word behind them by their figure."""
    assert values(text)[-1] == pytest.approx(expected)


def test_but_weighs_what_follows() -> None:
    """What stands before the first but is halved, what follows counts half as much again."""
    assert values("good but bad but bad") == pytest.approx([GOOD / 2, BAD * 1.5, BAD * 1.5])


def test_a_repeated_word_is_judged_by_its_first_place() -> None:
    """As in nltk, the same token has the valence of its first occurrence; another case is another token."""
    assert values("not good, and a very good") == pytest.approx([GOOD * rule.NEGATION] * 2)
    assert values("not Good, and a very good")[1] == pytest.approx(GOOD + VERY)


def test_idioms_replace_the_word() -> None:
    """A listed phrase has the value of the list, not of its words."""
    assert values("that was indeed kiss of death")[-1] == pytest.approx(-1.5)
