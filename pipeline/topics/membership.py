"""How well each topic fits a text."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Floating
from pipeline.topics.bayes import TopicWords, likelihood

EVIDENCE = 4.0
"""Words that a text of any length stands for: with 12 most texts reach .99, and little is left to calibrate."""


def strengths(amounts: csr_matrix, topics: TopicWords) -> Floating:
    """Probability of each topic given a few words of each text, shape (n, k); see `chances`.

    Args:
        amounts: shape (n, n_terms), of `bayes.damped`, no row empty.
        topics: of a model.
    """
    return chances(likelihood(amounts, topics) + topics.shares, np.asarray(amounts.sum(axis=1)).ravel())


def chances(given: Floating, amount: Floating) -> Floating:
    """Probability of each topic given a few words of the text, shape (n, k), four decimals.

    Given all its words nearly every text would have one topic with certainty; words do not come independently.

    Args:
        given: shape (n, k), log likelihood and log share.
        amount: shape (n,), words that it stands for, above 0.
    """
    scaled = given * np.minimum(EVIDENCE / amount, 1)[:, None]
    raised = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(np.round(raised / raised.sum(axis=1, keepdims=True), 4))
