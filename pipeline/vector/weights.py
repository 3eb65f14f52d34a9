"""BM25: how much each term says about a text."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

K1 = 1.2
B = 0.75


def bm25(counts: csr_matrix) -> csr_matrix:
    """Weights of term counts, rows of Euclidean length 1 (empty rows stay empty).

    Args:
        counts: shape (n_texts, n_terms), positive where stored.

    Returns:
        float32, same shape and places: tf saturated and set against the length of the text, times idf.

    Source: Robertson & Zaragoza 2009, The Probabilistic Relevance Framework, with k1 1.2 and b 0.75.
    """
    n = counts.shape[0]
    size = np.diff(counts.indptr)
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    length = np.asarray(counts.sum(axis=1), np.float64).ravel()
    room = K1 * (1 - B + B * length / max(float(length.sum()) / max(n, 1), 1e-9))
    tf = counts.data.astype(np.float64)
    weight = tf * (K1 + 1) / (tf + np.repeat(room, size)) * np.log1p((n - df + 0.5) / (df + 0.5))[counts.indices]
    return unit_rows(csr_matrix((weight.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape))


def unit_rows(matrix: csr_matrix) -> csr_matrix:
    """The same matrix with rows of Euclidean length 1; empty rows stay empty."""
    size = np.diff(matrix.indptr)
    row = np.repeat(np.arange(len(size)), size)
    length = np.sqrt(np.bincount(row, matrix.data.astype(np.float64) ** 2, minlength=len(size)))
    data = matrix.data / np.repeat(np.maximum(length, 1e-12), size).astype(np.float32)
    return csr_matrix((data.astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)
