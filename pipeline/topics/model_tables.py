"""The tables of a model that was fitted now."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from pipeline.arrays.arrow import lists, numbers
from pipeline.arrays.types import Float32, Int32, Int64
from pipeline.tables.corpus import NO_DAY, Corpus, TextOrder
from pipeline.tables.parts import take
from pipeline.tables.topic_model import MODEL_TOPICS
from pipeline.topics.describe import Description, describe, representatives
from pipeline.topics.fitting import Grouping, Wanted
from pipeline.topics.match_topics import Change
from pipeline.topics.naming import Members, Wording, named, publishers
from pipeline.topics.stored_model import Stored, fact_table, term_table, trials

Columns = dict[str, pa.Array]

SAME_NAME = 0.5  # a topic that has so much in common with the earlier one keeps its label
NEWEST = 0.99  # of the dated articles are not newer than a model's day: one wrong date decides nothing


def newest_day(corpus: TextOrder) -> int | None:
    """Day that 99 in 100 dated articles are not newer than, in days since 1970; None without any."""
    days = np.sort(corpus.day[corpus.day < NO_DAY])
    return int(days[int(NEWEST * (len(days) - 1))]) if len(days) else None


def made(
    corpus: Corpus, counts: csr_matrix, wording: Wording, wanted: Wanted, new: Grouping, before: Stored | None
) -> Stored:
    """A model as tables.

    Args:
        corpus: the articles.
        counts: shape (n_sample, n_terms), terms of the sample that was fitted.
        wording: where topics get their words.
        wanted: what was asked for.
        new: what was found.
        before: the accepted model: labels and first days of its topics go on.
    """
    seen = new.found.topic[: counts.shape[0]]
    about = describe(counts, publishers(wording.articles, corpus.vocabulary), seen, new.desk, wanted.n_terms)
    sizes = np.bincount(seen[seen >= 0], minlength=len(new.ids))
    goes_on = before is not None and wanted.n_topics is None and not new.tried
    free = max(0, *new.ids + 1, *new.desk_ids + 1, before.fact("free_id") if before else 0)
    return Stored(
        topics=_topic_table(corpus, wording, new, about, sizes, before),
        terms=term_table(new.packed, corpus.vocabulary),
        facts=fact_table(
            new.packed,
            n_topics=len(new.ids) + len(new.desk_ids),
            n_chosen=before.fact("n_chosen") if before and goes_on else len(seen),
            tried=before.facts["tried"].combine_chunks() if before and goes_on else trials(new.tried),
            n_articles=len(corpus.article_id),
            n_texts=len(seen),
            newest_day=newest_day(corpus),
            asked=wanted.n_topics or 0,
            free_id=free,
            weak=new.weak,
        ),
    )


def _topic_table(
    corpus: Corpus,
    wording: Wording,
    new: Grouping,
    about: tuple[Description, Description],
    sizes: Int64,
    before: Stored | None,
) -> pa.Table:
    """Table `model_topics`: topics and desks by id."""
    topic = new.found.topic[corpus.text]
    desk = np.append(new.desk, -1)[topic]
    ids = np.concatenate([new.ids, new.desk_ids])
    k, n_desks = len(new.ids), len(new.desk_ids)
    own, wide = about
    both = Description(
        own.terms + wide.terms,
        own.weights + wide.weights,
        own.coherence + wide.coherence,
        own.salient + wide.salient,
    )
    kept = _kept_labels(ids, new.changes, before)
    group = np.stack([topic, np.where(desk >= 0, desk + k, -1)])
    size = np.bincount(group[group >= 0], minlength=k + n_desks)
    members = Members(group, _nearest(corpus, new, sizes), size, new.desk)
    data = MODEL_TOPICS.build(
        topic_id=numbers(ids.astype(np.int32)),
        parent_id=_parents(new, n_desks),
        **named(both, members, corpus, wording, kept),
        since=_since(group.ravel(), np.tile(corpus.day, 2), ids, before),
        n_articles=numbers(size.astype(np.int32)),
        n_texts=numbers(np.concatenate([sizes, np.zeros(n_desks, np.int64)]).astype(np.int32)),
        **_numbers(new, n_desks),
    )
    return take(data, np.argsort(ids, kind="stable"))


def _parents(new: Grouping, n_desks: int) -> pa.Array:
    parent = np.concatenate([np.append(new.desk_ids, -1)[new.desk], np.full(n_desks, -1)])
    return numbers(parent.astype(np.int32), valid=parent >= 0)


def _numbers(new: Grouping, n_desks: int) -> Columns:
    """What articles are assigned by; desks have none of it."""
    packed, is_topic = new.packed, np.arange(len(new.ids) + n_desks) < len(new.ids)

    def padded(values: Float32) -> pa.Array:
        return numbers(np.concatenate([values, np.zeros(n_desks, np.float32)]), valid=is_topic)

    width = packed.centres.shape[1]
    return {
        "log_share": padded(packed.share),
        "floor": padded(packed.floor),
        "centre": lists(np.where(is_topic, width, 0), numbers(packed.centres.ravel())),
        "x": padded(packed.anchors[:, 0]),
        "y": padded(packed.anchors[:, 1]),
        "radius": padded(packed.radii),
        "clarity": padded(packed.judge.clarity if packed.judge else np.zeros(len(new.ids), np.float32)),
    }


def _nearest(corpus: Corpus, new: Grouping, sizes: Int64) -> list[list[str]]:
    """Articles that stand for each topic; for a desk the first of each of its topics, larger ones first."""
    texts = representatives(new.found, len(new.ids))
    own = [corpus.article_id.take(numbers(corpus.first[row])).to_pylist() for row in texts]
    order = np.argsort(-sizes, kind="stable")
    wide = [[own[t][0] for t in order if new.desk[t] == d and own[t]][:5] for d in range(len(new.desk_ids))]
    return own + wide


def _since(number: Int64, day: Int32, ids: Int64, before: Stored | None) -> pa.Array:
    """First day with an article of each topic, now or when it was accepted."""
    since = np.full(len(ids), NO_DAY, np.int32)
    np.minimum.at(since, number[number >= 0], day[number >= 0])
    if before is not None:
        known = dict(zip(before.known.tolist(), before.topics["since"].cast(pa.int32()).to_pylist(), strict=True))
        was = [known.get(one) for one in ids.tolist()]
        since = np.minimum(since, np.array([NO_DAY if d is None else d for d in was], np.int32))
    return numbers(since, pa.date32(), valid=since < NO_DAY)


def _kept_labels(ids: Int64, changes: Sequence[Change], before: Stored | None) -> list[str | None]:
    """The label of each topic that goes on much as it was; None for the others."""
    if before is None:
        return [None] * len(ids)
    label = dict(zip(before.known.tolist(), before.topics["label"].to_pylist(), strict=True))
    same = {c.topic_id for c in changes if c.event == "continued" and (c.overlap or 0) >= SAME_NAME}
    return [label[one] if one in same else None for one in ids.tolist()]
