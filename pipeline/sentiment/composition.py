"""How the words of a clause act on each other: the tone of each token after negation, direction, contrast, doubt.

A rule's word looks for words with a tone in its reach and multiplies it; see `resources/en/news_rules.toml`. A word
that turned another says nothing by itself (`fell` in "crime fell"). Tokens of names have no tone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.sentiment.grammar import grammar
from pipeline.sentiment.news_tokens import NewsTokens
from pipeline.sentiment.news_words import ARTICLE, ONE, PASSIVE, RULING, TONED, NewsWords
from pipeline.sentiment.phrases import find_phrases

FEELING = 0.4
"""Least tone of a word that a rule can take hold of."""
QUESTION = 0.35
"""What is left of the tone of a question."""


class Scopes(NamedTuple):
    """What acts on what, in the order of the acting words; int64, shape (k,) each.

    Attributes:
        by: the token that sets off the rule.
        rule: its rule.
        first: first token in reach.
        end: one past the last.
    """

    by: Int64
    rule: Int64
    first: Int64
    end: Int64


@dataclass(frozen=True)
class Composition:
    """The tone of each token, shape (n,) each.

    Attributes:
        columns: what each token brings along.
        given: float64: the tone of the word or phrase alone, or of the thing that a rule moves.
        factor: float64: what the rules multiply it by, 0 for words that only act on others.
        is_ruled: bool: whether a rule that moves, or a phrase, decided the tone.
        scopes: the rules at work.
    """

    columns: Columns
    given: Float64
    factor: Float64
    is_ruled: Bool
    scopes: Scopes

    @cached_property
    def value(self) -> Float64:
        """The tone in context."""
        return self.given * self.factor


@dataclass(frozen=True)
class Columns:
    """What each token brings along, phrases folded into their first token; shape (n,) each.

    Attributes:
        tone: float64: of the word or phrase alone.
        moved: float64: where a rule that moves takes hold of it.
        rule: int64: the rule that it sets off, 0 for none.
        last: int64: the last token of the phrase that begins here, the token itself without one.
        is_thing: bool: whether it is one of the things of `news_things.toml`.
        is_muted: bool: whether it is part of a name or of a phrase that says nothing, or stands inside a phrase.
    """

    tone: Float64
    moved: Float64
    rule: Int64
    last: Int64
    is_thing: Bool
    is_muted: Bool

    def targets(self, acts_on: str) -> Bool:
        """The tokens that rules with this `acts_on` act on."""
        if acts_on == "all":
            return np.ones(len(self.tone), bool)
        if acts_on == "unrelieved":
            return np.asarray(self._feels & (self.rule != _NUMBERS["relief"]))
        return np.asarray(self._feels & self.is_thing if acts_on == "things" else self._feels)

    @cached_property
    def _feels(self) -> Bool:
        """Tokens with a tone that a rule can take hold of, bool, shape (n,): a few of a hundred have any."""
        feels = np.zeros(len(self.tone), bool)
        at = np.flatnonzero(((self.tone != 0) | (self.moved != 0)) & ~self.is_muted)
        tone = np.abs(self.tone[at])
        turns = _MOVING[self.rule[at]] & (tone < FEELING)
        feels[at] = (np.maximum(tone, np.abs(self.moved[at])) >= FEELING) & ~turns
        return feels

    def targets_rule(self, rule: int) -> Bool:
        """The tokens that a rule acts on."""
        return self.targets(_RULES[rule].acts_on)


_RULES = grammar().rules
_MOVING = np.array([rule.moves for rule in _RULES])
_ON = np.array([[rule.on_bad for rule in _RULES], [rule.on_good for rule in _RULES]])
_REACH = np.array([rule.reach for rule in _RULES])
_LEFT, _RIGHT = np.array([rule.left for rule in _RULES]), np.array([rule.right for rule in _RULES])
_ACTS_ON = np.array([rule.acts_on for rule in _RULES])
_NUMBERS = {rule.name: number for number, rule in enumerate(_RULES)}
_AFTER_A = np.array([_NUMBERS[rule.after_a or rule.name] for rule in _RULES])
_CHOOSES = np.isin(_REACH, ("left or right", "right or left"))
_TARGETS = ("tone", "things", "all", "unrelieved")
_TARGET = np.array([_TARGETS.index(rule.acts_on) for rule in _RULES])


def moving_rules() -> frozenset[int]:
    """The rules that give things a tone."""
    return frozenset(np.flatnonzero(_MOVING).tolist())


def rule_factor(rule: int, given: float) -> float:
    """What a rule multiplies a word of this tone by."""
    return float(_ON[int(given > 0), rule])


def compose(tokens: NewsTokens, words: NewsWords) -> Composition:
    """Apply the rules to a batch."""
    columns = _columns(tokens, words)
    targets = np.array([columns.targets(kind) for kind in _TARGETS])
    return _applied(tokens, columns, targets, _scopes(tokens, words, columns, targets))


def _columns(tokens: NewsTokens, words: NewsWords) -> Columns:
    """Tone and rule of each token; names have neither."""
    ids, n = tokens.ids, len(tokens.ids)
    kinds, last = words.kinds[ids], np.arange(n)
    tone, moved, rule, thing = np.zeros(n), np.zeros(n), np.zeros(n, np.int64), np.zeros(n, bool)
    toned = np.flatnonzero(kinds & TONED != 0)
    tone[toned], moved[toned], thing[toned] = (table[ids[toned]] for table in (words.tone, words.moved, words.is_thing))
    ruling = np.flatnonzero(kinds & RULING != 0)
    rule[ruling] = words.rule[ids[ruling]]
    after_a = ruling[(kinds[ruling - 1] & ONE > 0) & (tokens.homes[ruling - 1] == tokens.homes[ruling]) & (ruling > 0)]
    rule[after_a] = _AFTER_A[rule[after_a]]
    muted = tokens.is_name.copy()
    first, end, phrase = find_phrases(words.tree, np.where(muted, 0, ids), kinds & ARTICLE == 0, tokens.homes)
    size = end - first
    inside = np.repeat(first - np.cumsum(size) + size, size) + np.arange(size.sum()) + 1
    muted[inside] = True
    last[first] = end
    tone[first], moved[first] = words.phrases[0, phrase], words.phrases[1, phrase]
    rule[first] = words.phrases[2, phrase].astype(np.int64)
    thing[first] = tone[first] != moved[first]
    muted[first] |= (tone[first] == 0) & (moved[first] == 0) & (rule[first] == 0)
    tone[muted] = moved[muted] = rule[muted] = 0
    return Columns(tone, moved, rule, last, thing, muted)


def _scopes(tokens: NewsTokens, words: NewsWords, columns: Columns, targets: Bool) -> Scopes:
    """Where each rule's word finds something to act on."""
    by = np.flatnonzero(columns.rule)
    rule = columns.rule[by]
    before = np.zeros((len(_TARGETS), targets.shape[1] + 1), np.int32)
    np.cumsum(targets, axis=1, out=before[:, 1:])
    kind = _TARGET[rule]

    def has(span: tuple[Int64, Int64]) -> Bool:
        return np.asarray(before[kind, span[1]] > before[kind, span[0]])

    left, right = _sides(tokens, columns, by)
    passive = (words.kinds[tokens.ids[by - 1]] & PASSIVE != 0) & (tokens.homes[by - 1] == tokens.homes[by])
    left_first = (_REACH[rule] == "left or right") | ((_REACH[rule] == "right or left") & passive)
    picked = np.where(left_first, has(left), ~has(right) & has(left))
    goes_left = (_CHOOSES[rule] & picked) | (_REACH[rule] == "before")
    first = np.where(goes_left | (_REACH[rule] == "both"), left[0], right[0])
    end = np.where(goes_left, left[1], right[1])
    works = has((first, end))
    return Scopes(by[works], rule[works], first[works], end[works])


def _sides(tokens: NewsTokens, columns: Columns, by: Int64) -> tuple[tuple[Int64, Int64], tuple[Int64, Int64]]:
    """The tokens before and behind each rule's word that it may act on.

    They end with the clause and the rule's own limits; for rules of direction also at the next such word, so that in
    "crime fell to its lowest level" crime is turned once.
    """
    rule, bounds, clauses, back = columns.rule[by], tokens.tokens.bounds, tokens.clauses, columns.last[by] + 1
    reach = _REACH[rule]
    start, stop = np.searchsorted(clauses, clauses[by]), np.searchsorted(clauses, clauses[by], side="right")
    low, high = np.maximum(start, by - _LEFT[rule]), np.minimum(stop, back + _RIGHT[rule])
    turning = np.flatnonzero(_CHOOSES[columns.rule])
    behind = np.append(-1, turning)[np.searchsorted(turning, by)]
    ahead = np.append(turning, len(clauses))[np.searchsorted(turning, by, side="right")]
    low = np.where(_CHOOSES[rule], np.maximum(low, behind + 1), low)
    high = np.where(reach == "left or right", np.minimum(high, ahead), high)
    low = np.where(reach == "before", bounds[tokens.homes[by]], low)
    high = np.where(reach == "rest", bounds[tokens.homes[by] + 1], np.where(reach == "clause", stop, high))
    return (low, by), (back, np.maximum(high, back))


def _applied(tokens: NewsTokens, columns: Columns, targets: Bool, scopes: Scopes) -> Composition:
    """Multiply all that acts on each token."""
    count = scopes.end - scopes.first
    scope = np.repeat(np.arange(len(count)), count)
    token = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + scopes.first[scope]
    rule = scopes.rule[scope]
    works = targets[_TARGET[rule], token]
    token, rule = token[works], rule[works]
    moved, acts = np.zeros(len(columns.tone), bool), np.zeros(len(columns.tone), bool)
    moved[token[_MOVING[rule]]] = True
    acts[scopes.by[_MOVING[scopes.rule]]] = True
    given = np.where(moved, columns.moved, columns.tone)
    factor = np.where(tokens.is_question[tokens.homes], QUESTION, 1.0)
    np.multiply.at(factor, token, _ON[(given[token] > 0).astype(np.int64), rule])
    factor[columns.is_muted | acts] = 0.0
    return Composition(columns, given, factor, moved | (columns.last > np.arange(len(given))), scopes)
