"""Articles as vectors: how much each name and word tells about the event, among the articles around."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from pipeline.arrays.types import Float64, Int32, Int64
from pipeline.stories.thresholds import Emphasis
from pipeline.vector.neighbours import ROWS, strongest


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


class Around(NamedTuple):
    """Which articles tell how frequent the terms of an article are; int64, shape (n_rows,), both ascending.

    Attributes:
        first: the first of them.
        end: one past the last.
    """

    first: Int64
    end: Int64


def vectors(coverage: Coverage, rows: slice, around: Around, emphasis: Emphasis) -> csr_matrix:
    """Vectors of some articles, names and other words in blocks of fixed length.

    A term weighs as it does in its article, times 1 + log(n / df) among the articles around. The blocks make an event's
    names count as much in a long article as in a short one, and keep events of one kind apart, which share all words.

    Args:
        coverage: all articles.
        rows: those wanted, in a row, with both ends.
        around: for each of these, those that tell how frequent its terms are.
        emphasis: how much each block weighs, and how many terms it keeps.

    Returns:
        float32, shape (n_rows, n_terms); rows of length 1, shorter without names or without other words.
    """
    df, bounds = _df(coverage.terms, rows, around), coverage.terms.indptr[rows.start : rows.stop + 1]
    found = [csr_matrix((0, coverage.terms.shape[1]), dtype=np.float32)]
    for first in range(0, rows.stop - rows.start, ROWS):
        last = min(first + ROWS, rows.stop - rows.start)
        some = coverage.terms[rows.start + first : rows.start + last]
        n_around = np.repeat((around.end - around.first)[first:last], np.diff(some.indptr))
        idf = 1 + np.log((1 + n_around) / (1 + df[bounds[first] - bounds[0] : bounds[last] - bounds[0]]))
        weighted = csr_matrix((some.data * idf, some.indices, some.indptr), shape=some.shape)
        names = _block(weighted[:, : coverage.n_names], emphasis.n_names, emphasis.names)
        words = _block(weighted[:, coverage.n_names :], emphasis.n_words, 1 - emphasis.names)
        found.append(csr_matrix(hstack([names, words], format="csr")))
    return csr_matrix(vstack(found, format="csr"))


def _df(terms: csr_matrix, rows: slice, around: Around) -> Int32:
    """How many of the articles around hold each term of some rows; shape (their stored places,).

    One pass in which terms come and go with their articles: both ends of what lies around only move on.
    """
    held, bounds, own = terms.indices, terms.indptr, terms.indptr[rows.start : rows.stop + 1]
    found, count = np.empty(own[-1] - own[0], np.int32), np.zeros(terms.shape[1], np.int64)
    starts = np.flatnonzero((np.diff(around.first, prepend=-1) != 0) | (np.diff(around.end, prepend=-1) != 0))
    left = come = 0
    for row, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(around.first)], strict=False):
        first, end = bounds[around.first[row]], bounds[around.end[row]]
        np.add.at(count, held[come:end], 1)
        np.subtract.at(count, held[left:first], 1)
        left, come = first, end
        found[own[row] - own[0] : own[stop] - own[0]] = count[held[own[row] : own[stop]]]
    return found


def _block(weighted: csr_matrix, keep: int, share: float) -> csr_matrix:
    """The strongest terms of each row, scaled so that their squares add up to `share`."""
    return _scaled(strongest(_scaled(weighted, 1.0), keep), float(np.sqrt(share)))


def _scaled(matrix: csr_matrix, length: float) -> csr_matrix:
    """Rows of this length; empty rows stay empty."""
    scale = np.repeat(length / np.sqrt(np.maximum(squares(matrix), 1e-12)), np.diff(matrix.indptr))
    return csr_matrix(((matrix.data * scale).astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def squares(matrix: csr_matrix) -> Float64:
    """Squared Euclidean length of each row."""
    squared, column = matrix.data.astype(np.float64) ** 2, np.zeros(matrix.nnz, matrix.indices.dtype)
    one_column = csr_matrix((squared, column, matrix.indptr), shape=(matrix.shape[0], 1))
    return np.asarray(one_column @ np.ones(1), np.float64)  # adds up as `bincount` does, in half the time
