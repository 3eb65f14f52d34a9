"""Tokens with what the rules of VADER ask of each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int32, Int64
from pipeline.sentiment.vader_words import VaderWords
from pipeline.text import characters as ch
from pipeline.text.characters import Characters
from pipeline.text.passages import Passages, Tokens, kinds_of


class RuleTokens(NamedTuple):
    """The tokens of a batch.

    Attributes:
        passages: where the tokens come from.
        tokens: the tokens, marks taken off.
        marks: int64: places of ASCII punctuation, ascending.
        ids: int32, shape (n,): rows of `VaderWords`; 0 for other words.
        shouts: bool, shape (n,): whether every letter is a capital, as `str.isupper` says.
        exact: bool, shape (n,): whether no letter is a capital.
        negates: bool, shape (n,): a negation, or any word with `n't` in it.
        mixed: bool, shape (n_passages,): whether some but not all tokens of the passage are in capitals.
    """

    passages: Passages
    tokens: Tokens
    marks: Int64
    ids: Int32
    shouts: Bool
    exact: Bool
    negates: Bool
    mixed: Bool

    def flags(self, words: VaderWords, bits: int) -> Bool:
        """Which tokens are one of the words with these flags; shape (n,)."""
        return np.asarray((words.flags & bits != 0)[self.ids])

    def text(self, token: int) -> str:
        """The token as it stands in the text."""
        return self.passages.batch.text[self.tokens.starts[token] : self.tokens.ends[token]]


def rule_tokens(passages: Passages, tokens: Tokens, marks: Int64, ids: Int32, words: VaderWords) -> RuleTokens:
    """Add to tokens what the rules ask.

    Args:
        passages: where the tokens come from.
        tokens: the tokens, marks taken off.
        marks: places of ASCII punctuation and, where they count, of typographic apostrophes; ascending.
        ids: rows of `words`, one a token.
        words: the words that the rules know.
    """
    kinds = kinds_of(passages.batch, tokens)
    shouts = kinds & (ch.UPPER | ch.LOWER) == ch.UPPER
    loud = np.diff(np.searchsorted(np.flatnonzero(shouts), tokens.bounds))
    mixed = (loud > 0) & (loud < np.diff(tokens.bounds))
    negates = words.negates[ids] | _holds_nt(passages.batch, tokens, marks)
    return RuleTokens(passages, tokens, marks, ids, shouts, kinds & ch.UPPER == 0, negates, mixed)


def _holds_nt(batch: Characters, tokens: Tokens, marks: Int64) -> Bool:
    """Which tokens hold `n't`, whatever its case."""
    codes = batch.codes
    at = marks[(marks > 0) & (marks < len(codes) - 1)]
    at = at[(codes[at] == ord("'")) | (codes[at] > ord("~"))]
    at = at[(codes[at - 1] | 0x20 == ord("n")) & (codes[at + 1] | 0x20 == ord("t"))]
    token = np.searchsorted(tokens.starts, at - 1, side="right") - 1
    inside = (token >= 0) & (at + 2 <= np.append(tokens.ends, 0)[token])
    found = np.zeros(len(tokens), bool)
    found[token[inside]] = True
    return found
