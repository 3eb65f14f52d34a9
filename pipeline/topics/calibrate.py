"""Membership probabilities that mean what they say: of texts at .9, nine in ten are right."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.topics.bayes import damped, learn
from pipeline.topics.membership import strengths

WEAK = 0.1
"""Share of the fitted texts that count as weak members of their topic."""

_FOLDS = 5
_POINTS = 33
"""Points kept of the curve."""


class Curve(NamedTuple):
    """From the raw probability of naive Bayes to how often it is right: points of a rising line, float32, 0..1."""

    raw: Float32
    right: Float32

    def __call__(self, raw: Float32) -> Float32:
        """The calibrated probability, four decimals."""
        return np.asarray(np.round(np.interp(raw, self.raw, self.right), 4), np.float32)


STRAIGHT = Curve(np.array([0, 1], np.float32), np.array([0, 1], np.float32))
"""Leaves probabilities as they are."""


class Calibration(NamedTuple):
    """The curve, and the strength that one in ten texts does not reach when the model has not seen them."""

    curve: Curve
    weak: float


def calibrated(counts: csr_matrix, topic: Int64, raw: Float32, k: int) -> Calibration:
    """Learn how often a raw probability is right, by texts that a model has not seen.

    Each fifth of the texts is assigned by the words of the other four. Where that gives the topic that the text has,
    the topic is right. Isotonic regression of that on the raw probability is the curve.

    Args:
        counts: shape (n_texts, n_terms), the terms of the model.
        topic: shape (n_texts,), topic of each text, 0 .. k - 1.
        raw: shape (n_texts,), its raw probability.
        k: topics.
    """
    if len(topic) < 2 * _FOLDS or k < 2:
        return Calibration(STRAIGHT, 0.0)
    found, unseen = _held_out(counts, topic, k)
    curve = _curve(raw.astype(np.float64), (found == topic).astype(np.float64))
    return Calibration(curve, float(np.round(np.quantile(curve(unseen.astype(np.float32)), WEAK), 4)))


def _held_out(counts: csr_matrix, topic: Int64, k: int) -> tuple[Int64, Float64]:
    """Topic and raw probability of each text, by a model of the other four fifths."""
    amounts, fold = damped(counts), np.arange(len(topic)) % _FOLDS
    found, raw = np.zeros(len(topic), np.int64), np.zeros(len(topic))
    for i in range(_FOLDS):
        chance = strengths(amounts[fold == i], learn(amounts[fold != i], topic[fold != i], k))
        found[fold == i], raw[fold == i] = chance.argmax(axis=1), chance.max(axis=1)
    return found, raw


def _curve(raw: Float64, right: Float64) -> Curve:
    """Isotonic regression, at some quantiles of the raw probabilities."""
    from sklearn.isotonic import IsotonicRegression

    model = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(raw, right)
    at = np.unique(np.quantile(raw, np.linspace(0, 1, _POINTS)).astype(np.float32))
    return Curve(at, np.round(model.predict(at.astype(np.float64)), 4).astype(np.float32))
