"""Membership probabilities that mean what they say: of texts at .9, nine in ten are right."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Bool, Float32, Float64, Floating, Int64
from pipeline.topics.bayes import learned, likelihood, mass_of
from pipeline.topics.membership import chances
from pipeline.topics.regression import logistic_regression

WEAK = 0.1
"""Share of the fitted texts that count as weak members of their topic."""

BESIDE = 0.35
"""How right another topic of the same desk is. On bbc, AG News and 20 Newsgroups the mean calibration error against the
editors' labels is .070 with 0, .072 with .25, .084 with .5; of 551 news 83, 85 and 88 in a hundred reach .5."""

SOLID = 0.2
"""Agreement of two halves of the texts about their topics (adjusted Rand index) from which on the topics are real. In
32 axes three draws of 300 unrelated texts have .09 to .12, four of 300 news .26 to .30, 200 news .21, the labelled sets
.45 and more; in 100 axes .02 to .04 and .11 to .20."""

FOLDS = 5
FEWEST = 10  # texts that anything is learnt from
_LEAST_SPREAD = 1e-3  # standard deviation of a sign that tells texts apart
_DECIMALS = 4  # of what a judge knows: the last bits of a regression decide nothing


class Judge(NamedTuple):
    """From the signs of a text to the probability that its topic is right.

    Attributes:
        weights: float32, shape (4,), not negative: of the signs.
        base: log odds where all signs are 0.
        clarity: float32, shape (k,): of each topic, see `signs`.
        solid: what the topics as a whole are worth, 0..1, see `solidity`.
    """

    weights: Float32
    base: float
    clarity: Float32
    solid: float

    def __call__(self, signs: Float64) -> Float64:
        """The probability for each row of signs, four decimals."""
        odds = (signs * self.weights.astype(np.float64)).sum(axis=1) + self.base
        return np.asarray(np.round(self.solid / (1 + np.exp(-odds)), 4))


def solidity(agreement: float) -> float:
    """What topics are worth that two halves of the texts agree about so far, 0..1; see SOLID."""
    return float(np.float32(np.clip(agreement / SOLID, 0, 1)))


class Views(NamedTuple):
    """How n texts look to a model.

    Attributes:
        given: shape (n, k): log likelihood of each text in each topic, and log share of the topic.
        amount: shape (n,): words of each text, damped, above 0.
        cosines: shape (n, k): to the centres of the topics.
    """

    given: Floating
    amount: Float64
    cosines: Floating

    @property
    def chances(self) -> Floating:
        """Probability of each topic by naive Bayes on a few words of each text; see `membership.chances`."""
        return chances(self.given, self.amount)

    @property
    def topic(self) -> Int64:
        """The likeliest topic of each text, shape (n,); ties go to the earlier."""
        return np.asarray(self.chances.argmax(axis=1), np.int64)


def signs(views: Views, topic: Int64, kind: Int64, clarity: Float32) -> Float64:
    """What speaks for the topic of each text.

    Args:
        views: of n texts.
        topic: shape (n,), 0 .. k - 1.
        kind: shape (k,): the desk of each topic; a number of its own for a topic without one.
        clarity: shape (k,), how often the held-out texts of each topic find back to it, 0..1.

    Returns:
        Shape (n, 4): by how much the best topic of the same kind is ahead of the best of the others, in log likelihood
        a word and in cosine; the cosine to the centre of its own topic; the clarity of that.
    """
    is_own = kind[topic][:, None] == kind
    ahead = [_lead(values, is_own) for values in (views.given, views.cosines)]
    close = np.take_along_axis(views.cosines, topic[:, None], axis=1)[:, 0]
    return np.stack([ahead[0] / views.amount, ahead[1], close, clarity[topic]], axis=1).astype(np.float64)


def _lead(values: Floating, is_own: Bool) -> Floating:
    """Largest value of the own kind less the largest of the others, for each row."""
    return np.asarray(np.where(is_own, values, -np.inf).max(axis=1) - np.where(is_own, -np.inf, values).max(axis=1))


LEAST = 100
"""Texts from which on a judge is learnt from them; fewer cost no import of scikit-learn. Calibration error of parts of
bbc, AG News and 20 Newsgroups with a judge of their own, with the mean judge of the other two, without: 40 texts .333,
.310, .521; 60 .328, .302, .486; 100 .284, .311, .438; 150 .257, .276, .428; 400 .189, .216, .344."""

GENERAL = Judge(np.array([1.24, 1.19, 2.01, 5.04], np.float32), -6.14, np.zeros(0, np.float32), 1.0)
"""For fewer: the mean of the judges of bbc, AG News and 20 Newsgroups."""


class Calibration(NamedTuple):
    """The judge, or None, and the strength that one in ten texts does not reach when the model has not seen them."""

    judge: Judge | None
    weak: float


def calibrated(amounts: csr_matrix, views: Views, kind: Int64, solid: float) -> Calibration:
    """Learn how far the signs of a text can be believed, by texts that a model has not seen.

    Each fifth of the texts is assigned by the words of the other four. Where that gives the topic that the text has,
    the topic is right. Logistic regression of that on the signs gives the probability; few texts have a general one.

    Args:
        amounts: shape (n, n_terms), of `bayes.damped`, the terms of the model; no row is empty.
        views: of the texts, by the whole model.
        kind: shape (k,), see `signs`.
        solid: of `solidity`.

    Returns:
        Without a judge where there are too few texts or kinds to learn from.
    """
    if len(views.amount) < FEWEST or len(np.unique(kind)) < 2:
        return Calibration(None, 0.0)
    topic = views.topic
    unseen = views._replace(given=_held_out(amounts, topic, len(kind)))
    alone = unseen.topic
    right = np.where(alone == topic, 1.0, BESIDE * (kind[alone] == kind[topic]))
    sizes = np.bincount(topic, minlength=len(kind))
    clarity = np.bincount(topic, alone == topic, minlength=len(kind)) / np.maximum(sizes, 1)
    known = np.round(clarity, _DECIMALS).astype(np.float32)
    learnt = _judge(signs(views, topic, kind, known), right) if len(topic) >= LEAST else GENERAL
    judge = learnt._replace(clarity=known, solid=solid)
    apart = judge(signs(unseen, alone, kind, known))
    return Calibration(judge, float(np.float32(np.round(np.quantile(apart, WEAK), 4))))


def _held_out(amounts: csr_matrix, topic: Int64, k: int) -> Float64:
    """What `Views.given` is for each text by a model of the other parts."""
    fold, given = np.arange(len(topic)) % FOLDS, np.zeros((len(topic), k))
    folds = [amounts[fold == i] for i in range(FOLDS)]
    total = np.zeros((k, amounts.shape[1]))
    for i, own in enumerate(folds):
        total += mass_of(own, topic[fold == i], k)
    for i, own in enumerate(folds):
        rest = mass_of(own, topic[fold == i], k)  # once more: kept, the five would be large
        np.maximum(np.subtract(total, rest, out=rest), 0.0, out=rest)
        model = learned(rest, topic[fold != i])
        given[fold == i] = likelihood(own, model) + model.shares
    return given


def _judge(seen: Float64, right: Float64) -> Judge:
    """Logistic regression on the signs; one that speaks against a topic when it should speak for it is left out."""
    scale = seen.std(axis=0)
    weights, used = np.zeros(seen.shape[1]), np.flatnonzero(scale > _LEAST_SPREAD)
    base = float(np.log((right.sum() + 1) / (len(right) - right.sum() + 1)))
    either, share = np.repeat([True, False], len(right)), np.concatenate([right, 1 - right])
    while len(used) and 0 < right.sum() < len(right):
        rows = np.tile(seen[:, used] / scale[used], (2, 1))
        found, start = logistic_regression(rows, either, share)
        if (found >= 0).all():
            weights[used], base = found / scale[used], start
            break
        used = used[found >= 0]
    rounded = np.round(weights, _DECIMALS).astype(np.float32)
    return Judge(rounded, float(np.float32(round(base, _DECIMALS))), np.zeros(0, np.float32), 1.0)
