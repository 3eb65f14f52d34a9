"""What words in context add up to, by what was learned of each."""

from __future__ import annotations

import sys

import numpy as np

from pipeline.arrays.types import Float64, Int32, Int64

MANY, SOME = 50_000, 5_000
"""Tokens from which scipy adds up: .85 instead of 4 ns a token, and .1 s for loading it (about 60 articles) or, where
that is done, 20 microseconds for a matrix."""


def word_totals(ids: Int32, factor: Float64, bounds: Int64, table: Float64) -> tuple[Float64, Float64]:
    """Tone and strength of the words of stretches of tokens.

    Args:
        ids: int32, shape (n,): the row of each token in the word table.
        factor: float64, shape (n,): what the rules multiply it by.
        bounds: int64, shape (n_stretches + 1,): first token of each stretch, and the end.
        table: float64, shape (2, n_rows): tone and strength of each word.

    Returns:
        Two of float64, shape (n_stretches,): a factor turns tone, and only weakens or raises strength. One token is
        added after the other, however many there are.
    """
    add_up = _many if len(ids) >= (SOME if "scipy.sparse" in sys.modules else MANY) else _few
    return add_up(ids, factor, bounds, table[0]), add_up(ids, np.abs(factor), bounds, table[1])


def _few(ids: Int32, weight: Float64, bounds: Int64, row: Float64) -> Float64:
    """The sums of some stretches."""
    homes = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    return np.asarray(np.bincount(homes, weight * row[ids], len(bounds) - 1), np.float64)


def _many(ids: Int32, weight: Float64, bounds: Int64, row: Float64) -> Float64:
    """The same as the product of a matrix with a row for each stretch."""
    from scipy.sparse import csr_matrix

    stretches = csr_matrix((weight, ids, bounds.astype(np.int32)), shape=(len(bounds) - 1, len(row)))
    return np.asarray(stretches @ row)
