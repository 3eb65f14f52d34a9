"""A softmax over negative, neutral and positive in which tone speaks for one side and against the other.

The evidence for negative is `c_n + strength - tone`, that for positive `c_p + strength + tone`, that for neutral 0. So
a word that a rule turns counts for the other side as much as it counted for its own, and needs one weight for its tone
and one for its strength, however it is used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from pipeline.arrays.types import Float64, Int64

STEPS = 150


@dataclass(frozen=True)
class Rows:
    """Labelled rows.

    Attributes:
        tone: shape (n, n_tones): features of tone.
        strength: shape (n, n_strengths): features of strength.
        given: float64, shape (n,): tone that is not to be fitted.
        label: -1, 0, 1, shape (n,).
        weight: float64, shape (n,).
    """

    tone: sp.csr_matrix
    strength: sp.csr_matrix
    given: Float64
    label: Int64
    weight: Float64


def stacked(parts: list[Rows]) -> Rows:
    """Rows of several sets as one."""
    tones, strengths = (sp.vstack([getattr(part, name) for part in parts]).tocsr() for name in ("tone", "strength"))
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in ("given", "label", "weight"))
    return Rows(tones, strengths, *columns)


def fit(rows: Rows, looseness: float) -> tuple[Float64, Float64, Float64]:
    """Fit by L-BFGS.

    Args:
        rows: what to learn from.
        looseness: variance of the normal prior of each weight; the constants have none.

    Returns:
        Weights of tone, shape (n_tones,), of strength, shape (n_strengths,), and the constants, shape (2,).
    """
    n_tones, n = rows.tone.shape[1], rows.tone.shape[1] + rows.strength.shape[1]
    across = rows.tone.T.tocsr(), rows.strength.T.tocsr()
    wanted = [(rows.label == side) * rows.weight for side in (-1, 1)]
    held = np.append(np.ones(n), [0.0, 0.0])

    def loss(x: Float64) -> tuple[float, Float64]:
        tone = rows.tone @ x[:n_tones] + rows.given
        strength = rows.strength @ x[n_tones:n]
        evidence = np.array([x[n] + strength - tone, np.zeros_like(tone), x[n + 1] + strength + tone])
        top = evidence.max(axis=0)
        lifted = np.exp(evidence - top)
        whole = lifted.sum(axis=0)
        low, high = (rows.weight * lifted[side] / whole - wanted[side // 2] for side in (0, 2))
        cost = (rows.weight * (np.log(whole) + top)).sum() - (wanted[0] * evidence[0] + wanted[1] * evidence[2]).sum()
        slope = np.concatenate([across[0] @ (high - low), across[1] @ (high + low), [low.sum(), high.sum()]])
        return float(cost + (held * x * x).sum() / (2 * looseness)), slope + held * x / looseness

    limits = {"maxiter": STEPS, "maxfun": 2 * STEPS, "ftol": 1e-7}
    found = minimize(loss, np.zeros(n + 2), jac=True, method="L-BFGS-B", options=limits).x
    return found[:n_tones], found[n_tones:n], found[n:]
