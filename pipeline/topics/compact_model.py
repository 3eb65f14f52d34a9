"""A model in the few numbers that are kept of it: the terms that tell topics apart, in half precision or less."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.topics.bayes import TopicWords
from pipeline.topics.calibrate import Judge
from pipeline.topics.familiarity import Usual
from pipeline.topics.fit import Model
from pipeline.topics.map_layout import Layout
from pipeline.vector.bm25 import Corpus

N_TERMS = 20_000
_BLOCK = 4096  # terms weighed at a time
_STEPS = 127  # an axis is kept in so many steps on either side of zero


class Packed(NamedTuple):
    """A model as it is stored; rows of terms go by column, topics 0 .. k - 1.

    Attributes:
        columns: int64, shape (n,): the terms, columns of the corpus that the model was fitted on, ascending.
        idf: float32, shape (n,).
        mean_length: mean number of terms of a text.
        axes: int8, shape (n, d): directions of the space, in steps.
        step: float32, shape (d,): size of a step of each axis.
        lift: float16, shape (n, k): log probability of the term in the topic, above the topic's floor.
        floor: float32, shape (k,): log probability of a term that the topic does not hold.
        share: float32, shape (k,): log share of the texts.
        centres: float32, shape (k, d).
        anchors: float32, shape (k, 2), of the map.
        radii: float32, shape (k,), of the map.
        turn: float32, shape (d, 2), of the map.
        kinds: int64, shape (k,): see `fit.Model`, as are the last two.
        judge: says how sure a topic is.
        usual: how familiar texts usually are.
    """

    columns: Int64
    idf: Float32
    mean_length: float
    axes: npt.NDArray[np.int8]
    step: Float32
    lift: npt.NDArray[np.float16]
    floor: Float32
    share: Float32
    centres: Float32
    anchors: Float32
    radii: Float32
    turn: Float32
    kinds: Int64
    judge: Judge | None
    usual: Usual


def pack(model: Model, n_terms: int = N_TERMS) -> Packed:
    """Cut a model to its most telling terms and round it.

    Args:
        model: of `fit`.
        n_terms: terms kept; ties go to the earlier.
    """
    kept = np.sort(np.argsort(-np.round(telling(model.topics), 12), kind="stable")[:n_terms])
    words, axes = model.topics.words[kept], model.axes[kept]
    step = np.maximum(np.abs(axes).max(axis=0, initial=0), 1e-12).astype(np.float32) / np.float32(_STEPS)
    floor = words.min(axis=0, initial=0)
    return Packed(
        columns=model.columns[kept],
        idf=model.corpus.idf[kept].astype(np.float32),
        mean_length=float(np.float32(model.corpus.mean_length)),
        axes=np.rint(axes / step).astype(np.int8),
        step=step,
        lift=(words - floor).astype(np.float16),
        floor=floor,
        share=model.topics.shares,
        centres=model.layout.centres.astype(np.float32),
        anchors=model.layout.anchors.astype(np.float32),
        radii=model.layout.radii.astype(np.float32),
        turn=model.layout.turn.astype(np.float32),
        kinds=model.kinds,
        judge=model.judge,
        usual=model.usual,
    )


def unpack(packed: Packed, columns: Int64) -> Model:
    """The model as texts are assigned with it.

    Args:
        packed: of `pack`.
        columns: shape (n,): column of each term in the corpus at hand, ascending; -1 where it does not hold the term.
    """
    here = np.flatnonzero(columns >= 0)
    words = packed.floor + packed.lift[here].astype(np.float32)
    layout = Layout(
        packed.anchors.astype(np.float64),
        packed.radii.astype(np.float64),
        packed.centres,
        packed.turn.astype(np.float64),
    )
    return Model(
        columns[here],
        Corpus(packed.idf[here].astype(np.float64), packed.mean_length),
        packed.axes[here].astype(np.float32) * packed.step,
        TopicWords(np.ascontiguousarray(words), packed.share),
        layout,
        kinds=packed.kinds,
        judge=packed.judge,
        usual=packed.usual,
    )


def telling(topics: TopicWords) -> Float64:
    """What each term tells about the topic of a text: its part of the mutual information; nats, shape (n_terms,)."""
    shares = np.exp(topics.shares.astype(np.float64))
    shares /= max(float(shares.sum()), 1e-12)
    blocks = range(0, len(topics.words), _BLOCK)
    return np.concatenate([np.zeros(0), *(_told(topics.words[at : at + _BLOCK], shares) for at in blocks)])


def _told(words: Float32, shares: Float64) -> Float64:
    """What some terms tell; `words` as in `TopicWords`, `shares` of the topics, which add up to 1."""
    wide = words.astype(np.float64)
    joint = np.exp(wide) * shares
    every = joint.sum(axis=1, keepdims=True)
    return np.asarray((joint * (wide - np.log(np.maximum(every, 1e-300)))).sum(axis=1))
