"""The rules as data: every entry does what its example says, and leaves its counter-example alone."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest

from pipeline.resources import resource
from pipeline.sentiment.grammar import REACHES, function_words, grammar, trigger_phrases, triggers
from tests.sentiment.sentences import composed, tone

RULES: list[dict[str, Any]] = tomllib.loads(resource("en/news_rules.toml"))["rule"]
TONES: list[dict[str, Any]] = tomllib.loads(resource("en/news_tone.toml"))["tone"]
THINGS: list[dict[str, Any]] = tomllib.loads(resource("en/news_things.toml"))["things"]


def at_work(text: str) -> set[str]:
    """The names of the rules that act on something in a sentence."""
    _, made = composed(text)
    return {grammar().rules[rule].name for rule in made.scopes.rule.tolist()}


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry["name"])
def test_a_rule_works_in_its_example_and_not_in_its_counter_example(entry: dict[str, Any]) -> None:
    """The example sets off the rule; the counter-example does not."""
    assert entry["name"] in at_work(entry["example"])
    assert entry["name"] not in at_work(entry["counter_example"])


@pytest.mark.parametrize("entry", TONES, ids=lambda entry: entry["field"])
def test_a_tone_is_in_its_example_and_not_in_its_counter_example(entry: dict[str, Any]) -> None:
    """The example has a word or phrase of the entry with its tone; the counter-example has none."""
    own = {" ".join(phrase) for phrase in trigger_phrases(entry)} | set(triggers(entry))

    def matched(text: str) -> list[str]:
        tokens, made = composed(text)
        n, muted = len(tokens.ids), made.marked.is_muted
        spans = list(zip(made.marked.token.tolist(), made.marked.last.tolist(), strict=True))
        if entry["value"] == 0:
            spans = [(a, b) for a in range(n) for b in range(a, n) if muted[a : b + 1].all()]
        texts = (" ".join(tokens.text(n).lower() for n in range(a, b + 1)) for a, b in spans)
        stripped = (" ".join(w for w in text.split() if w not in function_words("articles")) for text in texts)
        return [text for text in stripped if text in own]

    assert matched(entry["example"])
    assert not matched(entry["counter_example"])


@pytest.mark.parametrize("entry", THINGS, ids=lambda entry: str(entry["value"]))
def test_a_thing_has_a_tone_only_when_something_happens_to_it(entry: dict[str, Any]) -> None:
    """In the example a rule moves it; standing by itself it says nothing."""
    assert tone(entry["example"])
    assert not tone(entry["counter_example"])


def test_rules_are_well_formed() -> None:
    """Known reaches and targets; a rule of a limited reach has a limit; no factor is 0, which has no logarithm."""
    for rule in grammar().rules[1:]:
        assert rule.reach in REACHES
        assert rule.acts_on in ("tone", "unrelieved", "things", "all")
        assert rule.on_bad
        assert rule.on_good
        assert max(rule.left, rule.right) > 0 or rule.reach in ("before", "rest", "clause")


@pytest.mark.parametrize("entries", [RULES, TONES, THINGS], ids=["rules", "tones", "things"])
def test_no_word_or_phrase_is_entered_twice(entries: list[dict[str, Any]]) -> None:
    """What stands in two entries of one file would work for the first only."""
    listed = Counter(t for entry in entries for t in {*triggers(entry), *trigger_phrases(entry)})
    assert sorted(str(t) for t, n in listed.items() if n > 1) == []


@pytest.mark.parametrize("entries", [RULES, TONES, THINGS], ids=["rules", "tones", "things"])
def test_every_word_can_be_found(entries: list[dict[str, Any]]) -> None:
    """Words are single tokens in small letters: what the tokeniser parts (hyphens) would never match."""
    words = {w for entry in entries for w in triggers(entry)}
    words |= {w for entry in entries for phrase in trigger_phrases(entry) for w in phrase}
    assert sorted(w for w in words if not w.replace("'", "").isalnum() or w != w.lower()) == []
