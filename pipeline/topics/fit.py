"""From term counts to topics."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.bayes import TopicWords, damped, learn, likeliest, sharpen
from pipeline.topics.calibrate import Judge
from pipeline.topics.choose_n_topics import Trial, nearness, number_of_topics, trial
from pipeline.topics.embedding import axes, smooth, unit
from pipeline.topics.familiarity import EVERYTHING, Usual, ceiling_of
from pipeline.topics.map_layout import Layout, lay_out
from pipeline.topics.partition import centres_of
from pipeline.topics.refill import dissolved, filled
from pipeline.topics.search import QUICK, THOROUGH, Evidence, best_partition
from pipeline.topics.warm_start import Groups, Start, go_on, groups
from pipeline.vector.bm25 import Corpus, bm25, survey
from pipeline.vector.neighbours import linking, nearest, strongest, union

N_AXES, TEXTS_AN_AXIS = (32, 100), 20
"""Directions of the space, at least and at most, and texts for each of them where the number of topics is free: few
texts support few. Of the news among 29 strangers (five draws of 400 to 1,000 texts) .907, .901, .881, .894, .880, .876
reach .5 with 24, 32, 40, 60, 80, 100 axes; of the suite's 580 texts .842 with 100, .911 with 32. On 2,225 to 3,000
texts AUC of strengths is .79 to .81 with any, in no order."""
AXES_FROM = {QUICK: 3000, THOROUGH: 6000}
"""Texts that the axes are computed from: fewer where nobody asked for a number. The mean coherence of the 55 topics of
12,000 news is .418 with 3,000 and .412 with 6,000."""
NEIGHBOURS = (5, 15)
SAMPLE = 3000
"""Texts that topics are found in where nobody asked for a number and none are accepted; all teach their words. On
12,000 news the ten terms of 55 topics have a mean NPMI of .417 with 4,000, .424 found in all."""
FREE = 8000
"""Texts that teach a fit whose number of topics is free, at most. A number that was asked for is worth more: 20
Newsgroups' 18,000 texts in 20 topics have an NMI of .571 with all, .537 with 8,000."""
ROUNDS_FOR_ALL = 1  # of learning from all: the sample's topics are sharpened already
STRONGEST = 48  # terms of a text that speak for it where counting all would cost too much
MAX_SHARE = 0.4
MANY, RARE = 1500, 3  # from so many texts on, a term must stand in three of them, else in two


class Model(NamedTuple):
    """All that is needed to assign a text.

    Attributes:
        columns: int64: the terms that count, columns of the corpus.
        corpus: what weights need to know.
        axes: float32, shape (len(columns), d): directions of the space.
        topics: what each topic talks about.
        layout: the map.
        tried: the number of topics and what speaks for it; empty where it was given or went on.
        kinds: int64, shape (k,): the desk of each topic, a number of its own for a topic without one.
        judge: says how sure a topic is; None where there was too little to learn from: then naive Bayes alone says it.
        usual: how familiar texts usually are.
    """

    columns: Int64
    corpus: Corpus
    axes: Float32
    topics: TopicWords
    layout: Layout
    tried: tuple[Trial, ...] = ()
    kinds: Int64 = np.zeros(0, np.int64)
    judge: Judge | None = None
    usual: Usual = EVERYTHING


class View(NamedTuple):
    """What a fit looks at.

    Attributes:
        used: shape (n, n_terms): counts of the terms that count; every text has one.
        corpus: what weights need to know.
        axes: float32, shape (n_terms, d).
        points: float32, shape (n, d), rows of length 1.
        near: shape (n, n): the nearest of each text, in the space of the terms.
        evidence: what cuts are judged by.
    """

    used: csr_matrix
    corpus: Corpus
    axes: Float32
    points: Float32
    near: csr_matrix
    evidence: Evidence


def fit(
    counts: csr_matrix, n_topics: int | None, seed: int, start: Start | None = None, n_all: int | None = None
) -> Model | None:
    """Find topics.

    Args:
        counts: shape (n_texts, n_terms), rows in an order that means nothing.
        n_topics: topics wanted; None leaves the number to how many texts there are, or to the start where there is one.
        seed: of the random starts.
        start: what an earlier model says of the texts; the fit goes on from there unless another cut is clearly better.
        n_all: texts of the corpus, these and others; None: these are all.

    Returns:
        The model, its topics by falling size; None when no text has a term.
    """
    columns = usable_terms(counts)
    used = counts[:, columns].tocsr()
    rows = np.flatnonzero(np.diff(used.indptr))
    if not len(rows):
        return None
    work = THOROUGH if n_topics else QUICK
    corpus, every = survey(used[rows]), damped(used[rows])
    view = _look(used[rows if n_topics or start else rows[:SAMPLE]], corpus, work)
    wide = smoothed(view.points, union(view.near))
    begun = groups(wide[0], start and start.of(rows), seed, may_grow=n_topics is None)
    k = min(
        n_topics or (begun.k if begun else number_of_topics(n_all or counts.shape[0], nearness(view.near))), len(rows)
    )
    topics, labels = _topics(view, k, seed, begun, work)
    if not (n_topics or begun):
        topics, labels = _by_size(*dissolved(every, *_learnt_from_all(every, topics, labels)))
    tried = () if n_topics or begun else (trial(wide[0], ones(view.used), len(topics.shares)),)
    before = np.zeros((1, len(topics.shares), view.points.shape[1]), np.float32)
    seen = labels[: len(view.points)]
    layout = lay_out(view.points, seen, centres_of(view.points, seen[None], before)[0])
    kinds, usual = np.arange(len(topics.shares)), EVERYTHING._replace(ceiling=ceiling_of(len(rows)))
    return Model(columns, view.corpus, view.axes, topics, layout, tried, kinds, usual=usual)


def _look(used: csr_matrix, corpus: Corpus, work: int) -> View:
    """Texts that all have a term, as points and as neighbours; axes as the work allows."""
    weights = bm25(used, corpus)
    turn = _axes(weights[: AXES_FROM[work]], n_axes(used.shape[0]) if work == QUICK else N_AXES[1])
    links = linking(weights)
    telling = strongest(links, STRONGEST)
    evidence = Evidence(ones(telling), damped(used), links)
    return View(used, corpus, turn, unit(weights.tocsc() @ turn), nearest(telling, NEIGHBOURS[1]), evidence)


def n_axes(n_texts: int) -> int:
    """Directions of a space in which the number of topics is free."""
    return int(np.clip(n_texts // TEXTS_AN_AXIS, *N_AXES))


def _axes(weights: csr_matrix, wanted: int) -> Float32:
    """Axes of some texts; a term that fewer than RARE of MANY texts hold is at right angles to all."""
    linking = np.flatnonzero(document_frequencies(weights) >= (RARE if weights.shape[0] >= MANY else 1))
    found = axes(weights[:, linking].tocsr(), wanted)
    turn = np.zeros((weights.shape[1], found.shape[1]), np.float32)
    turn[linking] = found
    return turn


def _topics(view: View, k: int, seed: int, begun: Groups | None, work: int) -> tuple[TopicWords, Int64]:
    """The topics by falling size, and the topic of each text."""
    spaces = smoothed(view.points, union(strongest(view.near, n_neighbours(len(view.points), k))))
    amounts = view.evidence.amounts
    found = best_partition(spaces, view.evidence, k, seed, work)
    if begun is not None and begun.k == k:
        found = go_on(spaces, amounts, begun, found)
    learned = learn if begun is not None and begun.stay_in(found) else sharpen
    return _by_size(*filled(amounts, view.points, learned(amounts, found, k)))


def _learnt_from_all(every: csr_matrix, topics: TopicWords, labels: Int64) -> tuple[TopicWords, Int64]:
    """Topics found in the first texts, learnt from all of them; and the topic of each text.

    Args:
        every: shape (n, n_terms), of `damped`.
        topics: found in the first of these texts.
        labels: the topic of each of the first ones.
    """
    if len(labels) < every.shape[0]:
        topics = sharpen(every, likeliest(every, topics), len(topics.shares), ROUNDS_FOR_ALL)
        labels = likeliest(every, topics)
    return topics, labels


def usable_terms(counts: csr_matrix) -> Int64:
    """Columns that stand in enough texts to link them, and not in so many that they link all.

    Where more than one text in twenty would be left without a term, all columns.
    """
    n, df = counts.shape[0], document_frequencies(counts)
    kept = (df >= (RARE if n >= MANY else 2)) & (df <= MAX_SHARE * n)
    row = np.repeat(np.arange(n), np.diff(counts.indptr))
    covered = np.count_nonzero(np.bincount(row, kept[counts.indices], minlength=n))
    return np.flatnonzero(kept if covered >= 0.95 * np.count_nonzero(np.diff(counts.indptr)) else df > 0)


def document_frequencies(counts: csr_matrix) -> Int64:
    """Texts that hold each term, shape (n_terms,)."""
    return np.bincount(counts.indices, minlength=counts.shape[1])


def n_neighbours(n: int, k: int) -> int:
    """Neighbours that a text is drawn towards: half as many as a topic has texts in the mean, 5 to 15."""
    return int(np.clip(round(n / k / 2), *NEIGHBOURS))


def smoothed(points: Float32, graph: csr_matrix) -> list[Float32]:
    """The points drawn towards their neighbours, by one step and by two; rows of length 1."""
    once = smooth(points, graph)
    return [unit(once), unit(smooth(once, graph))]


def ones(matrix: csr_matrix) -> csr_matrix:
    """The same matrix with 1 in every stored place, float32."""
    return csr_matrix((np.ones(matrix.nnz, np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def _by_size(model: TopicWords, found: Int64) -> tuple[TopicWords, Int64]:
    """The model without empty topics, by falling size then first text, and the topic of each text."""
    used, first, size = np.unique(found, return_index=True, return_counts=True)
    order = used[np.lexsort((first, -size))]
    rank = np.zeros(len(model.shares), np.int64)
    rank[order] = np.arange(len(order))
    return TopicWords(np.ascontiguousarray(model.words[:, order]), model.shares[order]), rank[found]
