"""Laws of what the rules ask of tokens."""

from __future__ import annotations

from pipeline.arrays.arrow import strings
from pipeline.sentiment import vader_words as vw
from pipeline.sentiment.rule_tokens import RuleTokens
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.text.characters import characters
from pipeline.text.passages import Passages


def made(*texts: str) -> RuleTokens:
    """Tokens of each text as one passage."""
    batch = characters(strings(list(texts)))
    return vader_tokens(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), vw.vader_words())


def test_capitals_count_only_among_others() -> None:
    """A passage is mixed when some, but not all, of its tokens are in capitals."""
    assert made("GOOD day", "GOOD DAY", "good day", "").mixed.tolist() == [True, False, False, False]


def test_shouting_and_small_letters() -> None:
    """Digits and marks neither shout nor spoil; one small letter does."""
    tokens = made("GOOD U.S G8 GOod 42 good")
    assert tokens.shouts.tolist() == [True, True, True, False, False, False]
    assert tokens.exact.tolist() == [False, False, False, False, True, True]


def test_negations_are_words_and_endings() -> None:
    """Listed words negate, and every word with n't in it, whatever its case; other apostrophes do not."""
    assert made("never NEVER didn't WON'T, it's ant's").negates.tolist() == [True, True, True, True, False, False]


def test_named_words_are_found_by_their_flags() -> None:
    """The words that rules name carry their flags in any case."""
    tokens = made("But at least, very kind of")
    words = vw.vader_words()
    assert tokens.flags(words, vw.BUT).tolist() == [True, False, False, False, False, False]
    assert tokens.flags(words, vw.AT_VERY).tolist() == [False, True, False, True, False, False]
