"""Every text's place among the topics of a fitted model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.bayes import damped
from pipeline.topics.calibrate import Curve
from pipeline.topics.embedding import unit
from pipeline.topics.fit import Model
from pipeline.topics.map_layout import places
from pipeline.topics.membership import strengths
from pipeline.vector.bm25 import bm25

_BLOCK = 4096


class Memberships(NamedTuple):
    """Where each text belongs; arrays of shape (n_texts,).

    Attributes:
        topic: int64, -1 for a text without a term that counts.
        strength: float32, 0..1: how often a topic with words as telling as these is right.
        second: int64, the next best topic, -1 for none.
        second_strength: float32, 0..1.
        closeness: float32, -1..1: cosine to the centre of the topic.
        place: float32, shape (n_texts, 2), on the map, -1..1.
    """

    topic: Int64
    strength: Float32
    second: Int64
    second_strength: Float32
    closeness: Float32
    place: Float32

    def calibrated(self, curve: Curve) -> Memberships:
        """With raw probabilities brought to strengths; the next best has its part of what is left, never more."""
        strength = np.where(self.topic >= 0, curve(self.strength), 0).astype(np.float32)
        share = np.minimum(self.second_strength / np.maximum(1 - self.strength, 1e-4), 1)
        second = np.round(np.minimum((1 - strength) * share, strength), 4).astype(np.float32)
        return self._replace(strength=strength, second_strength=second)


def nowhere(n: int) -> Memberships:
    """Memberships of texts that no topic fits."""
    zeros = np.zeros((3, n), np.float32)
    return Memberships(np.full(n, -1), zeros[0], np.full(n, -1), zeros[1], zeros[2], np.zeros((n, 2), np.float32))


def assign(counts: csr_matrix, model: Model) -> Memberships:
    """Assign every text, block after block.

    Args:
        counts: shape (n_texts, n_terms), the columns of the fitted corpus.
        model: of `fit`.
    """
    found = nowhere(counts.shape[0])
    for start in range(0, counts.shape[0], _BLOCK):
        block = counts[start : start + _BLOCK][:, model.columns].tocsr()
        rows = np.flatnonzero(np.diff(block.indptr))
        part = _assign_block(block[rows], model)
        for name in Memberships._fields:
            getattr(found, name)[start + rows] = getattr(part, name)
    return found.calibrated(model.curve)


def _assign_block(counts: csr_matrix, model: Model) -> Memberships:
    """Memberships of texts that all have a term."""
    chance = strengths(damped(counts), model.topics)
    rows = np.arange(len(chance))
    order = np.argsort(-chance, axis=1, kind="stable")[:, :2]
    topic, strength = order[:, 0], chance[rows, order[:, 0]]
    has_two = chance.shape[1] > 1
    second = order[:, 1] if has_two else np.full(len(rows), -1)
    other = chance[rows, second] if has_two else np.zeros(len(rows))
    points = unit(bm25(counts, model.corpus) @ model.axes)
    close = np.round(np.einsum("ij,ij->i", points, model.layout.centres[topic]), 4)
    lean = (other / np.maximum(strength + other, 1e-9)).astype(np.float32)
    place = places(model.layout, points, topic, second, lean)
    return Memberships(topic, strength.astype(np.float32), second, other.astype(np.float32), close, place)
