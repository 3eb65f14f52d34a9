"""Tokens of news with what the rules ask of each: its row in the word table, its clause, whether it is part of a name.

Words are those of `pipeline.text.tokens`, the one definition for the whole package.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.sentiment.news_words import BOUNDARY, NewsWords
from pipeline.text.passages import Passages, Tokens
from pipeline.text.tokens import PAD, tokenise
from pipeline.text.tokens import Tokens as TextTokens
from pipeline.text.word_forms import CAPITAL, CAPITALS

_PARTS, _STOPS, _ASKS = (1 << bit for bit in range(3))
_MARKS = np.zeros(0x2016, np.uint8)
"""What each mark is, by code point: it ends a clause, ends a sentence, asks."""
_MARKS[[*map(ord, ",;:()[]\u2014")]] = _PARTS
_MARKS[[*map(ord, ".!")]] = _STOPS
_MARKS[ord("?")] = _STOPS | _ASKS
HEADLINE = 0.8
"""Share of words with a capital above which a passage is a headline in capitals, where a capital says nothing."""
_COUNTED, _FEW = 3, 3
"""Letters of the words that are counted for that, and how many of them a headline has at least."""
_SHOUTED = 4
"""Letters from which a word in capitals is shouted, and no abbreviation."""


class NewsTokens(NamedTuple):
    """The tokens of a batch.

    Attributes:
        passages: where the tokens come from.
        tokens: where they stand.
        ids: int64, shape (n,): rows of `NewsWords`; 0 for other words.
        homes: int64, shape (n,): passage of each.
        clauses: int64, shape (n,): number of the clause of each, counted through the batch.
        is_name: bool, shape (n,): part of a name.
        is_question: bool, shape (n_passages,): whether the passage ends in a question mark.
    """

    passages: Passages
    tokens: Tokens
    ids: Int64
    homes: Int64
    clauses: Int64
    is_name: Bool
    is_question: Bool

    def text(self, token: int) -> str:
        """The token as it stands in the text."""
        return self.passages.batch.text[self.tokens.starts[token] : self.tokens.ends[token]]


def news_tokens(passages: Passages, words: NewsWords) -> NewsTokens:
    """Find the words of passages and look each up.

    Args:
        passages: sentences or headlines, in any order; they may overlap.
        words: the words that the model knows.
    """
    batch = passages.batch
    found = tokenise(batch.texts)
    before = _wide_before(found, found.start)
    starts = found.start - before - len(PAD) * (found.doc + np.int64(1))
    ends = starts + found.bare_end - found.start - _wide_before(found, found.bare_end) + before
    marks = _MARKS.take(batch.codes, mode="clip")
    parted = _parted(starts, ends, np.flatnonzero(marks & _PARTS != 0))
    first, last = np.searchsorted(starts, passages.starts), np.searchsorted(starts, passages.ends)
    count = last - first
    homes = np.repeat(np.arange(len(passages)), count)
    bounds = np.concatenate([[0], np.cumsum(count)])
    inside = np.arange(len(homes)) + (first - bounds[:-1])[homes]
    tokens = Tokens(starts[inside], ends[inside], bounds)
    ids = words.rows_of(found.word_strings)[found.word[inside]]
    begins = parted[inside] | (words.kinds[ids] & BOUNDARY != 0)
    begins[bounds[:-1][count > 0]] = True
    is_name = _capital_names(tokens, homes, found.kind[inside])
    return NewsTokens(passages, tokens, ids, homes, np.cumsum(begins), is_name, _questions(passages, marks))


def _wide_before(found: TextTokens, places: Int64) -> Int64:
    """How many bytes that continue a character stand before each of some ascending places."""
    if not len(found.wide):
        return np.zeros(len(places), np.int64)
    behind = np.bincount(np.searchsorted(places, found.wide, side="right"), minlength=len(places) + 1)
    return np.cumsum(behind)[: len(places)]


def _parted(starts: Int64, ends: Int64, parting: Int64) -> Bool:
    """Whether a mark that ends a clause stands before each token, behind the token before it."""
    ahead = np.searchsorted(starts, parting)
    between = parting >= np.append(0, ends)[ahead]  # not the comma of 100,000
    parted = np.zeros(len(starts) + 1, bool)
    parted[ahead[between]] = True
    return parted[:-1]


def _capital_names(tokens: Tokens, homes: Int64, kind: UInt8) -> Bool:
    """Whether each token is part of a name as capitals tell: inside a sentence, or at its start before another one.

    In a headline in capitals no token is, nor is a long word in capitals throughout: it is shouted.
    """
    n = len(tokens.bounds) - 1
    capital, shouted = kind & CAPITAL > 0, kind & CAPITALS > 0
    first = np.zeros(len(tokens) + 1, bool)
    first[tokens.bounds[:-1]] = True
    first = first[:-1]
    size = tokens.ends - tokens.starts
    long = size >= _COUNTED
    large, counted = (np.bincount(homes[x], minlength=n) for x in (capital & long, long))
    headline = (large > HEADLINE * counted) & (counted >= _FEW)
    follows = np.append(capital[1:] & ~first[1:], False)
    return capital & ~headline[homes] & np.where(first, follows, ~(shouted & (size >= _SHOUTED)) | follows)


def _questions(passages: Passages, marks: UInt8) -> Bool:
    """Whether the last `.`, `!` or `?` of each passage is a question mark; marks by character, see `_MARKS`."""
    stops = np.flatnonzero(marks & _STOPS != 0)
    asks = np.append(marks[stops] & _ASKS > 0, False)
    last = np.searchsorted(stops, passages.ends) - 1
    return asks[last] & (np.append(stops, -1)[last] >= passages.starts)
