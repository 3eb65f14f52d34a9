"""Which topic of a new model is which of the model before it, by the articles that they share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Float64, Int64

CONTINUES = 1 / 3  # of the articles of either, in common: two topics of one size then share half of their articles
MAINLY = 0.5  # of a topic's articles in one other: it came out of that one, or went into it


class Change(NamedTuple):
    """What became of a topic, or where it came from.

    Attributes:
        topic_id: the topic.
        event: born, continued, merged, split or died.
        other_id: the topic that it went into (merged) or came out of (split).
        overlap: share of articles in common, 0..1, four decimals: of the articles of either (continued), of its own
            articles (merged, split); None for born and died.
    """

    topic_id: int
    event: str
    other_id: int | None
    overlap: float | None


class Match(NamedTuple):
    """The ids of new topics, shape (k,), and what changed, by topic_id."""

    ids: Int64
    changes: tuple[Change, ...]


def match(before: Int64, after: Int64, known: Int64, k: int, free: int) -> Match:
    """Hand the ids of earlier topics on, and give new ids to new topics.

    An id goes on to the topic with which it shares the largest part of the articles of either, at least a third; each
    id to one topic, larger parts first. No id that was ever given is given to another topic.

    Args:
        before: shape (n,), id of each article's topic in the model before, -1 for none.
        after: shape (n,), number of its topic in the new model, 0 .. k - 1; -1 for none.
        known: ids of the topics of the model before, with or without articles, ascending.
        k: topics of the new model.
        free: the smallest id that was never given.
    """
    shared, old, new = _shared(before, after, known, k)
    part = np.round(shared / np.maximum(old[:, None] + new[None] - shared, 1), 4)
    heir = _heirs(part)
    ids = np.full(k, -1)
    ids[heir[heir >= 0]] = known[heir >= 0]
    fresh = np.flatnonzero(ids < 0)
    ids[fresh] = free + np.arange(len(fresh))
    gone = np.flatnonzero(heir < 0)
    changes = [Change(int(known[i]), "continued", None, float(part[i, j])) for i, j in enumerate(heir) if j >= 0]
    changes += [_change(int(ids[j]), ("born", "split"), known, shared[:, j], int(new[j])) for j in fresh]
    changes += [_change(int(known[i]), ("died", "merged"), ids, shared[i], int(old[i])) for i in gone]
    return Match(ids, tuple(sorted(changes)))


def unchanged(known: Int64) -> Match:
    """Every topic goes on as it was."""
    return Match(known, tuple(Change(int(i), "continued", None, 1.0) for i in known))


def _shared(before: Int64, after: Int64, known: Int64, k: int) -> tuple[Int64, Int64, Int64]:
    """Articles that an old and a new topic share, shape (len(known), k); articles of each old, of each new topic."""
    row = np.where(before >= 0, np.searchsorted(known, before), len(known))
    column = np.where(after >= 0, after, k)
    counted = np.bincount(row * (k + 1) + column, minlength=(len(known) + 1) * (k + 1)).reshape(-1, k + 1)
    return counted[:-1, :-1], counted[:-1].sum(axis=1), counted[:, :-1].sum(axis=0)


def _heirs(part: Float64) -> Int64:
    """The new topic that each old one goes on as, -1 for none; ties go to the smaller id, then to the earlier topic."""
    heir, taken = np.full(len(part), -1), np.zeros(part.shape[1], bool)
    row, column = np.nonzero(part >= round(CONTINUES, 4))  # parts have four decimals: an exact third is .3333
    for at in np.lexsort((column, row, -part[row, column])):
        i, j = row[at], column[at]
        if heir[i] < 0 and not taken[j]:
            heir[i], taken[j] = j, True
    return heir


def _change(topic_id: int, events: tuple[str, str], others: Int64, shared: Int64, size: int) -> Change:
    """The first event, or the second where half of the articles are in common with one other topic."""
    if size and len(shared) and shared.max() >= MAINLY * size:
        return Change(topic_id, events[1], int(others[shared.argmax()]), float(np.round(shared.max() / size, 4)))
    return Change(topic_id, events[0], None, None)
