"""Which of the terms that stand out in a topic are shown: those that stand together in its texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Float64
from pipeline.topics.coherence import joint_shares, npmi

CANDIDATES = 30
"""Terms that ten are chosen from, the most salient. Mean NPMI of six corpora: .296 with 10, .400 with 20 (SALIENCE .2),
.426 with 30. More are looked at only where more are wanted: fewer wanted are some of more."""

SALIENCE = 0.3
"""NPMI that a term e times as salient as another is worth more. Mean NPMI of the ten terms of bbc, AG News,
20 Newsgroups and three samples of news: .437 with .1, .426 with .2, .416 with .3, .394 with .5; without a choice
.296."""


def standing_together(
    held: csr_matrix, candidates: Sequence[Sequence[int]], score: Float32, wanted: int
) -> list[list[int]]:
    """The first candidate of each topic, then one by one that which goes best with those before.

    Args:
        held: shape (n_texts, n_terms): 1 where the text holds the term.
        candidates: columns of each topic, best first.
        score: shape (k, n_terms), of `top_terms.standing_out`.
        wanted: terms a topic.

    Returns:
        Columns of each topic, by falling score.
    """
    found = []
    for topic, (row, joint) in enumerate(zip(candidates, joint_shares(held, candidates), strict=True)):
        chosen = _chosen(npmi(joint), np.asarray(score[topic, list(row)], np.float64), wanted)
        found.append([row[i] for i in chosen])
    return found


def _chosen(together: Float64, score: Float64, wanted: int) -> list[int]:
    """Places of the chosen candidates, ascending; ties, to six decimals, go to the better candidate.

    Args:
        together: shape (n, n), NPMI of each pair.
        score: shape (n,), falling, above 0.
        wanted: how many, at most.
    """
    worth = SALIENCE * np.log(score / score[:1])
    chosen = [0][: len(score)]
    left = np.arange(len(score)) > 0
    while len(chosen) < wanted and left.any():
        value = np.where(left, together[chosen].mean(axis=0) + worth, -np.inf)
        best = int(np.round(value, 6).argmax())
        chosen.append(best)
        left[best] = False
    return sorted(chosen)
