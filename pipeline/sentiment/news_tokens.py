"""Tokens of news: words without marks, whatever the typography.

Letters and digits make a word, and an apostrophe between letters, straight or typographic; dashes, quotation marks and
all other punctuation part words. A possessive 's is taken off; words of one character vanish.
"""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.sentiment.rule_tokens import RuleTokens, rule_tokens
from pipeline.sentiment.vader_words import VaderWords
from pipeline.text import characters as ch
from pipeline.text.characters import Characters
from pipeline.text.passages import Passages, Tokens, token_runs
from pipeline.text.word_lookup import small_letters

_APOSTROPHE, _TYPOGRAPHIC = ord("'"), 0x2019
_LETTER = ch.UPPER | ch.LOWER


def news_tokens(passages: Passages, words: VaderWords) -> RuleTokens:
    """Cut passages into words and look each up."""
    batch = passages.batch
    marks = np.flatnonzero((batch.kinds & ch.PUNCTUATION != 0) | (batch.codes == _TYPOGRAPHIC))
    inner = _inner_apostrophes(batch, marks)
    tokens = token_runs(passages, _of_words(batch, inner))
    low = small_letters(batch.codes)
    low[inner] = _APOSTROPHE
    tokens = _without_possessive(tokens, inner, low)
    tokens = tokens.kept(tokens.ends - tokens.starts > 1)
    return rule_tokens(passages, tokens, marks, words.table.find(low, tokens.starts, tokens.ends), words)


def _inner_apostrophes(batch: Characters, marks: Int64) -> Int64:
    """The apostrophes that stand between letters of the same text."""
    at = marks[(marks > 0) & (marks < len(batch.kinds) - 1)]
    at = at[(batch.codes[at] == _APOSTROPHE) | (batch.codes[at] == _TYPOGRAPHIC)]
    edge = np.searchsorted(batch.bounds, at)
    at = at[(batch.bounds[edge] != at) & (batch.bounds[edge] != at + 1)]
    return np.asarray(at[(batch.kinds[at - 1] & _LETTER != 0) & (batch.kinds[at + 1] & _LETTER != 0)])


def _of_words(batch: Characters, inner: Int64) -> Bool:
    """Which characters words are made of; bool, shape (n_characters,)."""
    solid = (batch.kinds & _LETTER != 0) | ((batch.codes >= ord("0")) & (batch.codes <= ord("9")))
    solid[inner] = True
    return np.asarray(solid)


def _without_possessive(tokens: Tokens, inner: Int64, low: UInt8) -> Tokens:
    """Take `'s` off the ends."""
    owner = np.zeros(len(low), bool)
    owner[inner[low[inner + 1] == ord("s")]] = True
    ends = tokens.ends.copy()
    ends[owner[np.maximum(ends - 2, 0)] & (ends - tokens.starts > 2)] -= 2
    return Tokens(tokens.starts, ends, tokens.bounds)
