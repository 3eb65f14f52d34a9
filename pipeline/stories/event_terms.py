"""What an article says of its event: names, numbers and other words, with weights that the article alone decides."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, to_numpy
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Float32, Int32, Int64
from pipeline.stories.thresholds import LEAD, LEAD_COUNTS, MOSTLY
from pipeline.text.gaps import is_inner
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_forms import CAPITAL

SHORTEST, LONGEST = 2, 40  # characters of a term
N_MARKS = 4  # bits, see `_marks`


class EventTerms(NamedTuple):
    """Terms of a batch of articles, article after article, names and numbers first.

    Attributes:
        keys: int32: CRC-32 of each distinct term of each article.
        weights: float32: 1 + log of its count, at least 1.
        lengths: int64, shape (n_articles,): distinct terms of each article.
        n_names: int32, shape (n_articles,): how many of them are names, or figures that count as such.
    """

    keys: Int32
    weights: Float32
    lengths: Int64
    n_names: Int32


def event_terms(texts: pa.Array, titles: pa.Array, dated: Bool, stop: AbstractSet[str]) -> EventTerms:
    """Weigh the terms of each article, title included.

    A term is a word of 2 to 40 characters, or a number. It is a name in an article that writes it with a capital at
    half or more of its places within sentences; a title says nothing about that.

    Where no day tells events of one affair apart, their figures do, and their leads: then what has a digit is counted
    among the names, and an occurrence in the title or the first words of the text counts three times.

    Args:
        texts: string array, shape (n_articles,).
        titles: the same; null where an article has none.
        dated: whether an article has a day, shape (n_articles,).
        stop: lower-case words to leave out.
    """
    tokens = tokenise(pa.concat_arrays([texts.cast(pa.string()), titles.cast(pa.string())]))
    keys, rank = np.unique(_keys(tokens.word_strings, stop), return_inverse=True)
    place = np.flatnonzero((keys >= 0)[rank][tokens.word])
    n_keys, article = max(len(keys), 1), tokens.doc[place] % max(len(texts), 1)
    pair = article * np.int64(n_keys) + rank[tokens.word[place]]
    said = np.sort(pair << N_MARKS | _marks(tokens, np.tile(dated, 2))[place])  # one sort of numbers, marks and all
    first = bounds_of([said >> N_MARKS])
    article, rank = np.divmod(said[first] >> N_MARKS, n_keys)
    n_inner, n_capital, n_lead, n_figure = (_counted(said >> bit & 1, first) for bit in range(N_MARKS))
    counts = np.diff(first, append=len(said)) + (LEAD_COUNTS - 1) * n_lead
    is_name = ((n_capital > 0) & (n_capital >= MOSTLY * n_inner)) | (n_figure > 0)
    by_kind = ordered([article * 2 + ~is_name])
    return EventTerms(
        keys[rank[by_kind]].astype(np.uint32).view(np.int32),
        (1 + np.log(counts))[by_kind].astype(np.float32),
        np.bincount(article, minlength=len(texts)),
        np.bincount(article[is_name], minlength=len(texts)).astype(np.int32),
    )


def _keys(words: pa.Array, stop: AbstractSet[str]) -> Int64:
    """CRC-32 of each word, -1 for those that are no terms."""
    length = to_numpy(pc.utf8_length(words))
    is_stop = to_numpy(pc.is_in(words, value_set=strings(sorted(stop))))
    at = np.flatnonzero((length >= SHORTEST) & (length <= LONGEST) & ~is_stop)
    found = np.full(len(words), -1, np.int64)
    found[at] = [crc32(word) for word in words.take(numbers(at)).cast(pa.binary()).to_pylist()]
    return found


def _marks(tokens: Tokens, dated: Bool) -> Int64:
    """What counts about each token: bit 0 within a sentence of a text, 1 with a capital there, 2 lead, 3 a figure.

    The last two where there is no day.

    Args:
        tokens: of the texts, then the titles.
        dated: of each of these.
    """
    inner = is_inner(tokens) & (tokens.doc < tokens.n_docs // 2)
    marks = inner.astype(np.int64) | (inner & (tokens.kind & CAPITAL > 0)).astype(np.int64) << 1
    if not dated.all():
        undated = ~dated[tokens.doc]
        marks |= (undated & _in_lead(tokens)).astype(np.int64) << 2 | (undated & _has_digit(tokens)).astype(
            np.int64
        ) << 3
    return marks


def _counted(is_there: Int64, first: Int64) -> Int64:
    """How many of each run of places; `first` says where each begins."""
    sums = np.concatenate([[0], np.cumsum(is_there)])
    return np.asarray(np.diff(sums[np.append(first, len(is_there))]))


def _in_lead(tokens: Tokens) -> Bool:
    """Whether each token stands in a title or in the lead of a text."""
    place = np.arange(len(tokens.doc)) - np.searchsorted(tokens.doc, np.arange(tokens.n_docs))[tokens.doc]
    return np.asarray((tokens.doc >= tokens.n_docs // 2) | (place < LEAD))


def _has_digit(tokens: Tokens) -> Bool:
    """Whether each token's word has a digit."""
    return np.asarray(to_numpy(pc.match_substring_regex(tokens.word_strings, "[0-9]")), bool)[tokens.word]
