"""How many topics, when nobody says."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.clusters import Partition, k_means
from pipeline.vector.coherence import coherence
from pipeline.vector.standing import best_terms, standing_out

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_NUMBERS = (4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 32, 40, 50, 65, 80, 100)
_SAMPLE = 2000
_FIRST_SPLITS = 2
_SPLITS = 5
_HOPEFUL = 0.8
_NEARLY = 0.95
_TERMS = 10


def candidates(n_texts: int) -> list[int]:
    """Numbers of topics worth trying: 4 to 100 for a corpus of size; at least five texts a topic."""
    tried = _NUMBERS if n_texts >= 200 else (1, 2, 3, *_NUMBERS)
    return [k for k in tried if k <= max(n_texts // 5, 1)]


def choose_k(points: Floats, held: csr_matrix, seed: int) -> int:
    """The largest number of topics that is nearly as good as the best.

    A number is good when two halves of the texts, clustered apart, agree about all texts (stability), and the words
    of the topics go together (coherence): the product of the two, each at least 0.01. Nearly: 95 %.

    Args:
        points: shape (n, d), rows of length 1, in an order that means nothing.
        held: shape (n, n_terms): 1 where the text holds the term.
        seed: of the starts and splits.
    """
    points, held = points[:_SAMPLE], held[:_SAMPLE]
    tried = candidates(len(points))
    if len(tried) < 2:
        return tried[0]
    together = {k: _together(points, held, k, seed) for k in tried}
    agreed = {k: [halves_agree(points, k, (seed, i)) for i in range(_FIRST_SPLITS)] for k in tried}

    def worth(k: int) -> float:
        return round(max(float(np.mean(agreed[k])), 0.01) * together[k], 4)

    bar = _HOPEFUL * max(map(worth, tried))
    tried = [k for k in tried if worth(k) >= bar]
    for k in tried:
        agreed[k] += [halves_agree(points, k, (seed, i)) for i in range(_FIRST_SPLITS, _SPLITS)]
    bar = _NEARLY * max(map(worth, tried))
    return max(k for k in tried if worth(k) >= bar)


def _together(points: Floats, held: csr_matrix, k: int, seed: int) -> float:
    """Mean coherence of k topics, at least 0.01."""
    labels = _tightest(points, k, np.random.default_rng(seed)).labels
    terms = best_terms(standing_out(held, labels, k), _TERMS)
    return max(float(np.mean(coherence(held, terms))), 0.01)


def halves_agree(points: Floats, k: int, seed: tuple[int, int]) -> float:
    """Agreement about all points of k clusters fitted on one random half and k fitted on the other."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(points))
    halves = (np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :]))
    first, second = ((points @ _tightest(points[half], k, rng).centres.T).argmax(axis=1) for half in halves)
    return agreement(first, second)


def _tightest(points: Floats, k: int, rng: np.random.Generator) -> Partition:
    """The tightest of some starts: the fewer clusters, the more starts."""
    starts = int(np.clip(40 // k, 1, 8))
    return max(k_means(points, k, rng, starts), key=lambda cut: round(cut.tightness, 5))


def agreement(first: Ints, second: Ints) -> float:
    """Adjusted Rand index of two clusterings of the same points: 0 as by chance, 1 the same.

    Source: Hubert & Arabie 1985, Comparing partitions.
    """
    counts = np.bincount(first * (second.max(initial=0) + 1) + second), np.bincount(first), np.bincount(second)
    both, rows, columns = (float((c * (c - 1.0)).sum()) / 2 for c in counts)
    every = len(first) * (len(first) - 1) / 2
    chance = rows * columns / max(every, 1)
    room = (rows + columns) / 2 - chance
    return (both - chance) / room if room > 0 else 1.0
