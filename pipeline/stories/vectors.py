"""Articles as vectors: how much each name and word tells about the event, among the articles around."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack

from pipeline.arrays.types import Float64, Int64
from pipeline.stories.thresholds import Emphasis
from pipeline.vector.neighbours import strongest


class Coverage(NamedTuple):
    """Articles and what they say, in an order that nothing but their content decides.

    Attributes:
        day: int64, shape (n,), days since 1970, ascending; any number where the articles have no day.
        terms: float32, shape (n, n_terms): weights of `event_terms`.
        n_names: the first so many terms are names.
    """

    day: Int64
    terms: csr_matrix
    n_names: int


def vectors(coverage: Coverage, around: slice, rows: slice, emphasis: Emphasis) -> csr_matrix:
    """Vectors of some articles, names and other words in blocks of fixed length.

    A term weighs as it does in its article, times 1 + log(n / df) among the articles around. The blocks make an event's
    names count as much in a long article as in a short one, and keep events of one kind apart, which share all words.

    Args:
        coverage: all articles.
        around: those that tell how frequent a term is.
        rows: those wanted.
        emphasis: how much each block weighs, and how many terms it keeps.

    Returns:
        float32, shape (n_rows, n_terms); rows of length 1, shorter without names or without other words.
    """
    background, some = coverage.terms[around], coverage.terms[rows]
    df = np.bincount(background.indices, minlength=some.shape[1])
    idf = 1 + np.log((1 + background.shape[0]) / (1 + df))
    weighted = csr_matrix((some.data * idf[some.indices], some.indices, some.indptr), shape=some.shape)
    names = _block(weighted[:, : coverage.n_names], emphasis.n_names, emphasis.names)
    words = _block(weighted[:, coverage.n_names :], emphasis.n_words, 1 - emphasis.names)
    return csr_matrix(hstack([names, words], format="csr"))


def _block(weighted: csr_matrix, keep: int, share: float) -> csr_matrix:
    """The strongest terms of each row, scaled so that their squares add up to `share`."""
    return _scaled(strongest(_scaled(weighted, 1.0), keep), float(np.sqrt(share)))


def _scaled(matrix: csr_matrix, length: float) -> csr_matrix:
    """Rows of this length; empty rows stay empty."""
    scale = np.repeat(length / lengths(matrix), np.diff(matrix.indptr))
    return csr_matrix(((matrix.data * scale).astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def lengths(matrix: csr_matrix) -> Float64:
    """Euclidean length of each row, at least 1e-6."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    squares = np.bincount(row, matrix.data.astype(np.float64) ** 2, minlength=matrix.shape[0])
    return np.asarray(np.sqrt(np.maximum(squares, 1e-12)))
