"""How many topics, when nobody says, and how well that number holds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.coherence import coherence
from pipeline.topics.partition import Partition, k_means
from pipeline.topics.top_terms import best_terms, standing_out

PER_ROOT = 0.5
"""Topics per square root of the texts: 1,000 texts 16, 10,000 texts 50. What an editor can overlook lies between a
quarter and one (docs/decisions/005-topics.md); the middle of it leaves room on both sides for topics that dissolve."""

PER_ROOT_DENSE, DENSE = 0.62, (0.28, 0.32)
"""The same where texts have near neighbours, which tell of finer subjects: from a median cosine of the nearest of .28
on more, up to .62 at .32. News have .05 to .07, bbc and 20 Newsgroups .19, AG News .28, ECB+ .33 (halves .31 to .33),
Reuters .37. With .5, .6, .65, .7 for all ECB+ (86 events) has .28, .33, .35, .37 of the agreement at the editors'
number, Reuters 1.01, .98, .81, .85. From .2 to .3 AG News got 33 topics instead of 27, AUC of strengths .76 → .73."""

_SAMPLE = 2000
_SPLITS = 2
_TERMS = 10
_ALWAYS = 0  # seed of splits and starts: no figure hangs on luck


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


def number_of_topics(n_texts: int, nearness: float = 0.0) -> int:
    """Topics for a corpus: half the square root of its texts, more where these are near each other; at least one.

    A number that texts decide by their agreement with themselves is a coin toss: 1,000 news gave 100 topics, 5 % fewer
    gave 8. One that follows from their number and a median stays, and grows as a reader's list may.

    Args:
        n_texts: texts of the corpus.
        nearness: of `nearness`.
    """
    per_root = float(np.interp(nearness, DENSE, (PER_ROOT, PER_ROOT_DENSE)))
    return max(round(per_root * float(np.sqrt(n_texts))), 1)


def nearness(near: csr_matrix) -> float:
    """Median over texts of the cosine of the nearest other text, 0..1; two decimals.

    Args:
        near: shape (n, n), n at least 1: cosines of the nearest texts of each, as `neighbours.nearest` finds them.
    """
    return round(float(np.median(near.max(axis=1).toarray())), 2)


def trial(points: Float32, held: csr_matrix, k: int) -> Trial:
    """How well a number of topics holds, on at most 2,000 texts.

    Args:
        points: shape (n, d), rows of length 1, in an order that means nothing.
        held: shape (n, n_terms): 1 where the text holds the term.
        k: topics.
    """
    points, held = points[:_SAMPLE], held[:_SAMPLE]
    stable = float(np.mean([halves_agree(points, k, i) for i in range(_SPLITS)])) if len(points) > k > 1 else 1.0
    together = _together(points, held, k)
    return Trial(k, round(stable, 4), round(together, 4), round(max(stable, 0.01) * max(together, 0.01), 4))


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
