"""The texts most like a text, found through the terms that weigh most in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Bool, Int64
from pipeline.errors import PipelineError

_STEPS = 1 << 15  # cosines and weights are ranked in steps of 1/32768: the last bits of a sum decide nothing
BLOCK = 512
ROWS = 2048  # whose sort keys are in memory together, some 40 bytes a weight
_ROW_AT = 16  # bit of a row in a sort key of 32 bits, above the step of a weight
_MAX_LINKS = 500
_LEAST = _STEPS // 50

MAX_TEXTS = 1 << 24
"""Texts that neighbours can be sought among: a number in a sort key has 24 bits."""

MAX_TERMS = 1 << 20
"""Weights of a text: their place in a sort key has 20 bits."""


class Pairs(NamedTuple):
    """Pairs of texts; int64, shape (n_pairs,): two texts and their product in steps of 1/32768."""

    row: Int64
    column: Int64
    step: Int64


def linking(weights: csr_matrix) -> csr_matrix:
    """Without the terms of more than 500 texts: they link too many, and the work would grow with the square of n."""
    df = np.bincount(weights.indices, minlength=weights.shape[1])
    return weights[:, np.flatnonzero(df <= _MAX_LINKS)].tocsr()


def strongest(weights: csr_matrix, keep: int | Int64) -> csr_matrix:
    """Only the `keep` largest weights of each row; ties, in steps of 1/32768, go to the lower column.

    Args:
        weights: shape (n_rows, n_columns), 0..1; columns ascending.
        keep: weights kept a row, at least 1; one number for all, or shape (n_rows,).

    Raises:
        PipelineError: more than MAX_TEXTS rows, or more than MAX_TERMS weights in one.
    """
    size = np.diff(weights.indptr).astype(np.int64)
    _check(len(size), MAX_TEXTS, "texts")
    _check(int(size.max(initial=0)), MAX_TERMS, "terms in a text")
    if not (size > keep).any():
        return weights
    most = np.broadcast_to(keep, len(size))
    blocks = [slice(start, start + ROWS) for start in range(0, len(size), ROWS)]
    kept = np.flatnonzero(np.concatenate([_is_strong(weights[block], most[block]) for block in blocks]))
    bounds = np.concatenate([[0], np.cumsum(np.minimum(size, keep))])
    return csr_matrix((weights.data[kept], weights.indices[kept], bounds), shape=weights.shape)


def _is_strong(weights: csr_matrix, keep: Int64) -> Bool:
    """Which stored weights are among the `keep` largest of their row, shape (n_rows,); rows with more are sorted."""
    size = np.diff(weights.indptr).astype(np.int64)
    more = np.flatnonzero(size > keep)
    n, most = size[more], keep[more]
    place, begin = np.flatnonzero(np.repeat(size > keep, size)), np.cumsum(n) - n
    row = np.repeat(np.arange(len(more), dtype=np.int32), n)
    step = (_STEPS - np.rint(np.minimum(weights.data[place], 1) * _STEPS)).astype(np.int32)
    ranked = np.sort(row << _ROW_AT | step)  # 32 bits: sorted in half the time of 64
    last = ranked[begin + most - 1]  # the weakest that is kept of each row
    limit = np.repeat(last & ((1 << _ROW_AT) - 1), n)
    tied = np.flatnonzero(step == limit)
    room, first = most - (np.searchsorted(ranked, last) - begin), np.searchsorted(row[tied], np.arange(len(more)))
    is_kept = np.ones(weights.nnz, bool)
    is_kept[place] = step < limit
    is_kept[place[tied]] = np.arange(len(tied)) - first[row[tied]] < room[row[tied]]
    return is_kept


def nearest(texts: csr_matrix, k: int) -> csr_matrix:
    """The k rows with the largest dot product, for each row; no row is its own neighbour.

    Args:
        texts: shape (n, n_columns), rows of length 1 at most.
        k: neighbours a row; fewer where fewer share a column.

    Returns:
        float32, shape (n, n): the dot products, 0..1 in steps of 1/32768; ties go to the lower row.
    """
    turned = texts.T.tocsr()
    every = np.arange(texts.shape[0])
    blocks = [every[s : s + BLOCK] for s in range(0, texts.shape[0], BLOCK)]
    return graph_of([k_best(pairs(texts[rows] @ turned, rows, every), k) for rows in blocks], texts.shape[0])


def pairs(products: csr_matrix, rows: Int64, columns: Int64) -> Pairs:
    """The products of at least 0.02 of a row with a column that is not the same text.

    Args:
        products: shape (n_rows, n_columns).
        rows: number of the text of each row.
        columns: number of the text of each column.
    """
    steps = np.rint(np.minimum(products.data, 1) * _STEPS)
    some = np.flatnonzero(steps >= _LEAST)
    row = np.repeat(rows, np.diff(np.searchsorted(some, products.indptr)))
    column = columns[products.indices[some]]
    kept = np.flatnonzero(column != row)
    return Pairs(row[kept], column[kept], steps[some[kept]].astype(np.int64))


def k_best(found: Pairs, k: int) -> Pairs:
    """The k pairs with the largest steps of each row, rows ascending; ties go to the lower column.

    Raises:
        PipelineError: a row or column beyond MAX_TEXTS.
    """
    _check(int(max(found.row.max(initial=-1), found.column.max(initial=-1))) + 1, MAX_TEXTS, "texts")
    code = np.sort((found.row << 39) | ((_STEPS - found.step) << 24) | found.column)
    start = np.flatnonzero(np.diff(code >> 39, prepend=-1))
    place = np.arange(len(code)) - np.repeat(start, np.diff(start, append=len(code)))
    code = code[place < k]
    return Pairs(code >> 39, code & 0xFFFFFF, _STEPS - ((code >> 24) & 0x7FFF))


def _check(n: int, limit: int, what: str) -> None:
    """Refuse what a sort key has no room for: it would give wrong neighbours, not an error.

    Raises:
        PipelineError: n is above the limit.
    """
    if n > limit:
        hint = "lower topics.fit_size, or read fewer articles in one run"
        raise PipelineError(f"{n:,} {what}, at most {limit:,} can be compared", where="neighbours", hint=hint)


def graph_of(blocks: Sequence[Pairs], n: int) -> csr_matrix:
    """Pairs as a matrix, shape (n, n), with the products 0..1."""
    row, column, step = (np.concatenate([np.zeros(0, np.int64), *part]) for part in zip(*blocks, strict=True))
    return csr_matrix(((step / _STEPS).astype(np.float32), (row, column)), shape=(n, n))


def union(directed: csr_matrix) -> csr_matrix:
    """The graph in which two texts are linked when either is among the nearest of the other."""
    return directed.maximum(directed.T).tocsr()
