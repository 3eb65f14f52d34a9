"""Terms of articles: the words that a topic is made of, counted per article."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import offsets, strings, to_numpy, values
from pipeline.arrays.types import Bool, Int32, Int64

_BREAKS = r"[^\p{L}\p{M}\p{N}'\-]+"  # RE2 knows no Unicode \w
_POSSESSIVE = "'s?$"
_SHAPE = r"^\p{L}.{1,39}$"  # begins with a letter; beyond 40 characters stand addresses and glued lines


@dataclass(frozen=True)
class Terms:
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

    A term is a word of 2 to 40 characters that begins with a letter, in lower case, without its possessive ending.
    White space cuts a text into chunks; everything else is asked once per distinct chunk.

    Args:
        texts: string array, shape (n_articles,), without nulls.
        stop: lower-case words to leave out.
    """
    chunks = pc.ascii_split_whitespace(texts)
    article = np.repeat(np.arange(len(texts)), np.diff(offsets(chunks)))
    coded = values(chunks).dictionary_encode()
    bounds, words, vocabulary = _words(coded.dictionary, stop)
    article, word = _unfold(article, to_numpy(coded.indices), bounds, words)
    pairs, counts = np.unique(article * len(vocabulary) + word, return_counts=True)
    row, ids = np.divmod(pairs, max(len(vocabulary), 1))
    df = np.bincount(ids, minlength=len(vocabulary)).astype(np.int32)
    lengths = np.bincount(row, minlength=len(texts))
    return Terms(ids.astype(np.int32), counts.astype(np.int32), lengths, vocabulary, df)


def _words(chunks: pa.Array, stop: AbstractSet[str]) -> tuple[Int64, Int64, pa.Array]:
    """The terms within distinct chunks.

    Returns:
        Bounds of each chunk's terms, shape (n_chunks + 1,); their vocabulary rows; the sorted vocabulary.
    """
    straight = pc.replace_substring(pc.utf8_lower(chunks), "\u2019", "'")
    cut = pc.split_pattern_regex(straight, _BREAKS)
    found = pc.utf8_trim(pc.replace_substring_regex(pc.utf8_trim(values(cut), "'-"), _POSSESSIVE, ""), "'-")
    shaped = pc.match_substring_regex(found, _SHAPE)
    keep = to_numpy(pc.and_not(shaped, pc.is_in(found, value_set=strings(sorted(stop)))))
    bounds = np.concatenate([[0], np.cumsum(keep)])[offsets(cut)]
    coded = found.filter(_mask(keep)).dictionary_encode()
    rank, vocabulary = _sorted(coded.dictionary)
    return bounds, rank[to_numpy(coded.indices)], vocabulary


def _mask(keep: Bool) -> pa.Array:
    """A bool column, for `filter`."""
    bits = np.packbits(keep, bitorder="little").tobytes()
    return pa.Array.from_buffers(pa.bool_(), len(keep), [None, pa.py_buffer(bits)])


def _sorted(words: pa.Array) -> tuple[Int64, pa.Array]:
    """Rank of each word among all, and the words in order."""
    order = pc.sort_indices(words)
    rank = np.empty(len(words), np.int64)
    rank[to_numpy(order)] = np.arange(len(words))
    return rank, words.take(order)


def _unfold(article: Int64, chunk: Int32, bounds: Int64, words: Int64) -> tuple[Int64, Int64]:
    """Article and vocabulary row of every term, from the chunks that stand in the articles."""
    size = np.diff(bounds)[chunk]
    filled = np.flatnonzero(size)
    size, start = size[filled], bounds[:-1][chunk[filled]]
    within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return np.repeat(article[filled], size), words[np.repeat(start, size) + within]
