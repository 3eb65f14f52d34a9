"""Topics as distributions over words: a naive Bayes model that sharpens clusters and assigns new texts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Float64, Floating, Int64

_UNSEEN = 0.03  # of the mean topic's words: what all terms together get in each topic before any is seen
_CAUTIOUS = 0.1  # of a word: what each term gets where cuts are compared, so that tiny topics do not win by rare words
_ROUNDS = 5


class TopicWords(NamedTuple):
    """What each topic talks about.

    Attributes:
        words: float32, shape (n_terms, k): log probability of the term in the topic.
        shares: float32, shape (k,): log share of the texts.
    """

    words: Float32
    shares: Float32


def damped(counts: csr_matrix) -> csr_matrix:
    """log(1 + count) in place of each count, float32; of each count there is, once."""
    logs = np.log1p(np.arange(int(counts.data.max(initial=0)) + 1)).astype(np.float32)
    return csr_matrix(
        (logs[counts.data.astype(np.int64, copy=False)], counts.indices, counts.indptr), shape=counts.shape
    )


def learn(amounts: csr_matrix, labels: Int64, k: int, added: float | None = None) -> TopicWords:
    """Fit the model to texts whose topic is known.

    Args:
        amounts: shape (n_texts, n_terms), of `damped`.
        labels: topic of each text.
        k: topics.
        added: what each term gets in each topic before it is seen; None: 3 % of the mean topic's words, shared by all.
    """
    return learned(mass_of(amounts, labels, k), labels, added)


def mass_of(amounts: csr_matrix, labels: Int64, k: int) -> Float64:
    """Sum of the amounts of each term in each topic, shape (k, n_terms); arguments as for `learn`."""
    place = np.repeat(labels * amounts.shape[1], np.diff(amounts.indptr)) + amounts.indices
    return np.asarray(np.bincount(place, amounts.data, k * amounts.shape[1]).reshape(k, amounts.shape[1]), np.float64)


def learned(mass: Float64, labels: Int64, added: float | None = None) -> TopicWords:
    """The model of texts whose words add up to `mass`, of `mass_of`, which is used up; the rest as for `learn`."""
    mass += max(_UNSEEN * float(mass.sum()) / max(mass.size, 1), 1e-9) if added is None else added
    texts = np.maximum(np.bincount(labels, minlength=len(mass)), 0.5)
    mass /= mass.sum(axis=1, keepdims=True)
    np.log(mass, out=mass)
    return TopicWords(np.ascontiguousarray(mass.T, np.float32), np.log(texts / len(labels)).astype(np.float32))


def likelihood(amounts: csr_matrix, model: TopicWords) -> Floating:
    """Log likelihood of each text in each topic, shape (n_texts, k), without the shares; rounded to 3 decimals."""
    return np.round(np.asarray(amounts @ model.words, np.float64), 3)


def fitness(amounts: csr_matrix, labels: Int64, k: int) -> float:
    """How likely each term is, in the mean, under the model that the labels give; log, so below 0."""
    model = learn(amounts, labels, k, _CAUTIOUS)
    best = (likelihood(amounts, model) + model.shares).max(axis=1)
    return float(best.sum() / max(float(amounts.data.sum(dtype=np.float64)), 1e-9))


def likeliest(amounts: csr_matrix, model: TopicWords) -> Int64:
    """The likeliest topic of each text, shape (n_texts,); ties go to the earlier."""
    return np.asarray((likelihood(amounts, model) + model.shares).argmax(axis=1), np.int64)


def sharpen(amounts: csr_matrix, labels: Int64, k: int, rounds: int = _ROUNDS) -> TopicWords:
    """Learn and reassign in turn, at most so many times: classification EM (Celeux & Govaert 1992)."""
    model = learn(amounts, labels, k)
    for _ in range(rounds):
        found = likeliest(amounts, model)
        if np.array_equal(found, labels):
            break
        labels, model = found, learn(amounts, found, k)
    return model
