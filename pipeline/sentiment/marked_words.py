"""The words and phrases of passages that say something: those with a tone, and those that act on others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.sentiment.grammar import rules
from pipeline.sentiment.news_tokens import NewsTokens
from pipeline.sentiment.news_words import NewsWords
from pipeline.sentiment.phrases import Places, find_phrases
from pipeline.sentiment.word_kinds import ARTICLE, GOES_ON, ONE, OPENS, RULING, TONED

_NUMBERS = {rule.name: number for number, rule in enumerate(rules())}
_AFTER_A = np.array([_NUMBERS[rule.after_a or rule.name] for rule in rules()])


class Marked(NamedTuple):
    """The k words and phrases of a batch of n tokens that have a tone or set off a rule, and are no part of a name.

    Attributes:
        token: int64, shape (k,): the token, of a phrase the first one; ascending.
        last: int64, shape (k,): the last token of the phrase, the token itself without one.
        tone: float64, shape (k,): of the word or phrase alone.
        moved: float64, shape (k,): where a rule that moves takes hold of it.
        rule: int64, shape (k,): the rule that it sets off, 0 for none.
        is_thing: bool, shape (k,): whether it is one of the things of `news_things.toml`.
        is_muted: bool, shape (n,): which tokens are part of a name or of a phrase that says nothing, or stand inside a
            phrase behind its first.
    """

    token: Int64
    last: Int64
    tone: Float64
    moved: Float64
    rule: Int64
    is_thing: Bool
    is_muted: Bool


def marked_words(tokens: NewsTokens, words: NewsWords) -> Marked:
    """Find what says something; a word inside a phrase says nothing by itself."""
    first, end, phrase = _phrases(tokens, words)
    speaks = words.phrases[:, phrase].any(axis=0)
    is_muted = tokens.is_name.copy()
    is_muted[ranges(first + 1, end + 1)[1]] = is_muted[first[~speaks]] = True
    says = tokens.kinds & (TONED | RULING) != 0
    says[first] = True
    says &= ~is_muted
    token = np.flatnonzero(says)
    row, last = tokens.ids[token].astype(np.int64), token.copy()
    at = np.searchsorted(token, first[speaks])
    row[at], last[at] = len(words.tone) + phrase[speaks], end[speaks]
    pairs = zip((words.tone, words.moved, words.rule), words.phrases, strict=True)
    tone, moved, rule = (np.concatenate([alone, together])[row] for alone, together in pairs)
    is_thing = np.concatenate([words.is_thing, words.phrases[0] != words.phrases[1]])[row]
    after_a = (tokens.kinds[token - 1] & ONE != 0) & ~tokens.opens[token] & (last == token)
    rule = np.where(after_a, _AFTER_A[rule.astype(np.int64)], rule.astype(np.int64))
    return Marked(token, last, tone, moved, rule, is_thing, is_muted)


def _phrases(tokens: NewsTokens, words: NewsWords) -> tuple[Int64, Int64, Int64]:
    """First token, last token and number of each phrase, int64, shape (n_phrases,) each."""
    opens, goes_on, skipped = (tokens.kinds & bit != 0 for bit in (OPENS, GOES_ON, ARTICLE))
    return find_phrases(words.tree, Places(tokens.ids, opens, goes_on, ~skipped, tokens.homes))
