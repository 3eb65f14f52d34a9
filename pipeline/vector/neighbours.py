"""The texts most like a text, found through the terms that weigh most in it: linear in the number of texts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_STEPS = 1 << 15  # cosines are ranked in steps of 1/32768: the last bits of a sum decide nothing
_BLOCK = 512


def strongest(weights: csr_matrix, keep: int) -> csr_matrix:
    """Only the `keep` largest weights of each row (ties: lower column first).

    Args:
        weights: shape (n_rows, n_columns), not negative, at most 1.
        keep: weights kept a row, at least 1.
    """
    size = np.diff(weights.indptr)
    row = np.repeat(np.arange(len(size)), size)
    order = np.lexsort((weights.indices, -weights.data, row))
    place = np.arange(len(row)) - np.repeat(weights.indptr[:-1], size)
    kept = np.sort(order[place < keep])
    bounds = np.concatenate([[0], np.cumsum(np.minimum(size, keep))])
    return csr_matrix((weights.data[kept], weights.indices[kept], bounds), shape=weights.shape)


def nearest(queries: csr_matrix, library: csr_matrix, k: int, *, same: bool = False) -> csr_matrix:
    """The k rows of `library` with the largest dot product, for each row of `queries`.

    Args:
        queries: shape (n_queries, n_columns), rows of length 1 at most.
        library: shape (n_library, n_columns).
        k: neighbours a row; fewer where fewer share a column.
        same: whether both are the same rows; then no row is its own neighbour.

    Returns:
        float32, shape (n_queries, n_library): the dot products, 0..1 in steps of 1/32768; ties go to the lower row.
    """
    turned = library.T.tocsr()
    blocks = [
        _block(queries[s : s + _BLOCK] @ turned, k, s if same else -1) for s in range(0, queries.shape[0], _BLOCK)
    ]
    rows = np.concatenate([np.zeros(0, np.int64), *(b[0] + i * _BLOCK for i, b in enumerate(blocks))])
    columns, steps = (np.concatenate([np.zeros(0, np.int64), *(b[j] for b in blocks)]) for j in (1, 2))
    shape = (queries.shape[0], library.shape[0])
    return csr_matrix(((steps / _STEPS).astype(np.float32), (rows, columns)), shape=shape)


def _block(products: csr_matrix, k: int, shift: int) -> tuple[Ints, Ints, Ints]:
    """Row, column and step of the k largest of each row; `shift`: the column that is the first row itself, or -1."""
    row = np.repeat(np.arange(products.shape[0], dtype=np.int64), np.diff(products.indptr))
    column, step = products.indices.astype(np.int64), np.rint(products.data * _STEPS).astype(np.int64)
    step = np.minimum(step, _STEPS)
    kept = (step > 0) & ((column != row + shift) if shift >= 0 else True)
    code = np.sort((row[kept] << 48) | ((_STEPS - step[kept]) << 32) | column[kept])
    row = code >> 48
    start = np.searchsorted(row, np.arange(products.shape[0]))
    best = np.arange(len(code)) - start[row] < k
    code = code[best]
    return code >> 48, code & 0xFFFFFFFF, _STEPS - ((code >> 32) & 0xFFFF)


def union(directed: csr_matrix) -> csr_matrix:
    """The graph in which two texts are linked when either is among the nearest of the other."""
    return directed.maximum(directed.T).tocsr()
