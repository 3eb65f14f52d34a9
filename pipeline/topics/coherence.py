"""How well the terms of a topic go together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64

_TOP = 10


def coherence(held: csr_matrix, terms: Sequence[Sequence[int]]) -> list[float]:
    """Mean normalised pointwise mutual information of the pairs of each topic's ten first terms.

    Args:
        held: shape (n_texts, n_terms): 1 where the text holds the term.
        terms: columns of each topic, best first.

    Returns:
        For each topic -1 (never together) to 1 (always together); 0 with fewer than two terms.

    Source: Bouma 2009, Normalized (pointwise) mutual information in collocation extraction.
    """
    used = sorted({c for row in terms for c in row[:_TOP]})
    some = held[:, used].astype(np.float64)
    joint = np.asarray((some.T @ some).todense()) / max(held.shape[0], 1)
    place = {c: i for i, c in enumerate(used)}
    return [_mean_npmi(joint, [place[c] for c in row[:_TOP]]) for row in terms]


def _mean_npmi(joint: Float64, row: list[int]) -> float:
    """The mean over the pairs of one topic."""
    if len(row) < 2:
        return 0.0
    return float(np.mean(npmi(joint[np.ix_(row, row)])[np.triu_indices(len(row), 1)]))


def npmi(joint: Float64) -> Float64:
    """Normalised pointwise mutual information of each two terms, shape (n, n), -1..1.

    Args:
        joint: shape (n, n): share of the texts that hold both terms; on the diagonal that of each.
    """
    own = np.diag(joint)
    seen = np.clip(joint, 1e-12, 1 - 1e-12)
    value = np.log(seen / np.outer(own, own)) / -np.log(seen)
    return np.where(joint <= 0, -1.0, np.where(joint >= 1, 0.0, value))
