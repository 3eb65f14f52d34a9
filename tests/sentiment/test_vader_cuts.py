"""Tokens as VADER cuts them, and what made a score, word by word."""

from __future__ import annotations

import pytest

from pipeline.arrays.arrow import strings
from pipeline.sentiment.contributions import reasons
from pipeline.sentiment.vader_tokens import vader_tokens
from pipeline.sentiment.vader_words import vader_words
from pipeline.text.characters import characters
from pipeline.text.passages import Passages


def cut(text: str) -> list[str]:
    """The tokens of a passage."""
    batch = characters(strings([text]))
    tokens = vader_tokens(Passages(batch, batch.bounds[:-1], batch.bounds[1:]), vader_words())
    return [tokens.text(n) for n in range(len(tokens.tokens))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the pier", ["the", "pier"]),
        ("a pier I saw", ["pier", "saw"]),  # tokens of one character vanish
        ("pier.", ["pier"]),
        (".pier", ["pier"]),
        ("pier,", ["pier"]),
        ("'pier", ["pier"]),
        ('"pier', ["pier"]),
        ("pier-", ["pier"]),
        ("pier;", ["pier"]),
        ('"pier"', ['"pier"']),  # two marks
        ("pi.er", ["pi.er"]),
        ("pi.er.", ["pi.er."]),
        ("(pier", ["(pier"]),  # no mark of the list
        ("pier)", ["pier)"]),
        ("pier!", ["pier"]),
        ("pier!!", ["pier"]),
        ("pier!!!", ["pier"]),
        ("pier!!!!", ["pier!!!!"]),  # no run of the list
        ("pier??", ["pier"]),
        ("pier???", ["pier"]),
        ("pier?!?", ["pier"]),
        ("pier!?!", ["pier"]),
        ("pier?!?!", ["pier"]),
        ("pier!?", ["pier!?"]),
        ("!!pier", ["pier"]),
        ("it's!!", ["it's!!"]),  # the run is not all of its marks
        ("it's", ["it's"]),
        ("x!", ["x!"]),  # nothing of one character is left over
        ("x!!", ["x!!"]),
        ("--", ["--"]),
        (":)", [":)"]),
        ("", []),
        ("   ", []),
        ("pier\u00a0boat\tquay\nweir", ["pier", "boat", "quay", "weir"]),
        ("\u201cpier\u201d", ["\u201cpier\u201d"]),
    ],
)
def test_how_a_passage_is_cut(text: str, tokens: list[str]) -> None:
    """At white space; one mark, or a run of ! and ?, goes at one end where no other mark stands in the token."""
    assert cut(text) == tokens


def told(text: str) -> list[str]:
    """The words that made a score by VADER, rules as they are named."""
    return [reason.word for reason in reasons(text, "vader")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the pier is good", ["good"]),
        ("the pier is not good", ["good", "not \u2192 good"]),
        ("the pier is very good", ["good", "very \u2192 good"]),
        ("it is not very good", ["good", "not, very \u2192 good"]),
        ("the pier is GOOD", ["GOOD", "capitals \u2192 GOOD"]),
        ("it is good but late", ["good", "but \u2192 good"]),
        ("it is never so good", ["good", "never, so \u2192 good"]),
        ("the pier is good!", ["good", "! and ?"]),
        ("good and bad", ["good", "bad"]),
        ("least good", ["good", "least \u2192 good"]),
        ("the pier", []),
        ("", []),
    ],
)
def test_what_made_a_score(text: str, words: list[str]) -> None:
    """Each word of the lexicon, then what the rules made of it and by which words; marks last."""
    assert told(text) == words


@pytest.mark.parametrize(
    "text", ["it is not very GOOD, but bad!", "good good!!", "hardly a great, great pier??", "pier"]
)
@pytest.mark.parametrize("model", ["vader", "news"])
def test_reasons_add_up_to_the_score_and_stand_in_the_text(text: str, model: str) -> None:
    """A reason with a place names the word there."""
    found = reasons(text, model)
    for reason in found:
        if reason.start >= 0:
            assert reason.word.endswith(text[reason.start : reason.end])
    assert abs(sum(reason.contribution for reason in found)) <= 1
