"""Terms of articles: the words that a topic is made of, counted per article."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import strings, to_numpy
from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Int32, Int64
from pipeline.text.tokens import tokenise

SHORTEST, LONGEST = 2, 40  # characters of a term; beyond that stand addresses and glued lines


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

    A term is a word (see `text.tokens`) of 2 to 40 characters that begins with a letter.

    Args:
        texts: string array, shape (n_articles,), without nulls.
        stop: lower-case words to leave out.
    """
    tokens = tokenise(texts)
    term, vocabulary = _terms(tokens.vocabulary, stop)
    article, ids = tokens.doc, term[tokens.word]
    article, ids = article[ids >= 0], ids[ids >= 0]
    order = ordered([article, ids])
    article, ids = article[order], ids[order]
    first = bounds_of([article, ids])
    counts = np.diff(first, append=len(ids)).astype(np.int32)
    article, ids = article[first], ids[first]
    df = np.bincount(ids, minlength=len(vocabulary)).astype(np.int32)
    return Terms(ids, counts, np.bincount(article, minlength=len(texts)), vocabulary, df)


def _terms(words: list[str], stop: AbstractSet[str]) -> tuple[Int32, pa.Array]:
    """Vocabulary row of each word, -1 for those that are no terms; the sorted vocabulary."""
    is_term = [SHORTEST <= len(w) <= LONGEST and w[0].isalpha() and w not in stop for w in words]
    at = np.flatnonzero(is_term)
    found = strings([words[i] for i in at.tolist()])
    order = to_numpy(pc.sort_indices(found)).astype(np.int64)
    term = np.full(len(words), -1, np.int32)
    term[at[order]] = np.arange(len(at))
    return term, found.take(pc.sort_indices(found))
