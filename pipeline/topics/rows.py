"""The tables that readers see, from a model and where it puts the articles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, numbers, string_lists, strings, to_numpy
from pipeline.arrays.types import Int32, Int64
from pipeline.tables.corpus import NO_DAY, TextOrder
from pipeline.tables.topic_model import TOPIC_STATE
from pipeline.tables.topics import ARTICLE_TOPICS, TOPIC_EVENTS, TOPICS
from pipeline.topics.assign import Memberships
from pipeline.topics.describe import REPRESENTATIVES, representatives
from pipeline.topics.match_topics import Change
from pipeline.topics.stored_model import Stored, trials


class Tonight(NamedTuple):
    """A model, where it puts the texts, and how it came about.

    Attributes:
        stored: the model, the accepted one or a new one.
        found: places of the texts; topics by number, in the order of `stored.ids`.
        changes: what became of the topics of the accepted model.
        made: fitted, assigned or refitted.
        reason: why they were fitted; none for assigned.
        drift: from the accepted model; None without one.
    """

    stored: Stored
    found: Memberships
    changes: tuple[Change, ...]
    made: str
    reason: str
    drift: float | None


def article_table(corpus: TextOrder, night: Tonight) -> pa.Table:
    """Table `article_topics` in the order of the corpus' articles."""
    at, found = corpus.text, night.found
    ids = np.append(night.stored.ids, -1).astype(np.int32)
    second = ids[found.second[at]]
    return ARTICLE_TOPICS.build(
        article_id=corpus.article_id,
        topic_id=numbers(ids[found.topic[at]]),
        strength=numbers(found.strength[at]),
        second_topic_id=numbers(second, valid=second >= 0),
        second_strength=numbers(found.second_strength[at], valid=second >= 0),
        x=numbers(found.place[at, 0]),
        y=numbers(found.place[at, 1]),
    )


def topic_table(corpus: TextOrder, night: Tonight) -> pa.Table:
    """Table `topics`: names from the model, counts from tonight."""
    stored = night.stored
    known, topic = stored.known, np.append(stored.ids, -1)[night.found.topic[corpus.text]]
    desk = np.append(stored.desk, -1)[night.found.topic[corpus.text]]
    row = np.searchsorted(known, np.concatenate([topic[topic >= 0], desk[desk >= 0]]))
    return TOPICS.build(
        n_articles=numbers(np.bincount(row, minlength=len(known)).astype(np.int32)),
        representative_ids=string_lists(_representatives(corpus, night, topic)),
        since=_since(stored, row, np.concatenate([corpus.day[topic >= 0], corpus.day[desk >= 0]])),
        **{name: stored.topics[name] for name in ("topic_id", "label", "terms", "parent_id", "coherence")},
    )


def _since(stored: Stored, row: Int64, day: Int32) -> pa.Array:
    """The first day that the model knows; where it knows none, tonight's."""
    found = np.full(stored.topics.num_rows, NO_DAY, np.int32)
    np.minimum.at(found, row, day)
    column = stored.topics["since"]
    since = np.where(is_valid(column), to_numpy(column), found).astype(np.int32)
    return numbers(since, pa.date32(), valid=since < NO_DAY)


def _representatives(corpus: TextOrder, night: Tonight, topic: Int64) -> list[list[str]]:
    """The articles that the model saved, as far as they are here and still in the topic; then those nearest to it."""
    stored = night.stored
    texts = representatives(night.found, len(stored.ids))
    nearest = [corpus.article_id.take(numbers(corpus.first[row])).to_pylist() for row in texts]
    more = dict(zip(stored.ids.tolist(), nearest, strict=True))
    parent = dict(zip(stored.ids.tolist(), stored.desk.tolist(), strict=True))
    saved = stored.topics["representative_ids"].to_pylist()
    now = _topic_of([one for ids in saved for one in ids], corpus, topic)
    found = []
    for one, ids in zip(stored.known.tolist(), saved, strict=True):
        here = [a for a in ids if one in (now[a], parent.get(now[a]))]
        found.append(list(dict.fromkeys([*here, *more.get(one, [])]))[:REPRESENTATIVES])
    return found


def _topic_of(names: list[str], corpus: TextOrder, topic: Int64) -> dict[str, int]:
    """topic_id of some articles by article_id, -1 for one that is not here."""
    place = pc.index_in(strings(names), value_set=corpus.article_id)
    at = np.where(is_valid(place), to_numpy(place), len(topic))
    return dict(zip(names, np.append(topic, -1)[at].tolist(), strict=True))


def event_table(night: Tonight, accepted: Stored | None) -> pa.Table:
    """Table `topic_events`; topics that are gone have the label of the accepted model."""
    label: dict[int, str] = {}
    for stored in (accepted, night.stored):
        if stored is not None:
            label.update(zip(stored.known.tolist(), stored.topics["label"].to_pylist(), strict=True))
    changes = night.changes
    other = np.array([-1 if c.other_id is None else c.other_id for c in changes], np.int32)
    overlap = np.array([np.nan if c.overlap is None else c.overlap for c in changes], np.float32)
    return TOPIC_EVENTS.build(
        topic_id=numbers(np.array([c.topic_id for c in changes], np.int32)),
        label=strings([label[c.topic_id] for c in changes]),
        event=strings([c.event for c in changes]),
        other_id=numbers(other, valid=other >= 0),
        overlap=numbers(np.nan_to_num(overlap), valid=~np.isnan(overlap)),
    )


def state_table(night: Tonight, accepted: Stored | None) -> pa.Table:
    """Table `topic_state`."""
    day = accepted and accepted.newest_day
    tried = night.stored.facts["tried"].combine_chunks() if night.stored.facts.num_rows else trials(())
    return TOPIC_STATE.build(
        made=strings([night.made]),
        reason=strings([night.reason]),
        drift=numbers(np.array([night.drift or 0], np.float32), valid=np.array([night.drift is not None])),
        accepted_day=numbers(np.array([day or 0], np.int32), pa.date32(), np.array([day is not None])),
        tried=tried,
    )
