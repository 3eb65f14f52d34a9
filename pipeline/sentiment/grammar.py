"""The rules of the model `news` as data: which words turn, weaken or strengthen others, and idioms with their tone.

They stand in `resources/en/news_rules.toml`, `news_things.toml` and `news_tone.toml`, each with an example and a
counter-example; the heads of these files say what the columns mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.resources import resource
from pipeline.sentiment.inflections import noun_forms, verb_forms

REACHES = ("right", "left or right", "right or left", "both", "clause", "rest", "before")
Phrase = tuple[str, ...]
_FILES = {
    "rule": lambda: resource("en/news_rules.toml"),
    "tone": lambda: resource("en/news_tone.toml"),
    "things": lambda: resource("en/news_things.toml"),
}
_DEFAULTS = {"left": 0, "right": 0, "moves": False, "after_a": ""}


@dataclass(frozen=True)
class Rule:
    """What a kind of words does to others.

    Attributes:
        name: as explanations show it.
        on_bad: what a bad word in reach is multiplied by.
        on_good: what a good word in reach is multiplied by.
        reach: one of `REACHES`.
        left: how many tokens it looks back.
        right: how many tokens it looks ahead.
        acts_on: `tone`, `unrelieved`, `things` or `all`.
        moves: whether it gives things a tone that have none alone.
        after_a: name of the rule that its words set off instead behind the article a; empty for itself.
    """

    name: str
    on_bad: float
    on_good: float
    reach: str
    left: int
    right: int
    acts_on: str
    moves: bool
    after_a: str = ""


@dataclass(frozen=True)
class Grammar:
    """The rules and the words that they are about; number 0 of `rules` changes nothing.

    Attributes:
        rules: rule 0 and those of the file, in its order.
        word_rules: word -> its rule.
        phrase_rules: phrase -> its rule.
        word_values: word -> its own tone, -4..4.
        phrase_values: phrase -> its own tone.
        things: word -> its tone where a rule that moves takes hold of it.
        phrase_things: phrase -> the same.
    """

    rules: tuple[Rule, ...]
    word_rules: dict[str, int]
    phrase_rules: dict[Phrase, int]
    word_values: dict[str, float]
    phrase_values: dict[Phrase, float]
    things: dict[str, float]
    phrase_things: dict[Phrase, float]

    def phrases(self) -> list[Phrase]:
        """Every phrase, once."""
        return list(dict.fromkeys((*self.phrase_rules, *self.phrase_values, *self.phrase_things)))


@cache
def rules() -> tuple[Rule, ...]:
    """Rule 0 and those of the file, without the words that they are about."""
    given = [
        {name: entry.get(name, _DEFAULTS.get(name)) for name in Rule.__dataclass_fields__} for entry in _entries("rule")
    ]
    return (Rule("", 1.0, 1.0, "right", 0, 0, "tone", moves=False), *(Rule(**entry) for entry in given))


@cache
def grammar() -> Grammar:
    """Read the rules and their words; to put the words into all their forms costs .02 CPU s."""
    found = Grammar(rules(), {}, {}, {}, {}, {}, {})
    for number, entry in enumerate(_entries("rule"), 1):
        _file(entry, number, found.word_rules, found.phrase_rules)
        if "value" in entry:
            _file(entry, entry["value"], found.word_values, found.phrase_values)
    for entry in _entries("tone"):
        _file(entry, entry["value"], found.word_values, found.phrase_values)
    for entry in _entries("things"):
        _file(entry, entry["value"], found.things, found.phrase_things)
    return found


@cache
def function_words(kind: str) -> frozenset[str]:
    """The articles, passives or clause_words of the rules."""
    words: str = _parsed("rule")[kind]
    return frozenset(words.split())


def _entries(kind: str) -> list[dict[str, Any]]:
    """The entries of one file."""
    entries: list[dict[str, Any]] = _parsed(kind)[kind]
    return entries


@cache
def _parsed(kind: str) -> dict[str, Any]:
    """One file; reading it costs a millisecond per kilobyte."""
    return tomllib.loads(_FILES[kind]())


def _file(entry: dict[str, Any], value: Any, words: dict[str, Any], phrases: dict[Phrase, Any]) -> None:
    """Enter the words and phrases of an entry; what stands there already stays."""
    for word in triggers(entry):
        words.setdefault(word, value)
    for phrase in trigger_phrases(entry):
        if len(phrase) == 1:
            words.setdefault(phrase[0], value)
        else:
            phrases.setdefault(phrase, value)


def triggers(entry: dict[str, Any]) -> Iterator[str]:
    """The single words of an entry, in all their forms."""
    yield from entry.get("words", "").split()
    yield from (form for verb in entry.get("verbs", "").split() for form in verb_forms(verb))
    yield from (form for noun in entry.get("nouns", "").split() for form in noun_forms(noun))


def trigger_phrases(entry: dict[str, Any]) -> Iterator[Phrase]:
    """The phrases of an entry, in all forms of a first verb."""
    articles = function_words("articles")
    for line in entry.get("phrases", "").strip().splitlines():
        first, *rest = line.replace("\u2019", "'").split()
        tail = tuple(word.lower() for word in rest if word not in articles)
        for form in verb_forms(first[1:]) if first.startswith("~") else (first.lower(),):
            yield (form, *tail)
