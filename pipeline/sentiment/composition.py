"""How the words of a clause act on each other: the tone of each token after negation, direction, contrast, doubt.

A rule's word looks for words with a tone in its reach and multiplies it; see `resources/en/news_rules.toml`. A word
that turned another says nothing by itself (`fell` in "crime fell"). Tokens of names have no tone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pipeline.arrays.ranges import counts_before, ranges
from pipeline.arrays.types import AnyArray, Bool, Float64, Int32, Int64
from pipeline.sentiment.grammar import REACHES, rules
from pipeline.sentiment.marked_words import Marked, marked_words
from pipeline.sentiment.news_tokens import NewsTokens
from pipeline.sentiment.news_words import NewsWords
from pipeline.sentiment.word_kinds import PASSIVE

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
class Targets:
    """The tokens with a tone that rules can take hold of, t of n tokens.

    Attributes:
        token: int64, shape (t,): the tokens, ascending.
        before: int32, shape (n + 1,): how many of them stand before each token.
        holds: bool, shape (len(_TARGETS), t): which of them rules of each kind act on; those of kind `all` act on
            every token.
    """

    token: Int64
    before: Int32
    holds: Bool

    @cached_property
    def _counts(self) -> Int32:
        """int32, shape (len(_TARGETS), t + 1): how many of them stand before each of `token`."""
        counts = np.zeros((len(self.holds), len(self.token) + 1), np.int32)
        np.cumsum(self.holds, axis=1, out=counts[:, 1:])
        return counts

    def stand_in(self, kind: Int64, first: Int64, end: Int64) -> Bool:
        """Whether rules of a kind find something to act on in each span of tokens."""
        found = self._counts[kind, self.before[end]] > self._counts[kind, self.before[first]]
        return np.asarray(np.where(kind == _ALL, end > first, found))

    def of(self, scopes: Scopes) -> tuple[Int64, Int64]:
        """What rules act on, scope after scope: the scope and the token of each pair, int64, shape (n_pairs,) each."""
        kind = _TARGET[scopes.rule]
        everything = kind == _ALL
        low, high = (np.where(everything, edge, self.before[edge]) for edge in (scopes.first, scopes.end))
        scope, at = ranges(low, high)
        some = np.flatnonzero(~everything[scope])
        works = np.ones(len(scope), bool)
        works[some] = self.holds[kind[scope[some]], at[some]]
        at[some] = self.token[at[some]]
        return scope[works], at[works]


@dataclass(frozen=True)
class Composition:
    """The tone of each of n tokens.

    Attributes:
        marked: the k tokens that say something by themselves.
        given: float64, shape (k,): the tone of the word or phrase alone, or of the thing that a rule moves.
        is_ruled: bool, shape (k,): whether a rule that moves, or a phrase, decided the tone.
        factor: float64, shape (n,): what the rules multiply each token by, 0 for words that only act on others, names,
            and what stands inside a phrase.
        scopes: the rules at work.
        targets: what they can act on.
    """

    marked: Marked
    given: Float64
    is_ruled: Bool
    factor: Float64
    scopes: Scopes
    targets: Targets

    @cached_property
    def tones(self) -> Float64:
        """float64, shape (k,): the tone in context."""
        return self.given * self.factor[self.marked.token]

    @cached_property
    def value(self) -> Float64:
        """float64, shape (n,): the tone of each token in context, 0 for those that say nothing."""
        return np.asarray(self.spread(self.tones))

    def spread(self, column: AnyArray) -> AnyArray:
        """What is told of the k tokens for each of the n, shape (n,); 0 for the others."""
        whole = np.zeros(len(self.factor), column.dtype)
        whole[self.marked.token] = column
        return whole


_RULES = rules()
_MOVING = np.array([rule.moves for rule in _RULES])
_ON = np.array([[rule.on_bad for rule in _RULES], [rule.on_good for rule in _RULES]])
_LEFT, _RIGHT = np.array([rule.left for rule in _RULES]), np.array([rule.right for rule in _RULES])
_NUMBERS = {rule.name: number for number, rule in enumerate(_RULES)}
_REACHES = {reach: np.array([rule.reach == reach for rule in _RULES]) for reach in REACHES}
_CHOOSES = _REACHES["left or right"] | _REACHES["right or left"]
_TARGETS = ("tone", "things", "unrelieved", "all")
_ALL = _TARGETS.index("all")
_TARGET = np.array([_TARGETS.index(rule.acts_on) for rule in _RULES])


def moving_rules() -> frozenset[int]:
    """The rules that give things a tone."""
    return frozenset(np.flatnonzero(_MOVING).tolist())


def rule_factor(rule: int, given: float) -> float:
    """What a rule multiplies a word of this tone by."""
    return float(_ON[int(given > 0), rule])


def compose(tokens: NewsTokens, words: NewsWords) -> Composition:
    """Apply the rules to a batch."""
    marked = marked_words(tokens, words)
    targets = _targets(marked, len(tokens.ids))
    return _applied(tokens, marked, targets, _scopes(tokens, marked, targets))


def _targets(marked: Marked, n: int) -> Targets:
    """What the rules can act on in a batch of n tokens."""
    tone = np.abs(marked.tone)
    turns = _MOVING[marked.rule] & (tone < FEELING)
    at = np.flatnonzero((np.maximum(tone, np.abs(marked.moved)) >= FEELING) & ~turns)
    token = marked.token[at]
    every = np.ones(len(at), bool)
    holds = np.array([every, marked.is_thing[at], marked.rule[at] != _NUMBERS["relief"], every])
    return Targets(token, counts_before(token, n), holds)


def _scopes(tokens: NewsTokens, marked: Marked, targets: Targets) -> Scopes:
    """Where each rule's word finds something to act on."""
    acting = np.flatnonzero(marked.rule)
    by, rule = marked.token[acting], marked.rule[acting]
    kind = _TARGET[rule]
    left, right = _sides(tokens, by, marked.last[acting] + 1, rule)
    has_left, has_right = targets.stand_in(kind, *left), targets.stand_in(kind, *right)
    passive = (tokens.kinds[by - 1] & PASSIVE != 0) & ~tokens.opens[by]
    left_first = _REACHES["left or right"][rule] | (_REACHES["right or left"][rule] & passive)
    picked = has_left & (left_first | ~has_right)
    goes_left = (_CHOOSES[rule] & picked) | _REACHES["before"][rule]
    first = np.where(goes_left | _REACHES["both"][rule], left[0], right[0])
    end = np.where(goes_left, left[1], right[1])
    works, both = np.where(goes_left, has_left, has_right), np.flatnonzero(_REACHES["both"][rule])
    works[both] = targets.stand_in(kind[both], first[both], end[both])
    return Scopes(by[works], rule[works], first[works], end[works])


def _sides(tokens: NewsTokens, by: Int64, back: Int64, rule: Int64) -> tuple[tuple[Int64, Int64], tuple[Int64, Int64]]:
    """The tokens before and behind each rule's word (which ends before `back`) that it may act on.

    They end with the clause and the rule's own limits; for rules of direction also at the next such word, so that in
    "crime fell to its lowest level" crime is turned once.
    """
    clause, home = tokens.clauses[by], tokens.homes[by]
    start, stop = tokens.clause_bounds[clause], tokens.clause_bounds[clause + 1]
    low, high = np.maximum(start, by - _LEFT[rule]), np.minimum(stop, back + _RIGHT[rule])
    turns = _CHOOSES[rule]
    turning, n_turning = by[turns], np.cumsum(turns)
    behind = np.append(-1, turning)[n_turning - turns]
    ahead = np.append(turning, len(tokens.ids))[n_turning]
    low = np.where(turns, np.maximum(low, behind + 1), low)
    high = np.where(_REACHES["left or right"][rule], np.minimum(high, ahead), high)
    low = np.where(_REACHES["before"][rule], tokens.bounds[home], low)
    high = np.where(_REACHES["rest"][rule], tokens.bounds[home + 1], np.where(_REACHES["clause"][rule], stop, high))
    return (low, by), (back, np.maximum(high, back))


def _applied(tokens: NewsTokens, marked: Marked, targets: Targets, scopes: Scopes) -> Composition:
    """Multiply all that acts on each token."""
    scope, token = targets.of(scopes)
    rule = scopes.rule[scope]
    is_moved, is_good = np.zeros(len(tokens.ids), bool), np.zeros(len(tokens.ids), bool)
    is_moved[token[_MOVING[rule]]] = True
    moved = is_moved[marked.token]
    given = np.where(moved, marked.moved, marked.tone)
    is_good[marked.token] = given > 0
    factor = np.repeat(np.where(tokens.is_question, QUESTION, 1.0), np.diff(tokens.bounds))
    np.multiply.at(factor, token, _ON[is_good[token].astype(np.int64), rule])
    factor[marked.is_muted] = 0.0
    factor[scopes.by[_MOVING[scopes.rule]]] = 0.0
    return Composition(marked, given, moved | (marked.last > marked.token), factor, scopes, targets)
