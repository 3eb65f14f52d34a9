"""Tokens of news with what the rules ask of each: row in the word table, clause, whether it is part of a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.arrays.ranges import numbers_of
from pipeline.arrays.types import Bool, Int32, Int64, UInt16
from pipeline.sentiment.news_text import LARGE, LONG, LOUD, NewsText, Stretches, news_text
from pipeline.sentiment.news_words import NewsWords
from pipeline.sentiment.word_kinds import BOUNDARY, SAYS
from pipeline.text.passages import Passages, Tokens
from pipeline.text.tokens import tokenise

HEADLINE = 0.8
"""Share of words with a capital above which a passage is a headline in capitals, where a capital says nothing."""
_FEW = 3
"""Words that are counted for that which a headline has at least."""


@dataclass(frozen=True)
class NewsTokens:
    """The n tokens of some passages.

    Attributes:
        passages: where they come from.
        whole: the words of the texts that hold the passages.
        first: int64, shape (n_passages,): the first of these words in each passage.
        bounds: int64, shape (n_passages + 1,): first token of each passage, and the end.
        ids: int32, shape (n,): rows of `NewsWords`; 0 for other words.
        kinds: uint16, shape (n,): bits of `word_kinds`; those of SAYS hold for no part of a name.
        homes: int64, shape (n,): passage of each.
        opens: bool, shape (n,): whether a passage begins with it.
        begins: bool, shape (n,): whether a clause begins with it.
        is_name: bool, shape (n,): part of a name.
        is_question: bool, shape (n_passages,): whether the passage ends in a question mark.
    """

    passages: Passages
    whole: NewsText
    first: Int64
    bounds: Int64
    ids: Int32
    kinds: UInt16
    homes: Int64
    opens: Bool
    begins: Bool
    is_name: Bool
    is_question: Bool

    @cached_property
    def clauses(self) -> Int32:
        """int32, shape (n,): number of the clause of each token, counted through the batch from 0."""
        bounds = self.clause_bounds
        return np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))

    @cached_property
    def clause_bounds(self) -> Int64:
        """int64, shape (n_clauses + 1,): first token of each clause, and the end."""
        return np.append(np.flatnonzero(self.begins), len(self.ids))

    @cached_property
    def tokens(self) -> Tokens:
        """Where they stand without possessives, in characters through the batch: asked for by who shows them."""
        found, inside = tokenise(self.passages.batch.texts), _places(self.first, self.bounds)
        doc = found.doc[inside]
        starts, ends = (found.batch_offset(edge[inside], doc) for edge in (found.start, found.bare_end))
        return Tokens(starts, ends, self.bounds)

    def text(self, token: int) -> str:
        """The token as it stands in the text."""
        return self.passages.batch.text[self.tokens.starts[token] : self.tokens.ends[token]]


def news_tokens(passages: Passages, words: NewsWords) -> NewsTokens:
    """Find the words of passages and look each up.

    Args:
        passages: sentences or headlines, in any order; they may overlap.
        words: the words that the model knows.
    """
    return tokens_of(news_text(passages.batch, words), passages)


def tokens_of(whole: NewsText, passages: Passages) -> NewsTokens:
    """The tokens of passages of texts whose words are known.

    Args:
        whole: the words of the texts.
        passages: sentences or headlines of these texts, in any order; they may overlap.
    """
    return tokens_in(whole, passages, whole.stretches(passages.starts, passages.ends))


def tokens_in(whole: NewsText, passages: Passages, stretches: Stretches) -> NewsTokens:
    """The same for passages of which it is known where their words stand."""
    first, last, asked = stretches
    bounds = np.concatenate([[0], np.cumsum(last - first)])
    inside = _places(first, bounds)
    ids, kinds = whole.ids[inside], whole.kinds[inside]
    opens = np.zeros(len(ids) + 1, bool)
    opens[bounds[:-1]] = True
    opens = opens[:-1]
    begins = opens | whole.is_parted[inside] | (kinds & BOUNDARY != 0)
    is_name = _capital_names(kinds, opens, bounds)
    kinds = kinds & ~(np.uint16(SAYS) * is_name)
    homes = np.repeat(np.arange(len(first)), np.diff(bounds))
    return NewsTokens(passages, whole, first, bounds, ids, kinds, homes, opens, begins, is_name, asked)


def _places(first: Int64, bounds: Int64) -> slice | Int64:
    """The words of the text that are the tokens of passages: all of a stretch where each passage follows the last."""
    begin = int(first[0]) if len(first) else 0
    if np.array_equal(first - begin, bounds[:-1]):
        return slice(begin, begin + int(bounds[-1]))
    return numbers_of(first, bounds)


def _capital_names(kinds: UInt16, opens: Bool, bounds: Int64) -> Bool:
    """Whether each token is part of a name as capitals tell: inside a sentence, or at its start before another one.

    In a headline in capitals no token is, nor is a long word in capitals throughout: it is shouted.

    Args:
        kinds: uint16, shape (n,): bits of spellings.
        opens: bool, shape (n,): whether a passage begins with the token.
        bounds: int64, shape (n_passages + 1,): first token of each passage, and the end.
    """
    is_large = kinds & LARGE != 0
    follows = np.append(is_large[1:] & ~opens[1:], False)
    is_name = is_large & (follows | ~(opens | (kinds & LOUD != 0)))
    counted, large = (_counts(kinds & bits == bits, bounds) for bits in (LONG, LONG | LARGE))
    is_headline = (large > HEADLINE * counted) & (counted >= _FEW)
    return np.asarray(is_name & ~np.repeat(is_headline, np.diff(bounds)))


def _counts(holds: Bool, bounds: Int64) -> Int64:
    """In how many tokens of each passage something holds, shape (n_passages,)."""
    counts = np.zeros(len(bounds) - 1, np.int64)
    some = np.flatnonzero(np.diff(bounds))
    counts[some] = np.add.reduceat(holds, bounds[some], dtype=np.int32) if len(some) else 0
    return counts
