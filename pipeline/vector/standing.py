"""The terms that tell a topic from the others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def standing_out(counts: csr_matrix, topic: Ints, n_topics: int) -> Floats:
    """How much each term stands out in each topic.

    Args:
        counts: shape (n_texts, n_terms).
        topic: int, shape (n_texts,): topic of each text, -1 for none.
        n_topics: topics, numbered from 0.

    Returns:
        float64, shape (n_topics, n_terms): share of the topic's texts that hold the term, times the log of that share
        over the share among all texts. The log is at least 0.01: where all texts have one topic, its commonest terms
        stand out.
    """
    inside = np.flatnonzero(topic >= 0)
    member = csr_matrix((np.ones(len(inside)), (topic[inside], inside)), shape=(n_topics, counts.shape[0]))
    held = csr_matrix((np.ones(counts.nnz), counts.indices, counts.indptr), shape=counts.shape)
    share = (member @ held).toarray() / np.maximum(np.bincount(topic[inside], minlength=n_topics), 1)[:, None]
    overall = np.asarray(held.sum(axis=0)).ravel() / max(counts.shape[0], 1)
    lift = np.log(np.maximum(share, 1e-12) / np.maximum(overall, 1e-12))
    return np.asarray(share * np.maximum(lift, 0.01))


def best_terms(score: Floats, per_topic: int) -> list[list[int]]:
    """The best terms of each topic; a term goes to the topic in which it scores most.

    Args:
        score: shape (n_topics, n_terms).
        per_topic: terms wanted; fewer come back where fewer score above 0.

    Returns:
        For each topic its columns, best first; ties, to six decimals, go to the lower column.
    """
    if not len(score):
        return []
    rounded = np.round(score, 6)
    own = rounded * (np.arange(len(score))[:, None] == rounded.argmax(axis=0)[None])
    order = np.argsort(-own, axis=1, kind="stable")[:, :per_topic]
    kept = [[int(c) for c in row if own[t, c] > 0] for t, row in enumerate(order)]
    every = np.argsort(-rounded, axis=1, kind="stable")[:, :per_topic]
    return [k or [int(c) for c in every[t] if rounded[t, c] > 0] for t, k in enumerate(kept)]
