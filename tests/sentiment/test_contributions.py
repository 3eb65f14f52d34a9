"""The law of reasons: they sum to the score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import strings
from pipeline.sentiment.contributions import EMPHASIS, reasons
from pipeline.sentiment.news_model import news
from pipeline.sentiment.news_words import news_words
from pipeline.sentiment.vader import vader
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages

WORDS = st.sampled_from(
    [
        "not",
        "GOOD",
        "good",
        "bad",
        "but",
        "the",
        "council",
        "profits",
        "rose",
        "fell",
        "losses",
        "praised",
        "!",
        "?",
        "kind",
        "of",
        "corrupt",
        "very",
        "x",
    ]
)
SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)


def compound(text: str, model: str) -> float:
    """The score that the model gives the sentence."""
    batch = characters(strings([text]))
    passage = Passages(batch, batch.bounds[:-1], batch.bounds[1:])
    found = vader(passage, vader_words()) if model == "vader" else news(passage, news_words())
    return float(found.compound[0])


def contributions(text: str, model: str, extra: tuple[tuple[str, float], ...] = ()) -> dict[str, float]:
    """What each word of the sentence contributes."""
    return {reason.word: reason.contribution for reason in reasons(text, model, extra)}


@pytest.mark.parametrize("model", ["vader", "news"])
@given(text=SENTENCES)
def test_contributions_sum_to_the_score(model: str, text: str) -> None:
    """Whatever the sentence, its reasons add up to its score."""
    assert sum(reason.contribution for reason in reasons(text, model)) == pytest.approx(compound(text, model), abs=1e-6)


@pytest.mark.parametrize("model", ["vader", "news"])
def test_reasons_stand_where_they_say(model: str) -> None:
    """A reason with a place reads as the sentence does there."""
    text = "The council praised the very brave, not the corrupt!"
    placed = [reason for reason in reasons(text, model) if reason.start >= 0]
    assert placed
    assert all(reason.word.endswith(text[reason.start : reason.end]) for reason in placed)


def test_rules_are_told_apart_from_words() -> None:
    """In VADER a negated word shows its own valence and what the negation made of it."""
    told = contributions("It is not good!", "vader")
    assert told["good"] > 0 > told["not → good"]
    assert told[EMPHASIS] < 0


def test_each_rule_of_news_shows_its_effect() -> None:
    """A turned word shows its own tone, and apart from it what each rule made of it; what only turns shows none."""
    told = contributions("The council is not very good.", "news")
    assert told["good"] > 0
    assert told["very → good"] != 0
    assert told["not → good"] < 0
    told = contributions("Prices rose, analysts said.", "news")
    assert told["rose → Prices"] < 0
    assert "rose" not in told
    told = contributions("Is the man guilty?", "news")
    assert told["a question → guilty"] > 0 > told["guilty"]


def test_idioms_are_shown_whole() -> None:
    """A phrase is one reason, under the words that stand there."""
    told = contributions("The governor came under fire.", "news")
    assert min(told, key=lambda word: told[word]) == "came under fire"


def test_own_words_are_explained() -> None:
    """Words of a user's lexicon count in the reasons as in the scores."""
    extra = (("pierish", 3.0),)
    for model in ("vader", "news"):
        assert contributions("A pierish plan.", model, extra)["pierish"] > 0.1
