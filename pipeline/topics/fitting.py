"""Topics found now, matched to those of the accepted model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Bool, Int64
from pipeline.tables.corpus import Corpus
from pipeline.topics.assign import Head, Memberships, Texts, looked_at
from pipeline.topics.beyond_sample import Beyond
from pipeline.topics.calibrate import calibrated, solidity
from pipeline.topics.choose_n_topics import Trial
from pipeline.topics.compact_model import Packed, pack, unpack
from pipeline.topics.drift import Seen, beyond, drift, is_weak
from pipeline.topics.familiarity import Usual, usual_of
from pipeline.topics.fit import Model, fit
from pipeline.topics.groups import desks, kinds_of
from pipeline.topics.match_topics import Change, Match, match
from pipeline.topics.stored_model import Stored, by_id
from pipeline.topics.warm_start import Start


class Wanted(NamedTuple):
    """What a fit is asked for; n_topics None: the articles decide."""

    n_topics: int | None
    seed: int
    n_terms: int


class Before(NamedTuple):
    """The accepted model, where it puts the texts, and which of these it was fitted without."""

    stored: Stored
    found: Memberships
    is_new: Bool

    @property
    def seen(self) -> Seen:
        """The texts as drift is measured."""
        return Seen(self.found.topic, self.found.strength, self.is_new)

    @property
    def drift(self) -> float:
        """How far the texts are from the model, 0..1."""
        return drift(self.stored.fitted, self.seen)

    @property
    def home(self) -> Int64:
        """Topic of each text as far as it is at home there: none for new texts that fit badly, where any drifted."""
        is_odd = self.is_new & is_weak(self.stored.fitted, self.seen) & (self.drift > 0)
        return np.where(is_odd, -1, self.found.topic)

    def start(self, n: int) -> Start:
        """What a fit on the first n texts goes on from."""
        fitted, seen = self.stored.fitted, self.seen.first(n)
        n_chosen = self.stored.fact("n_chosen")
        return Start(seen.topic, is_weak(fitted, seen), beyond(fitted, seen), n_chosen, has_moved=self.drift > 0)


class Grouping(NamedTuple):
    """Texts grouped into topics, and these into desks.

    Attributes:
        packed: the model, topics by id.
        found: where it puts the texts.
        ids: topic_id of each topic, ascending.
        desk: number of the desk of each topic, -1 for none.
        desk_ids: topic_id of each desk.
        tried: the number of topics and what speaks for it; empty where it was given or went on.
        changes: what became of the topics and desks of the model before.
        weak: strength that one unseen text in ten does not reach.
    """

    packed: Packed
    found: Memberships
    ids: Int64
    desk: Int64
    desk_ids: Int64
    tried: tuple[Trial, ...]
    changes: tuple[Change, ...]
    weak: float


def grouped(beyond: Beyond, counts: csr_matrix, wanted: Wanted, before: Before | None) -> Grouping | None:
    """Find topics and desks; None when no text has a term.

    Args:
        beyond: the articles.
        counts: shape (n_sample, n_terms), terms of the sample that topics are fitted on.
        wanted: see `Wanted`.
        before: the accepted model; its ids go on.
    """
    corpus, n = beyond.corpus, counts.shape[0]
    model = fit(counts, wanted.n_topics, wanted.seed, before and before.start(n), len(corpus.first))
    if model is None:
        return None
    packed = pack(model)
    head = Head(n, *looked_at(counts, unpack(packed, packed.columns)))
    packed = packed._replace(usual=_usual(head.texts, packed.usual.ceiling))
    topic = beyond.of_sample(counts, packed, head).topic
    matched = _match_topics(corpus, before, topic, len(packed.share))
    order = np.argsort(matched.ids, kind="stable")
    packed, head = by_id(packed, order), head.by_id(order)
    desk = desks(packed.centres, np.bincount(topic[topic >= 0], minlength=len(order))[order])
    packed = packed._replace(kinds=kinds_of(desk))
    learnt = calibrated(head.texts.amounts, head.texts.views, packed.kinds, _solid(model, before))
    if learnt.judge is not None:
        packed = packed._replace(judge=learnt.judge)
    found = beyond.assigned(counts, packed, head)
    wide = _match_desks(corpus, before, _within(desk, found.topic)[corpus.text], desk, int(matched.ids.max()) + 1)
    changes = (*matched.changes, *wide.changes) if before else ()
    ids, weak = matched.ids[order], learnt.weak
    return Grouping(packed, found, ids, desk, wide.ids, model.tried, tuple(sorted(changes)), weak)


def _solid(model: Model, before: Before | None) -> float:
    """What the topics are worth; those that were asked for, all."""
    if model.tried:
        return solidity(model.tried[0].stability)
    return before.stored.fact("solid") if before else 1.0


def _usual(texts: Texts, ceiling: float) -> Usual:
    """How familiar the fitted texts usually are."""
    closest = np.take_along_axis(texts.views.cosines, texts.views.topic[:, None], axis=1)
    return usual_of(texts.familiar, closest[:, 0].astype(np.float64), ceiling)


def _within(group: Int64, topic: Int64) -> Int64:
    """The group of each topic's texts, -1 where there is no topic or no group."""
    return np.asarray(np.append(group, -1)[topic])


def _match_topics(corpus: Corpus, before: Before | None, topic: Int64, k: int) -> Match:
    """Ids of new topics by the articles of the sample; `topic` is that of each text, -1 beyond the sample."""
    if before is None:
        return Match(np.arange(k), ())
    old, text = before.stored, corpus.text[corpus.text < len(corpus.bounds) - 1]
    return match(_within(old.ids, before.home)[text], topic[text], old.ids, k, old.fact("free_id"))


def _match_desks(corpus: Corpus, before: Before | None, after: Int64, desk: Int64, free: int) -> Match:
    k = int(desk.max()) + 1
    if before is None:
        return Match(free + np.arange(k), ())
    old, known = before.stored, before.stored.known[before.stored.is_desk]
    was = _within(old.desk, before.home)[corpus.text]
    return match(was, after, known, k, max(free, old.fact("free_id")))
