"""All that the page, the metrics and the plots are made of, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.arrays.arrow import flat, to_numpy
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.report.data.audit import Reason, RuleAudit, reasons, rules
from pipeline.report.data.best_keywords import BestKeywords, best_keywords
from pipeline.report.data.days import Calendar, calendar
from pipeline.report.data.delivery import Delivery, last_delivery
from pipeline.report.data.frame import Frame, frame
from pipeline.report.data.quoted import Quotations, Quoted, quotations, quoted
from pipeline.report.data.reading import floats, gather, longs
from pipeline.report.data.sentences import SentenceTone, sentence_tone
from pipeline.tables.deliveries import NO_FAULTS
from pipeline.tables.parts import Parts, take


class Topic(NamedTuple):
    """A row of `topics` as Python values; coherence NaN and parent None where null."""

    topic_id: int
    label: str
    terms: tuple[str, ...]
    n_articles: int
    parent_id: int | None
    coherence: float
    representatives: tuple[str, ...]


class Trends(NamedTuple):
    """Columns of `trends`, each of shape (n_rows,); days since 1970."""

    topic: Int64
    day: Int64
    n_articles: Int64
    burst: Float64
    is_burst: Bool


@dataclass(frozen=True)
class Rising:
    """A keyword in burst on the last day, as `keyword_trends` has it."""

    keyword: str
    n_articles: int
    burst: float


class Event(NamedTuple):
    """A row of `topic_events`; other_id None and overlap NaN where null."""

    topic_id: int
    label: str
    event: str
    other_id: int | None
    overlap: float


class State(NamedTuple):
    """How the topics were made, the row of `topic_state`; drift NaN and accepted_day None where null.

    `tried` has numbers of topics, each with its stability, coherence and worth.
    """

    made: str
    reason: str
    drift: float
    accepted_day: int | None
    tried: tuple[tuple[float, ...], ...] = ()


class Limits(NamedTuple):
    """How much the page shows: bars of a chart, samples of each kind, extreme sentences at either end."""

    n_bars: int
    n_samples: int
    n_extremes: int


@dataclass(frozen=True, eq=False)
class CorpusSummary:
    """One run, as the report sees it."""

    articles: Frame
    calendar: Calendar
    delivery: Delivery | None
    topics: tuple[Topic, ...]
    desks: tuple[Topic, ...]
    state: State
    trends: Trends
    rising: tuple[Rising, ...]
    events: tuple[Event, ...]
    tone: SentenceTone
    quotations: Quotations
    quoted: Quoted
    keywords: BestKeywords
    rules: list[RuleAudit]
    suspects: list[RuleAudit]
    reasons: list[Reason]
    n_superseded: int

    @property
    def n_rejected(self) -> int:
        """Raw records, and files as a whole, that could not be read."""
        return sum(r.n for r in self.reasons)

    @property
    def n_faulty(self) -> int:
        """Of the rejected, those that should have been articles."""
        return sum(r.n for r in self.reasons if r.reason not in NO_FAULTS)

    @property
    def n_removed_chars(self) -> int:
        """Characters that cleaning took away."""
        return sum(r.n_chars for r in self.rules)

    @property
    def n_chars(self) -> int:
        """Characters of the clean texts."""
        return int(longs(self.articles.data["n_chars"]).sum())

    def label(self, topic_id: int) -> str:
        """Label of a topic, also where it is no longer there."""
        gone = {event.topic_id: event.label for event in self.events}
        label = gone | {topic.topic_id: topic.label for topic in (*self.desks, *self.topics)}
        return label.get(topic_id, f"topic {topic_id}")


def _topics(parts: Parts) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """The topics that articles have, and the desks that gather them; largest first, ties by topic_id."""
    names = ("topic_id", "label", "terms", "n_articles", "parent_id", "coherence", "representative_ids")
    rows = gather("topics", parts, names).to_pylist()
    found = [
        Topic(
            topic_id=row["topic_id"],
            label=row["label"],
            terms=tuple(term["term"] for term in row["terms"] or ()),
            n_articles=row["n_articles"],
            parent_id=row["parent_id"],
            coherence=float("nan") if row["coherence"] is None else row["coherence"],
            representatives=tuple(row["representative_ids"] or ()),
        )
        for row in rows
    ]
    found.sort(key=lambda t: (-t.n_articles, t.topic_id))
    desks = {t.parent_id for t in found}
    return tuple(t for t in found if t.topic_id not in desks), tuple(t for t in found if t.topic_id in desks)


def _state(parts: Parts | None) -> State:
    """How the topics were made; where nobody says, as on a first night."""
    data = None if parts is None else gather("topic_state", parts, ("made", "reason", "drift", "accepted_day", "tried"))
    if data is None or not data.num_rows:
        return State("fitted", "first", float("nan"), None)
    row, day = data.to_pylist()[0], longs(data["accepted_day"])[0]
    drift = float("nan") if row["drift"] is None else row["drift"]
    tried = tuple(tuple(one.values()) for one in row["tried"])
    return State(row["made"], row["reason"], drift, None if row["accepted_day"] is None else int(day), tried)


def _trends(parts: Parts) -> Trends:
    """The trends of topics; those of no topic (-1) are left out."""
    data = gather("trends", parts, ("topic_id", "day", "n_articles", "burst", "is_burst"))
    topic = longs(data["topic_id"])
    on = topic >= 0
    return Trends(
        topic=topic[on],
        day=longs(data["day"])[on],
        n_articles=longs(data["n_articles"])[on],
        burst=floats(data["burst"])[on],
        is_burst=to_numpy(flat(data["is_burst"]))[on],
    )


def _rising(parts: Parts, last: int) -> tuple[Rising, ...]:
    """The keywords in burst on a day, strongest first."""
    data = gather("keyword_trends", parts, ("keyword", "day", "n_articles", "burst", "is_burst"))
    on = to_numpy(flat(data["is_burst"])) & (longs(data["day"]) == last)
    rows = take(data, np.flatnonzero(on)).to_pylist()
    found = [Rising(row["keyword"], row["n_articles"], row["burst"]) for row in rows]
    return tuple(sorted(found, key=lambda r: (-r.burst, r.keyword)))


def _events(parts: Parts) -> tuple[Event, ...]:
    rows = gather("topic_events", parts, ("topic_id", "label", "event", "other_id", "overlap")).to_pylist()
    nan = float("nan")
    found = [
        Event(r["topic_id"], r["label"], r["event"], r["other_id"], nan if r["overlap"] is None else r["overlap"])
        for r in rows
    ]
    return tuple(sorted(found, key=lambda e: (e.topic_id, e.event, -1 if e.other_id is None else e.other_id)))


def summarise(tables: Mapping[str, Parts], limits: Limits) -> CorpusSummary:
    """Read the public tables by name; large ones part by part, only the columns that are shown."""
    articles = frame(tables)
    days = calendar(articles.day, limits.n_bars)
    said = quotations(articles, tables["quotes"])
    topics, desks = _topics(tables["topics"])
    return CorpusSummary(
        articles=articles,
        calendar=days,
        delivery=last_delivery(tables.get("deliveries")),
        topics=topics,
        desks=desks,
        state=_state(tables.get("topic_state")),
        trends=_trends(tables["trends"]),
        rising=_rising(tables["keyword_trends"], days.last),
        events=_events(tables["topic_events"]),
        tone=sentence_tone(articles, tables["articles"], tables["sentences"], limits.n_extremes),
        quotations=said,
        quoted=quoted(articles, said),
        keywords=best_keywords(tables["keywords"]),
        rules=rules(tables["removed"], limits.n_samples),
        suspects=rules(tables["flagged"], limits.n_samples),
        reasons=reasons(tables["rejected"], limits.n_samples),
        n_superseded=gather("superseded", tables["superseded"], ("relation",)).num_rows,
    )
