"""Every text's place among the topics of a fitted model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.topics.bayes import damped, likelihood
from pipeline.topics.calibrate import Views, signs
from pipeline.topics.embedding import unit
from pipeline.topics.familiarity import familiarity, trust
from pipeline.topics.fit import Model
from pipeline.topics.map_layout import places
from pipeline.vector.bm25 import bm25

_BLOCK = 4096


class Memberships(NamedTuple):
    """Where each text belongs; arrays of shape (n_texts,).

    Attributes:
        topic: int64, -1 for a text without a term that counts, and for one whose terms the model hardly knows.
        strength: float32, 0..1: how often a topic that as much speaks for is right.
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


class Texts(NamedTuple):
    """Texts that all have a term of the model, as they look to it.

    Attributes:
        amounts: shape (n, n_terms), of `bayes.damped`, the terms of the model.
        views: see `Views`.
        points: float32, shape (n, d), rows of length 1.
        familiar: shape (n,), of `familiarity`.
        every: shape (n,): amounts of all terms, those that the model does not know too.
    """

    amounts: csr_matrix
    views: Views
    points: Float32
    familiar: Float64
    every: Float64

    def by_id(self, order: Int64) -> Texts:
        """The same with the topics in another order."""
        views = self.views
        return self._replace(views=Views(views.given[:, order], views.amount, views.cosines[:, order]))


def nowhere(n: int) -> Memberships:
    """Memberships of texts that no topic fits."""
    zeros = np.zeros((3, n), np.float32)
    return Memberships(np.full(n, -1), zeros[0], np.full(n, -1), zeros[1], zeros[2], np.zeros((n, 2), np.float32))


class Head(NamedTuple):
    """The first n texts of a corpus, looked at before: those of them that have a term, and how they look."""

    n: int
    rows: Int64
    texts: Texts

    def by_id(self, order: Int64) -> Head:
        """The same with the topics in another order."""
        return self._replace(texts=self.texts.by_id(order))


def assign(counts: csr_matrix, model: Model, head: Head | None = None) -> Memberships:
    """Assign every text, block after block.

    Args:
        counts: shape (n_texts, n_terms), the columns of the fitted corpus.
        model: of `fit`.
        head: of these texts by this model, whatever its judge; they are not looked at again.
    """
    found, n_known = nowhere(counts.shape[0]), head.n if head else 0
    if head is not None:
        written(found, head.rows, _placed(head.texts, model))
    for start in range(n_known, counts.shape[0], _BLOCK):
        rows, texts = looked_at(counts[start : start + _BLOCK], model)
        written(found, start + rows, _placed(texts, model))
    return found


def written(found: Memberships, rows: Int64, part: Memberships) -> None:
    """Put what is known of some texts into their rows."""
    for name in Memberships._fields:
        getattr(found, name)[rows] = getattr(part, name)


def looked_at(counts: csr_matrix, model: Model) -> tuple[Int64, Texts]:
    """The texts that have a term of the model, and how they look to it.

    Args:
        counts: shape (n_texts, n_terms), the columns of the fitted corpus.
        model: of `fit`.
    """
    known = counts[:, model.columns].tocsr()
    rows, every = np.flatnonzero(np.diff(known.indptr)), np.asarray(damped(counts).sum(axis=1), np.float64).ravel()
    if len(rows) < len(every):
        known, every = known[rows], every[rows]
    amounts = damped(known)
    points = unit(bm25(known, model.corpus).tocsc() @ model.axes)  # by columns: the same sums, faster
    cosines = np.round(np.einsum("ij,kj->ik", points, model.layout.centres), 4)  # a product would round by shape
    amount = np.asarray(amounts.sum(axis=1), np.float64).ravel()
    views = Views(likelihood(amounts, model.topics) + model.topics.shares, amount, cosines)
    familiar = familiarity(amounts, model.corpus.idf, every, model.usual.ceiling)
    return rows, Texts(amounts, views, points, familiar, every)


def _placed(texts: Texts, model: Model) -> Memberships:
    """Memberships of texts that all have a term."""
    chance = texts.views.chances
    rows = np.arange(len(chance))
    order = np.argsort(-chance, axis=1, kind="stable")[:, :2]
    topic, raw = order[:, 0], chance[rows, order[:, 0]]
    has_two = chance.shape[1] > 1
    second = order[:, 1] if has_two else np.full(len(rows), -1)
    other = chance[rows, second] if has_two else np.zeros(len(rows))
    strength = raw
    if model.judge is not None:
        strength = model.judge(signs(texts.views, topic, model.kinds, model.judge.clarity))
    close = texts.views.cosines[rows, topic].astype(np.float64)
    kept = trust(texts.familiar, texts.every, close, model.usual)
    strength, is_known = np.round(strength * kept, 4), kept > 0
    left = (1 - strength) * np.minimum(other / np.maximum(1 - raw, 1e-4), 1)
    lean = (other / np.maximum(raw + other, 1e-9)).astype(np.float32)
    place = places(model.layout, texts.points, topic, second, lean)
    return Memberships(
        np.where(is_known, topic, -1),
        strength.astype(np.float32),
        np.where(is_known, second, -1),
        np.where(is_known, np.round(np.minimum(left, strength), 4), 0).astype(np.float32),
        close.astype(np.float32),
        np.where(is_known[:, None], place, 0),
    )
