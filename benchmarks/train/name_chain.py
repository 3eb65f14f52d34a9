"""A linear-chain conditional random field over runs of candidates, fitted by L-BFGS with a Gaussian prior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from pipeline.names.tagger_weights import N_LABELS, allowed_steps

PRIOR = 0.7  # strength of the Gaussian prior, per weight
ROUNDS = 120
NEVER = -1e4


def steps(first: np.ndarray) -> list[np.ndarray]:
    """The candidates at step 0, 1, 2 ... of their runs, in the same order of runs."""
    starts = np.flatnonzero(first)
    length = np.diff(np.append(starts, len(first)))
    order = np.argsort(-length, kind="stable")
    starts, length = starts[order], length[order]
    return [starts[length > step] + step for step in range(int(length.max()))]


def logsumexp(a: np.ndarray, axis: int) -> np.ndarray:
    """The logarithm of the sum of exponentials; twice as fast as scipy's."""
    top = a.max(axis=axis, keepdims=True)
    return np.asarray(np.squeeze(top + np.log(np.exp(a - top).sum(axis=axis, keepdims=True)), axis=axis))


def chain(
    score: np.ndarray, start: np.ndarray, step: np.ndarray, at: list[np.ndarray]
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """Log partition, marginals of labels, expected starts and expected steps."""
    ahead = score.copy()
    ahead[at[0]] += start
    for k in range(1, len(at)):
        ahead[at[k]] += logsumexp(ahead[at[k] - 1][:, :, None] + step, axis=1)
    back = np.zeros_like(score)
    for k in range(len(at) - 1, 0, -1):
        back[at[k] - 1] = logsumexp(step[None] + (score[at[k]] + back[at[k]])[:, None, :], axis=2)
    last = np.ones(len(score), bool)
    for k in range(1, len(at)):
        last[at[k] - 1] = False
    total = np.zeros(len(score))
    total[last] = logsumexp(ahead[last], axis=1)
    for k in range(len(at) - 1, 0, -1):
        total[at[k] - 1] = total[at[k]]
    marginals = np.exp(ahead + back - total[:, None])
    expected = np.zeros_like(step)
    for k in range(1, len(at)):
        joint = (
            ahead[at[k] - 1][:, :, None] + step + (score[at[k]] + back[at[k]])[:, None, :] - total[at[k]][:, None, None]
        )
        expected += np.exp(joint).sum(0)
    first = marginals[at[0]].sum(0)
    return float(total[last].sum()), marginals, first, expected


@dataclass(frozen=True)
class Fitted:
    """A chain that is fitted further: scores, float64, shape (n, 7), and the weights of first labels and of steps."""

    score: np.ndarray
    start: np.ndarray
    step: np.ndarray


def fit(
    x: sparse.csr_matrix, allowed: np.ndarray, first: np.ndarray, prior: float = PRIOR, known: Fitted | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of features, of first labels and of steps; where a chain is `known`, of the features beside it alone."""
    n_features = x.shape[1]
    at = steps(first)
    legal = allowed_steps()
    never = np.where(legal, 0.0, NEVER)
    mask = np.where(allowed, 0.0, NEVER)
    transposed = x.T.tocsr()
    given = known or Fitted(np.zeros(allowed.shape), np.zeros(N_LABELS), np.zeros((N_LABELS, N_LABELS)))
    free = np.ones((n_features + 1 + N_LABELS) * N_LABELS)
    free[n_features * N_LABELS :] = known is None

    def unpack(v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        n = n_features * N_LABELS
        return v[:n].reshape(-1, N_LABELS), v[n : n + N_LABELS], v[n + N_LABELS :].reshape(N_LABELS, N_LABELS)

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        w, start, step = unpack(v)
        score = given.score + x @ w
        start, step = given.start + start + never[-1], given.step + step + never[:-1]
        all_z, p, p_first, p_step = chain(score, start, step, at)
        gold_z, q, q_first, q_step = chain(score + mask, start, step, at)
        gap = p - q
        gradient = np.concatenate([(transposed @ gap).ravel(), p_first - q_first, (p_step - q_step).ravel()])
        return all_z - gold_z + prior / 2 * float(v @ v), free * gradient + prior * v

    begin = np.zeros(len(free))
    done = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 8})
    return unpack(done.x)
