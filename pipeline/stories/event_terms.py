"""What an article says of its event: names, numbers and other words, with weights that the article alone decides."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Float32, Int32, Int64
from pipeline.stories.thresholds import LEAD, LEAD_COUNTS, MOSTLY
from pipeline.text.gaps import is_inner
from pipeline.text.tokens import Tokens, tokenise
from pipeline.text.word_forms import CAPITAL

SHORTEST, LONGEST = 2, 40  # characters of a term


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
    undated = ~np.tile(dated, 2)[tokens.doc]
    keys, rank = np.unique(_keys(tokens.vocabulary, stop), return_inverse=True)  # ranks sort in fewer passes
    rank = rank[tokens.word]
    place = np.flatnonzero(keys[rank] >= 0)
    article, rank = tokens.doc[place] % max(len(texts), 1), rank[place]
    order = ordered([article, rank])
    first = bounds_of([article[order], rank[order]])
    article, rank = article[order][first], rank[order][first]
    counts = np.where(undated & _in_lead(tokens, len(texts)), LEAD_COUNTS, 1)[place]
    weight = 1 + np.log(np.add.reduceat(counts[order], first))
    is_figure = (undated & _has_digit(tokens))[place][order][first]
    is_word = ~(_is_name(tokens, place, len(texts), order, first) | is_figure)
    by_kind = ordered([article * 2 + is_word, rank])
    return EventTerms(
        keys[rank[by_kind]].astype(np.uint32).view(np.int32),
        weight[by_kind].astype(np.float32),
        np.bincount(article, minlength=len(texts)),
        np.bincount(article[~is_word], minlength=len(texts)).astype(np.int32),
    )


def _keys(words: list[str], stop: AbstractSet[str]) -> Int64:
    """CRC-32 of each word, -1 for those that are no terms."""
    is_term = [SHORTEST <= len(w) <= LONGEST and w not in stop for w in words]
    return np.array([crc32(w.encode()) if t else -1 for w, t in zip(words, is_term, strict=True)], np.int64)


def _in_lead(tokens: Tokens, n_texts: int) -> Bool:
    """Whether each token stands in a title or in the lead of a text."""
    place = np.arange(len(tokens.doc)) - np.searchsorted(tokens.doc, np.arange(2 * n_texts))[tokens.doc]
    return np.asarray((tokens.doc >= n_texts) | (place < LEAD))


def _has_digit(tokens: Tokens) -> Bool:
    """Whether each token's word has a digit."""
    return np.asarray(to_numpy(pc.match_substring_regex(tokens.word_strings, "[0-9]")), bool)[tokens.word]


def _is_name(tokens: Tokens, place: Int64, n_texts: int, order: Int64, first: Int64) -> Bool:
    """Whether each distinct term of each article is a name there.

    Args:
        tokens: of the texts, then the titles.
        place: the tokens that are terms.
        n_texts: how many texts there are.
        order: places by article and term.
        first: where each article's term begins in that order.
    """
    inner = is_inner(tokens)[place] & (tokens.doc[place] < n_texts)
    capital = inner & (tokens.kind[place] & CAPITAL > 0)
    n_inner, n_capital = (np.add.reduceat(is_there[order].astype(np.int64), first) for is_there in (inner, capital))
    return np.asarray((n_capital > 0) & (n_capital >= MOSTLY * n_inner))
