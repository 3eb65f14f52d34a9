"""The best of many ways to cut texts into k clusters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.bayes import fitness
from pipeline.topics.consensus import consensus
from pipeline.topics.information import information
from pipeline.topics.partition import SETTLED, Partition, centres_of, k_means, settle
from pipeline.vector.average_linkage import merge
from pipeline.vector.neighbours import nearest, strongest, union

_SAMPLE = 4000
_SMALL_TOPIC = 100  # texts
_BISECTIONS = 8
GROWN_FROM = 96
GROWN_NEIGHBOURS = 10

Cut = tuple[int, Partition]  # number of the space, and the cut
_LAST = 30
_NEARLY = 0.003
_STARTS = (6, 100)
QUICK, THOROUGH = 1_000_000, 8_000_000
"""Texts times clusters times starts in a space. A night decides its number of topics itself, and its many small topics
are found as well by an eighth of the starts: on 551 news, bbc, AG News and 20 Newsgroups the AUC of strengths is .802
with 8 million, .811 with 1, .797 with .4; 3,000 articles take 5.2, 1.6, 1.4 CPU s. A number that somebody asked for is
worth the rest: ECB+ has .982 / .927 with 8 million, between .981 / .918 and .983 / .933 with less. Only then does a cut
grow from pairs where topics are small: of 12,000 articles it took 1.5 of 7.9 CPU s, one cut of fourteen."""
ROUGHLY = 0.01
"""Share of the texts that may still change sides when a cut of a quick search ends; words reassign them all after that.
Of 3,000 news twelve cuts take 126 rounds instead of 215 and say as much about the words (1.6963 and 1.6959 nats). Over
four draws each of bbc, AG News and 20 Newsgroups the mean AUC of strengths is .793 with .002, .802 with .01, .800 with
.02, their calibration error .079, .081, .082; NPMI of the topics of 3,000 news .442, .445, .443."""
_ALWAYS = 0  # seed of the starts that are always made
_FURTHER = 4  # for so many of them, one by the seed of the user


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


def best_partition(spaces: Sequence[Float32], evidence: Evidence, k: int, seed: int, work: int = THOROUGH) -> Int64:
    """Cluster of each text, from many starts in each space.

    The cuts that say most about the telling words, and those that say nearly as much, are laid over each other,
    beginning with the one that makes all words likeliest. Tightness is a poorer guide on short texts; see
    docs/decisions/005-topics.md. Where topics are small and there is work for it, a cut that grows from pairs of
    neighbours is tried as well.

    Args:
        spaces: ways to see the texts as points, each of shape (n, d) with rows of length 1.
        evidence: of the same texts.
        k: clusters.
        seed: of further starts; they count where they find a clearly better cut, else all seeds give the same.
        work: see QUICK.

    Returns:
        int64, shape (n,), 0 .. k - 1.
    """
    m = min(_SAMPLE, len(spaces[0]))
    some = Evidence(*(matrix[:m] for matrix in evidence)) if m < len(spaces[0]) else evidence
    some = some._replace(telling=_in_use(some.telling))
    heads = [points[:m] for points in spaces]
    n = n_starts(m, k, work)
    tried = _cuts(heads, k, np.random.default_rng(_ALWAYS), n, work)
    if k >= m / _SMALL_TOPIC and work >= THOROUGH:
        grown = _largest(_grow(some.weights, k), k)
        tried += [(i, settle(points, directions(points, grown, k)[None])[0]) for i, points in enumerate(heads)]
    more = _cuts(heads, k, np.random.default_rng((_ALWAYS, 1 + seed)), n // _FURTHER, work)
    last = _last(tried, more, some, k, work)
    labels = consensus([cut.labels for _, cut in last], k)
    points = spaces[last[0][0]]
    return labels if m == len(points) else settle(points, directions(points[:m], labels, k)[None])[0].labels


def _in_use(matrix: csr_matrix) -> csr_matrix:
    """The matrix without its empty columns."""
    is_used = np.bincount(matrix.indices, minlength=matrix.shape[1]) > 0
    column, shape = np.cumsum(is_used) - 1, (matrix.shape[0], int(np.count_nonzero(is_used)))
    return csr_matrix((matrix.data, column[matrix.indices], matrix.indptr), shape=shape)


def _cuts(spaces: Sequence[Float32], k: int, rng: np.random.Generator, starts: int, work: int) -> list[Cut]:
    """Cuts from random starts in each space."""
    moving = SETTLED if work >= THOROUGH else ROUGHLY
    return [(i, cut) for i, points in enumerate(spaces) for cut in k_means(points, k, rng, starts, moving)]


def _last(tried: list[Cut], further: list[Cut], some: Evidence, k: int, work: int) -> list[Cut]:
    """The cuts that say nearly most, to six decimals, ties in order; the likeliest first where there is work for it.

    Further cuts count where one of them says clearly more than all that were tried.
    """
    says, more = (
        np.array([round(information(some.telling, c.labels, k), 6) for _, c in cuts]) for cuts in (tried, further)
    )
    if len(more) and more.max() * (1 - _NEARLY) > says.max():
        tried, says = tried + further, np.concatenate([says, more])
    order = np.argsort(-says, kind="stable")[:_LAST]
    near = [tried[i] for i in order if says[i] >= (1 - _NEARLY) * says.max()]
    if work < THOROUGH:
        return near
    worth = [round(fitness(some.amounts, cut.labels, k), 6) for _, cut in near]
    return [near[i] for i in np.argsort(-np.array(worth), kind="stable")]


def _grow(weights: csr_matrix, k: int) -> Int64:
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


def _largest(group: Int64, k: int) -> Int64:
    """Number of each text's group among the k largest, -1 for the others; ties go to the earlier group."""
    size = np.bincount(group)
    rank = np.full(len(size), -1)
    order = np.argsort(-size, kind="stable")[:k]
    rank[order] = np.arange(len(order))
    return rank[group]


def directions(points: Float32, group: Int64, k: int) -> Float32:
    """Mean direction of each group of points, shape (k, d); the first points for groups that are not there."""
    before = np.resize(points, (k, points.shape[1]))
    inside = group >= 0
    return np.asarray(centres_of(points[inside], group[inside][None], before[None])[0])


def n_starts(n: int, k: int, work: int) -> int:
    """Starts in a space: as many as the work allows, 6 to 100."""
    return int(np.clip(work // (n * k), *_STARTS))
