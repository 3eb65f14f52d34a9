"""The best of many ways to cut texts into k clusters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.bayes import fitness
from pipeline.vector.clusters import Partition, centres_of, k_means, settle
from pipeline.vector.information import information
from pipeline.vector.merging import merge
from pipeline.vector.neighbours import nearest, strongest, union

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_SAMPLE = 4000
_SMALL_TOPIC = 100  # texts
_BISECTIONS = 8
GROWN_FROM = 96
GROWN_NEIGHBOURS = 10

Cut = tuple[Floats, Partition]
_LAST = 6
_STARTS = (6, 40)
_WORK = 4_000_000


class Evidence(NamedTuple):
    """What cuts are judged by.

    Attributes:
        telling: shape (n, n_terms): 1 at the terms that weigh most in the text.
        amounts: shape (n, n_terms): all terms, counts damped.
        weights: shape (n, n_terms): of the terms that link texts.
    """

    telling: csr_matrix
    amounts: csr_matrix
    weights: csr_matrix


def best_partition(spaces: Sequence[Floats], evidence: Evidence, k: int, seed: int) -> Ints:
    """Cluster of each text, from many starts in each space.

    The cuts that say most about the telling words come to the last round, where the one is taken that makes all words
    likeliest. Tightness would take cuts that editors do not make; see docs/decisions/005-topics.md. Where topics are
    small, a cut that grows from pairs of neighbours joins the last round: there it is often better than any other.

    Args:
        spaces: ways to see the texts as points, each of shape (n, d) with rows of length 1.
        evidence: of the same texts.
        k: clusters.
        seed: of the starts.

    Returns:
        int64, shape (n,), 0 .. k - 1.
    """
    m = min(_SAMPLE, len(spaces[0]))
    rng = np.random.default_rng(seed)
    some = Evidence(*(matrix[:m] for matrix in evidence))
    tried = [(points, cut) for points in spaces for cut in k_means(points[:m], k, rng, n_starts(m, k))]
    tried = _best(tried, [information(some.telling, cut.labels, k) for _, cut in tried], _LAST)
    if k >= m / _SMALL_TOPIC:
        grown = _largest(_grow(some.weights, k), k)
        tried += [(points, settle(points[:m], _directions(points[:m], grown, k)[None])[0]) for points in spaces]
    points, cut = _best(tried, [fitness(some.amounts, cut.labels, k) for _, cut in tried], 1)[0]
    return settle(points, cut.centres[None])[0].labels


def _best(tried: list[Cut], worth: list[float], n: int) -> list[Cut]:
    """The n cuts of the largest worth, to six decimals; ties go to the earlier."""
    return [tried[i] for i in np.argsort(-np.round(worth, 6), kind="stable")[:n]]


def _grow(weights: csr_matrix, k: int) -> Ints:
    """Groups of neighbours by average linkage: at least k, and as few as eight bisections of the similarity find."""
    graph = union(nearest(strongest(weights, GROWN_FROM), GROWN_NEIGHBOURS))
    low, high = -4.0, 0.0
    groups = np.arange(graph.shape[0])
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        found = merge(graph, 10**middle)
        if found.max() + 1 >= k:
            high, groups = middle, found
        else:
            low = middle
    return groups


def _largest(group: Ints, k: int) -> Ints:
    """Number of each text's group among the k largest, -1 for the others; ties go to the earlier group."""
    size = np.bincount(group)
    rank = np.full(len(size), -1)
    order = np.argsort(-size, kind="stable")[:k]
    rank[order] = np.arange(len(order))
    return rank[group]


def _directions(points: Floats, group: Ints, k: int) -> Floats:
    """Mean direction of each group of points, shape (k, d); the first points for groups that are not there."""
    before = np.resize(points, (k, points.shape[1]))
    inside = group >= 0
    return np.asarray(centres_of(points[inside], group[inside][None], before[None])[0])


def n_starts(n: int, k: int) -> int:
    """Starts in a space: as many as the work allows, 6 to 40."""
    return int(np.clip(_WORK // (n * k), *_STARTS))
