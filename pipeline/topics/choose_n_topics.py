"""How many topics, when nobody says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.coherence import coherence
from pipeline.topics.partition import Partition, k_means
from pipeline.topics.top_terms import best_terms, standing_out

_NUMBERS = (4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 32, 40, 50, 65, 80, 100)
_SAMPLE = 2000
_FIRST_SPLITS = 2
_SPLITS = 5
_HOPEFUL = 0.8
_NEARLY = 0.95
_TERMS = 10
_FEW_TEXTS = 200
_SMALLEST = 5
_LARGEST = 2500
_ALWAYS = 0  # seed of splits and starts: how many topics there are does not hang on luck


class Trial(NamedTuple):
    """A number of topics and what speaks for it.

    Attributes:
        n_topics: the number.
        stability: mean agreement of two halves of the texts, -1..1; see `agreement`.
        coherence: mean NPMI of the first terms of its topics, -1..1.
        worth: the product of both, each at least 0.01.
    """

    n_topics: int
    stability: float
    coherence: float
    worth: float


def candidates(n_texts: int) -> list[int]:
    """Numbers of topics worth trying: 4 to 100, with five to 2,500 texts a topic; fewer than 4 for less than 200 texts.

    A topic of thousands of articles is no news to anyone, however stable it is; desks are for that.
    """
    tried = _NUMBERS if n_texts >= _FEW_TEXTS else (1, 2, 3, *_NUMBERS)
    return [k for k in tried if n_texts / _LARGEST <= k <= max(n_texts // _SMALLEST, 1)] or [_NUMBERS[-1]]


def trials(points: Float32, held: csr_matrix) -> tuple[Trial, ...]:
    """Try numbers of topics.

    A number is good when two halves of the texts, clustered apart, agree about all texts (stability), and the words
    of the topics go together (coherence): the product of the two, each at least 0.01. Numbers that look hopeful after
    two pairs of halves are asked three more times.

    Args:
        points: shape (n, d), rows of length 1, in an order that means nothing.
        held: shape (n, n_terms): 1 where the text holds the term.
    """
    tried = candidates(len(points))
    points, held = points[:_SAMPLE], held[:_SAMPLE]
    if len(tried) == 1:
        return (Trial(tried[0], 1.0, 0.0, 0.01),)
    together = {k: _together(points, held, k) for k in tried}
    agreed = {k: [halves_agree(points, k, i) for i in range(_FIRST_SPLITS)] for k in tried}
    found = [_trial(k, agreed[k], together[k]) for k in tried]
    bar = _HOPEFUL * max(trial.worth for trial in found)
    for k in (trial.n_topics for trial in found if trial.worth >= bar):
        agreed[k] += [halves_agree(points, k, i) for i in range(_FIRST_SPLITS, _SPLITS)]
    return tuple(_trial(k, agreed[k], together[k]) for k in tried)


def _trial(k: int, agreed: list[float], together: float) -> Trial:
    stable = float(np.mean(agreed))
    return Trial(k, round(stable, 4), round(together, 4), round(max(stable, 0.01) * max(together, 0.01), 4))


def chosen(tried: Sequence[Trial]) -> int:
    """The largest number of topics that is nearly as good as the best: at least 95 % of its worth."""
    bar = _NEARLY * max(trial.worth for trial in tried)
    return max(trial.n_topics for trial in tried if trial.worth >= bar)


def _together(points: Float32, held: csr_matrix, k: int) -> float:
    """Mean coherence of k topics."""
    labels = _tightest(points, k, np.random.default_rng(_ALWAYS)).labels
    return float(np.mean(coherence(held, best_terms(standing_out(held, labels, k), _TERMS))))


def halves_agree(points: Float32, k: int, split: int) -> float:
    """Agreement about all points of k clusters fitted on one random half and k fitted on the other."""
    rng = np.random.default_rng((_ALWAYS, split))
    order = rng.permutation(len(points))
    halves = (np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :]))
    first, second = ((points @ _tightest(points[half], k, rng).centres.T).argmax(axis=1) for half in halves)
    return agreement(first, second)


def _tightest(points: Float32, k: int, rng: np.random.Generator) -> Partition:
    """The tightest of some starts: the fewer clusters, the more starts."""
    starts = int(np.clip(40 // k, 1, 8))
    return max(k_means(points, k, rng, starts), key=lambda cut: round(cut.tightness, 5))


def agreement(first: Int64, second: Int64) -> float:
    """Adjusted Rand index of two clusterings of the same points: 0 as by chance, 1 the same.

    Source: Hubert & Arabie 1985, Comparing partitions.
    """
    counts = np.bincount(first * (second.max(initial=0) + 1) + second), np.bincount(first), np.bincount(second)
    both, rows, columns = (float((c * (c - 1.0)).sum()) / 2 for c in counts)
    every = len(first) * (len(first) - 1) / 2
    chance = rows * columns / max(every, 1)
    room = (rows + columns) / 2 - chance
    return (both - chance) / room if room > 0 else 1.0
