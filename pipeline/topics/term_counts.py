"""Terms of articles: the words that a topic is made of, counted per article."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, text_bytes, to_numpy
from pipeline.arrays.sorting import bounds_of
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int32, Int64
from pipeline.text.byte_order import byte_order
from pipeline.text.cutting import cut_texts

SHORTEST, LONGEST = 2, 40  # characters of a term; beyond that stand addresses and glued lines
_NARROW = 1 << 31  # numbers that 32 bits hold


class Terms(NamedTuple):
    """Term counts of a batch: a sparse matrix, row after row.

    Attributes:
        ids: int32, row of `vocabulary` of each distinct term of each article, ascending within the article.
        counts: int32, occurrences of it in the article, at least 1.
        lengths: int64, shape (n_articles,): distinct terms of each article.
        vocabulary: distinct terms of the batch, sorted as bytes compare.
        df: int32, articles that hold each term, at least 1.
    """

    ids: Int32
    counts: Int32
    lengths: Int64
    vocabulary: pa.Array
    df: Int32


def count_terms(texts: pa.Array, stop: AbstractSet[str]) -> Terms:
    """Count the terms of each text.

    A term is a word (see `text.tokens`) of 2 to 40 characters that begins with a letter.

    Args:
        texts: string array, shape (n_articles,), without nulls.
        stop: lower-case words to leave out.
    """
    found = cut_texts(texts, shared=True)
    row, vocabulary = _terms(found.cut.words, stop)
    term = taken(row[found.cut.form_word], found.cut.form)
    place = np.flatnonzero(term >= 0)
    begin = np.searchsorted(place, found.cut.tokens_before(found.doc_start))
    of_article = np.arange(len(texts)) * max(len(vocabulary), 1)
    code = np.repeat(of_article, np.diff(begin, append=len(place))) + term[place]
    if code.max(initial=0) < _NARROW:  # sorted in half the time
        code = code.astype(np.int32)
    code.sort()
    first = bounds_of([code])
    each, counts = code[first].astype(np.int64), np.diff(first, append=len(code)).astype(np.int32)
    lengths = np.diff(np.searchsorted(each, of_article), append=len(each))
    ids = each - np.repeat(of_article, lengths)
    df = np.bincount(ids, minlength=len(vocabulary)).astype(np.int32)
    return Terms(ids.astype(np.int32), counts, lengths, vocabulary, df)


def _terms(words: pa.Array, stop: AbstractSet[str]) -> tuple[Int32, pa.Array]:
    """Vocabulary row of each word, -1 for those that are no terms; the sorted vocabulary."""
    length = to_numpy(pc.utf8_length(words))
    is_stop = to_numpy(pc.is_in(words, value_set=strings(sorted(stop))))
    at = np.flatnonzero((length >= SHORTEST) & (length <= LONGEST) & _opens_with_letter(words) & ~is_stop)
    found = words.take(numbers(at))
    order = byte_order(found)
    term = np.full(len(words), -1, np.int32)
    term[at[order]] = np.arange(len(at))
    return term, found.take(numbers(order))


def _opens_with_letter(words: pa.Array) -> Bool:
    """Whether each word, none of them empty, begins with a letter of any script."""
    data, bounds = text_bytes(words)
    first = data[bounds[:-1]]
    found = (first | 0x20) - np.uint8(ord("a")) < 26
    wide = np.flatnonzero(first >= 0x80)
    found[wide] = [word[0].isalpha() for word in words.take(numbers(wide)).to_pylist()]
    return np.asarray(found)
