"""Articles as vectors: how much each name and word tells about the event, among the articles around."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, vstack

from pipeline.arrays.types import Float64, Int32, Int64
from pipeline.stories.thresholds import Emphasis
from pipeline.vector.neighbours import ROWS, strongest


class Coverage(NamedTuple):
    """Articles and what they say, in an order that nothing but their content decides.

    Attributes:
        day: int64, shape (n,), days since 1970, ascending; any number where the articles have no day.
        terms: float32, shape (n, n_terms): weights of `event_terms`, in each row those of names first.
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
    found = []
    for first in range(0, max(rows.stop - rows.start, 1), ROWS):
        last = min(first + ROWS, rows.stop - rows.start)
        some = coverage.terms[rows.start + first : rows.start + last]
        n_around = np.repeat((around.end - around.first)[first:last], np.diff(some.indptr))
        idf = 1 + np.log((1 + n_around) / (1 + df[bounds[first] - bounds[0] : bounds[last] - bounds[0]]))
        weighted = csr_matrix((some.data * idf, some.indices, some.indptr), shape=some.shape)
        found.append(_blocks(weighted, coverage.n_names, emphasis))
    return found[0] if len(found) == 1 else csr_matrix(vstack(found, format="csr"))


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


def _blocks(weighted: csr_matrix, n_names: int, emphasis: Emphasis) -> csr_matrix:
    """The strongest names and the strongest words of each row, both scaled to the length that they have together."""
    n, shares = weighted.shape[0], [emphasis.names, 1 - emphasis.names]
    kept, length = np.tile([emphasis.n_names, emphasis.n_words], n), np.tile(np.sqrt(shares), n)
    named = np.append(0, np.cumsum(weighted.indices < n_names, dtype=np.int32))[weighted.indptr]
    bounds = np.append(np.stack([weighted.indptr[:-1], weighted.indptr[:-1] + np.diff(named)], axis=1), weighted.nnz)
    by_kind = csr_matrix((weighted.data, weighted.indices, bounds), shape=(2 * n, weighted.shape[1]))
    strong = _scaled(strongest(_scaled(by_kind, np.ones(2 * n)), kept), length)
    return csr_matrix((strong.data, strong.indices, strong.indptr[::2]), shape=weighted.shape)


def _scaled(matrix: csr_matrix, length: Float64) -> csr_matrix:
    """Rows of these lengths, shape (n_rows,); empty rows stay empty."""
    scale = np.repeat(length / np.sqrt(np.maximum(squares(matrix), 1e-12)), np.diff(matrix.indptr))
    return csr_matrix(((matrix.data * scale).astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def squares(matrix: csr_matrix) -> Float64:
    """Squared Euclidean length of each row."""
    squared, column = matrix.data.astype(np.float64) ** 2, np.zeros(matrix.nnz, matrix.indices.dtype)
    one_column = csr_matrix((squared, column, matrix.indptr), shape=(matrix.shape[0], 1))
    return np.asarray(one_column @ np.ones(1), np.float64)  # adds up as `bincount` does, in half the time
