"""From term counts to topics: weights, space, neighbours, clusters, strengths, terms, map."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from pipeline.vector.choose_k import choose_k
from pipeline.vector.clusters import cosines, k_means
from pipeline.vector.coherence import coherence
from pipeline.vector.embedding import axes, smooth, unit
from pipeline.vector.layout import flat_map
from pipeline.vector.neighbours import nearest, strongest, union
from pipeline.vector.standing import best_terms, standing_out
from pipeline.vector.weights import bm25

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

N_AXES = 100
N_NEIGHBOURS = 15
STRONGEST = 48
SMOOTHING = 2
REPRESENTATIVES = 5
MAX_DF_SHARE = 0.4
SMALL = 1500


@dataclass(frozen=True)
class Memberships:
    """Where each text belongs.

    Attributes:
        topic: int64, shape (n_texts,): topic of each text, -1 for none.
        strength: float32, cosine to the centre of the topic, 0..1.
        second: int64, the next nearest topic, -1 for none.
        second_strength: float32, cosine to its centre, 0..1.
        place: float32, shape (n_texts, 2), on the map, -1..1.
    """

    topic: Ints
    strength: Floats
    second: Ints
    second_strength: Floats
    place: Floats


@dataclass(frozen=True)
class Description:
    """What each topic is about; each list has one entry a topic.

    Attributes:
        terms: columns of the counts, best first.
        weights: weights of these.
        coherence: mean NPMI of the first terms, -1..1.
        nearest: texts nearest to the centre, nearest first.
    """

    terms: list[list[int]]
    weights: list[list[float]]
    coherence: list[float]
    nearest: list[list[int]]


def fit_topics(counts: csr_matrix, n_topics: int | None, seed: int, fit_size: int) -> Memberships:
    """Find topics and assign every text.

    Args:
        counts: shape (n_texts, n_terms), rows in an order that means nothing.
        n_topics: topics wanted; None leaves the number to the texts.
        seed: of the random starts.
        fit_size: texts that axes and centres are fitted on; the others are assigned.
    """
    n = counts.shape[0]
    used = counts[:, usable_terms(counts)].tocsr()
    live = np.flatnonzero(np.diff(used.indptr))
    found = Memberships(np.full(n, -1), *(np.zeros(n, np.float32), np.full(n, -1)), *_nowhere(n))
    if not len(live):
        return found
    with threadpool_limits(limits=1):
        points = space(bm25(used[live]), seed, fit_size)
        k = min(n_topics or choose_k(points[:fit_size], seed), len(live))
        _assign(found, live, points, k_means(points[:fit_size], k, seed))
        found.place[live] = flat_map(points)
    return found


def _nowhere(n: int) -> tuple[Floats, Floats]:
    """Second strengths and places of texts that no topic fits."""
    return np.zeros(n, np.float32), np.zeros((n, 2), np.float32)


def _assign(found: Memberships, live: Ints, points: Floats, centres: Floats) -> None:
    """Fill in the two nearest topics of each live text; ties, to four decimals, go to the lower topic."""
    near = np.clip(cosines(points, centres), 0, 1)
    order = np.argsort(-near, axis=1, kind="stable")
    rows = np.arange(len(live))
    found.topic[live], found.strength[live] = order[:, 0], near[rows, order[:, 0]]
    if order.shape[1] > 1:
        found.second[live], found.second_strength[live] = order[:, 1], near[rows, order[:, 1]]


def usable_terms(counts: csr_matrix) -> Ints:
    """Columns that stand in enough texts to link them, and not in so many that they link all."""
    n = counts.shape[0]
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    least = 3 if n >= SMALL else 2
    kept = np.flatnonzero((df >= least) & (df <= MAX_DF_SHARE * n))
    return kept if len(kept) >= n else np.flatnonzero(df)


def space(weights: csr_matrix, seed: int, fit_size: int) -> Floats:
    """A point of length 1 for each text, drawn towards its neighbours."""
    points = unit(np.asarray(weights @ axes(weights[:fit_size], N_AXES, seed), np.float32))
    few = strongest(weights, STRONGEST)
    return smooth(points, union(nearest(few, few, N_NEIGHBOURS, same=True)), SMOOTHING)


def describe(counts: csr_matrix, found: Memberships, n_terms: int) -> Description:
    """Say what each topic is about.

    Args:
        counts: as given to `fit_topics`.
        found: what it gave back.
        n_terms: terms stored a topic.
    """
    score = standing_out(counts, found.topic, int(found.topic.max(initial=-1)) + 1)
    terms = best_terms(score, n_terms)
    weights = [[float(score[t, c]) for c in row] for t, row in enumerate(terms)]
    order = np.lexsort((np.arange(len(found.topic)), -found.strength, found.topic))
    start = np.searchsorted(found.topic[order], np.arange(len(terms) + 1))
    nearest_texts = [[int(i) for i in order[a:b][:REPRESENTATIVES]] for a, b in pairwise(start)]
    return Description(terms, weights, coherence(counts, terms), nearest_texts)
