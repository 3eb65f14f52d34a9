"""BM25: how much each term says about a text."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Float64

K1 = 1.2
B = 0.75
_BLOCK = 2048  # rows whose double-precision numbers are in memory together, 56 bytes a stored place


class Corpus(NamedTuple):
    """What weights need to know of the corpus.

    Attributes:
        idf: float64, shape (n_terms,): how rare each term is, above 0.
        mean_length: mean number of terms of a text, repeats counted.
    """

    idf: Float64
    mean_length: float


def survey(counts: csr_matrix) -> Corpus:
    """Learn idf and mean length from counts, shape (n_texts, n_terms)."""
    n = counts.shape[0]
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    return Corpus(np.log1p((n - df + 0.5) / (df + 0.5)), max(float(counts.data.sum()) / max(n, 1), 1e-9))


def bm25(counts: csr_matrix, corpus: Corpus) -> csr_matrix:
    """Weights of term counts, rows of Euclidean length 1 (empty rows stay empty).

    Args:
        counts: shape (n_texts, n_terms), positive where stored.
        corpus: of the corpus that the texts belong to.

    Returns:
        float32, same shape and places: count, saturated and set against the length of the text, times idf.

    Source: Robertson & Zaragoza 2009, The Probabilistic Relevance Framework, with k1 1.2 and b 0.75.
    """
    length = np.asarray(counts.sum(axis=1), np.float64).ravel()
    data = np.empty(counts.nnz, np.float32)
    for first in range(0, counts.shape[0], _BLOCK):
        rows = slice(first, first + _BLOCK)
        some = counts[rows]
        data[counts.indptr[first] : counts.indptr[first] + some.nnz] = _weights(some, length[rows], corpus)
    return csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)


def _weights(counts: csr_matrix, length: Float64, corpus: Corpus) -> Float32:
    """The weights of the stored places of some rows, whose lengths are known."""
    size = np.diff(counts.indptr)
    room = np.repeat(K1 * (1 - B + B * length / corpus.mean_length), size)
    tf = counts.data.astype(np.float64)
    weight = tf * (K1 + 1) / (tf + room) * corpus.idf[counts.indices]
    row = np.repeat(np.arange(len(size)), size)
    norm = np.sqrt(np.bincount(row, weight**2, minlength=len(size)))
    return np.asarray(weight / np.repeat(np.maximum(norm, 1e-12), size), np.float32)
