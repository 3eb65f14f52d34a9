"""Texts as points of a small dense space, and smoothing of that space over neighbours."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32

_SPARE = 10
ROUNDS = 3
"""Power iterations; each is a fifth of the time of the axes. NMI / ARI at the editors' number of topics with 4, 3, 2:
ECB+ .981 / .921, .982 / .930, .981 / .923; bbc .904 / .930, .904 / .930, .900 / .926; AG News .608 / .653, .610 /
.656, .606 / .651; 3,000 of 20 Newsgroups .522 / .337, .515 / .362, .518 / .335. Where the number is free, with 4 and 3:
mean AUC of strengths .804, .807; of strangers .992, .994; news among these that reach .5 .860, .886; taken in none, one
of 29."""
_START = 0  # any will do: it is forgotten by the power iterations


def axes(weights: csr_matrix, n_axes: int, rounds: int = ROUNDS) -> Float32:
    """The directions in which texts differ most: right singular vectors, by random projection and power iteration.

    Args:
        weights: float32, shape (n_texts, n_terms).
        n_axes: dimensions wanted; fewer come back where the matrix has fewer.
        rounds: power iterations.

    Returns:
        float32, shape (n_terms, at most n_axes), columns of length 1 at right angles, by falling singular value.

    Source: Halko, Martinsson & Tropp 2011, Finding structure with randomness, algorithm 4.4.
    """
    width = min(n_axes + _SPARE, *weights.shape)
    rng = np.random.default_rng(_START)
    by_term = weights.tocsc()  # the long side row after row: half the time, the same sums
    turned = by_term.T
    basis = by_term @ rng.standard_normal((weights.shape[1], width), dtype=np.float32)
    for _ in range(rounds):
        basis = by_term @ (turned @ np.linalg.qr(basis)[0])
    found = turned @ np.linalg.qr(basis)[0]
    wide = found.astype(np.float64)
    squares, turn = np.linalg.eigh(found.T.astype(np.float64) @ wide)  # `wide.T @ wide` has other last bits
    kept = [i for i in range(width)[::-1] if squares[i] > 1e-6 * max(float(squares[-1]), 1e-12)][:n_axes]
    return np.asarray(wide @ (turn[:, kept] / np.sqrt(squares[kept])), np.float32)


def unit(points: Float32) -> Float32:
    """Rows of Euclidean length 1; rows of zeros stay."""
    length = np.sqrt(np.einsum("ij,ij->i", points, points, dtype=np.float64))
    return np.asarray(points / np.maximum(length, 1e-12)[:, None], np.float32)


def smooth(points: Float32, graph: csr_matrix) -> Float32:
    """Points drawn towards their neighbours, one step: Z <- D^-1/2 (A + I) D^-1/2 Z.

    Args:
        points: shape (n, d).
        graph: symmetric, shape (n, n), not negative, without loops.
    """
    root = (1 / np.sqrt(1 + np.asarray(graph.sum(axis=1)).ravel()))[:, None].astype(np.float32)
    scaled = points * root
    return np.asarray((graph @ scaled + scaled) * root, np.float32)
