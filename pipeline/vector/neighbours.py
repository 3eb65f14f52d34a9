"""The texts most like a text, found through the terms that weigh most in it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_STEPS = 1 << 15  # cosines and weights are ranked in steps of 1/32768: the last bits of a sum decide nothing
_BLOCK = 512
_MAX_LINKS = 500


def linking(weights: csr_matrix) -> csr_matrix:
    """Without the terms of more than 500 texts: they link too many, and the work would grow with the square of n."""
    df = np.bincount(weights.indices, minlength=weights.shape[1])
    return weights[:, np.flatnonzero(df <= _MAX_LINKS)].tocsr()


def strongest(weights: csr_matrix, keep: int) -> csr_matrix:
    """Only the `keep` largest weights of each row; ties, in steps of 1/32768, go to the lower column.

    Args:
        weights: shape (n_rows, n_columns), 0..1, fewer than 2**20 stored a row; columns ascending.
        keep: weights kept a row, at least 1.
    """
    size = np.diff(weights.indptr).astype(np.int64)
    start = weights.indptr[:-1].astype(np.int64)
    row = np.repeat(np.arange(len(size)), size)
    step = _STEPS - np.rint(np.minimum(weights.data, 1) * _STEPS).astype(np.int64)
    code = np.sort((row << 36) | (step << 20) | (np.arange(len(row)) - start[row]))
    code = code[np.arange(len(row)) - start[row] < keep]
    kept = np.sort((code & 0xFFFFF) + start[code >> 36])
    bounds = np.concatenate([[0], np.cumsum(np.minimum(size, keep))])
    return csr_matrix((weights.data[kept], weights.indices[kept], bounds), shape=weights.shape)


def nearest(texts: csr_matrix, k: int) -> csr_matrix:
    """The k rows with the largest dot product, for each row; no row is its own neighbour.

    Args:
        texts: shape (n, n_columns), rows of length 1 at most, n below 2**32.
        k: neighbours a row; fewer where fewer share a column.

    Returns:
        float32, shape (n, n): the dot products, 0..1 in steps of 1/32768; ties go to the lower row.
    """
    turned = texts.T.tocsr()
    n = texts.shape[0]
    blocks = [_best(texts[s : s + _BLOCK] @ turned, k, s) for s in range(0, n, _BLOCK)]
    rows, columns, steps = (np.concatenate(part) for part in zip(*blocks, strict=True))
    return csr_matrix(((steps / _STEPS).astype(np.float32), (rows, columns)), shape=(n, n))


def _best(products: csr_matrix, k: int, shift: int) -> tuple[Ints, Ints, Ints]:
    """Row, column and step of the k largest of each row; `shift` is the number of the first row."""
    row = np.repeat(np.arange(products.shape[0], dtype=np.int64), np.diff(products.indptr))
    column = products.indices.astype(np.int64)
    step = np.rint(np.minimum(products.data, 1) * _STEPS).astype(np.int64)
    kept = (step > 0) & (column != row + shift)
    code = np.sort((row[kept] << 48) | ((_STEPS - step[kept]) << 32) | column[kept])
    row = code >> 48
    start = np.searchsorted(row, np.arange(products.shape[0]))
    code = code[np.arange(len(code)) - start[row] < k]
    return (code >> 48) + shift, code & 0xFFFFFFFF, _STEPS - ((code >> 32) & 0xFFFF)


def union(directed: csr_matrix) -> csr_matrix:
    """The graph in which two texts are linked when either is among the nearest of the other."""
    return directed.maximum(directed.T).tocsr()
