"""How well the terms of a topic go together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64, Int32

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
    return [_mean_npmi(joint) for joint in joint_shares(held, [row[:_TOP] for row in terms])]


def _mean_npmi(joint: Float64) -> float:
    """The mean over the pairs of one topic."""
    if len(joint) < 2:
        return 0.0
    return float(np.mean(npmi(joint)[np.triu_indices(len(joint), 1)]))


def joint_shares(held: csr_matrix, rows: Sequence[Sequence[int]]) -> list[Float64]:
    """For some terms of each topic the share of the texts that hold each two of them, shape (n_terms, n_terms).

    Args:
        held: shape (n_texts, n_terms): 1 where the text holds the term.
        rows: columns of each topic.
    """
    used = sorted({c for row in rows for c in row})
    by_term, place = held[:, used].tocsc(), {c: i for i, c in enumerate(used)}
    texts = np.split(by_term.indices, by_term.indptr[1:-1])
    return [_joint([texts[place[c]] for c in row], held.shape[0]) for row in rows]


def _joint(texts: Sequence[Int32], n: int) -> Float64:
    """The same for one topic, by the texts that hold each of its terms, of n in all."""
    own = np.zeros((len(texts), n), np.float32)  # counts up to 2^24 are exact
    for row, held in zip(own, texts, strict=True):
        row[held] = 1
    return (own @ own.T).astype(np.float64) / max(n, 1)


def npmi(joint: Float64) -> Float64:
    """Normalised pointwise mutual information of each two terms, shape (n, n), -1..1.

    Args:
        joint: shape (n, n): share of the texts that hold both terms; on the diagonal that of each.
    """
    own = np.diag(joint)
    seen = np.clip(joint, 1e-12, 1 - 1e-12)
    value = np.log(seen / np.outer(own, own)) / -np.log(seen)
    return np.where(joint <= 0, -1.0, np.where(joint >= 1, 0.0, value))
