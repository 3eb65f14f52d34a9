"""Topics that are asked for and would be empty, and topics that are too small to be any."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.bayes import TopicWords, learn, likeliest, sharpen
from pipeline.topics.embedding import unit

_TRIES = 8
SMALLEST = 5  # texts; fewer are a story, not a topic


def dissolved(amounts: csr_matrix, model: TopicWords, labels: Int64) -> tuple[TopicWords, Int64]:
    """The model without topics of fewer than five texts, whose texts go where they fit next; one topic stays at least.

    The others learn from these texts, so that a refit that goes on from here finds the same.

    Args:
        amounts: shape (n, n_terms), of `damped`.
        model: of the same terms.
        labels: the topic that it gives each text.
    """
    while len(model.shares) > 1:
        sizes = np.bincount(labels, minlength=len(model.shares))
        kept = np.flatnonzero(sizes >= min(SMALLEST, sizes.max()))
        if len(kept) == len(sizes):
            break
        rest = TopicWords(np.ascontiguousarray(model.words[:, kept]), model.shares[kept])
        model = sharpen(amounts, likeliest(amounts, rest), len(kept))
        labels = likeliest(amounts, model)
    return model, labels


def filled(amounts: csr_matrix, points: Float32, model: TopicWords) -> tuple[TopicWords, Int64]:
    """The model, and the topic that it gives each text; no topic is empty where that can be helped.

    Sharpening may move all texts of a small topic elsewhere. In its place the most scattered topic is split; where the
    halves do not stay apart, the next one is. Texts that no words tell apart can't be split: then topics are fewer.

    Args:
        amounts: shape (n, n_terms), of `damped`.
        points: shape (n, d), rows of length 1.
        model: of the same terms.
    """
    k = len(model.shares)
    best, found = model, likeliest(amounts, model)
    for spared in range(_TRIES):
        empty = np.flatnonzero(np.bincount(found, minlength=k) == 0)
        if not len(empty):
            break
        other = learn(amounts, _split(points, found, k, empty, spared), k)
        given = likeliest(amounts, other)
        if len(np.unique(given)) > len(np.unique(found)):
            best, found = other, given
    return best, found


def _split(points: Float32, labels: Int64, k: int, empty: Int64, spared: int) -> Int64:
    """Labels after the most scattered topics but the first few gave half of their texts to the empty ones."""
    sums = np.zeros((k, points.shape[1]), np.float32)
    np.add.at(sums, labels, points)
    away = 1 - np.einsum("ij,ij->i", points, unit(sums)[labels])
    scatter = np.round(np.bincount(labels, np.maximum(away, 0), minlength=k), 4)
    parted = labels.copy()
    for place, topic in zip(empty, np.argsort(-scatter, kind="stable")[spared : spared + len(empty)], strict=False):
        inside = np.flatnonzero(labels == topic)
        if len(inside) > 1:
            far = points[inside[np.round(away[inside], 4).argmax()]]
            other = points[inside[np.round(points[inside] @ far, 4).argmin()]]
            parted[inside[np.round(points[inside] @ (far - other), 4) > 0]] = place
    return parted
