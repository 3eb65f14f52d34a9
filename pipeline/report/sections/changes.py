"""Section 2: what changed. A quiet night says so, and so does a first night."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import CorpusSummary, Rising
from pipeline.report.drawing.formatting import plural
from pipeline.report.sections.events import model_told, told

ALARM = 0.05  # chance that a quiet night names any riser or faller at all
N_MOVERS = 5
N_KEYWORDS = 12
_KINDS = (
    ("born", "topic is new", "topics are new"),
    ("split", "topic came out of another", "topics came out of others"),
    ("merged", "topic went into another", "topics went into others"),
    ("died", "topic is gone", "topics are gone"),
)
_ORDER = tuple(kind for kind, _, _ in _KINDS)


@dataclass(frozen=True)
class Burst:
    """A topic that bursts on the day of the edition."""

    topic_id: int
    label: str
    n_articles: int
    burst: float


@dataclass(frozen=True)
class Mover:
    """A topic whose share of the day differs from that before; shares 0..1, low and high bound the change."""

    topic_id: int
    label: str
    share: float
    before: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """The difference of the shares."""
        return self.share - self.before


@dataclass(frozen=True)
class Changes:
    """What is new.

    Attributes:
        is_first: no accepted model to compare topics with.
        n_continued: topics that went on as they were.
        kinds: what happened to the other topics: born, merged, split, died.
        events: the same in words.
        bursts: topics in burst on the last day, strongest first.
        keywords: keywords in burst on the last day, strongest first.
        risers: topics with a clearly larger share than before, largest change first.
        fallers: the same downwards.
        n_baseline: days before the last one with articles that movers are compared with; 0: nothing to compare.
        model: how tonight's topics were made, in words.
    """

    is_first: bool
    n_continued: int
    kinds: list[str]
    events: list[str]
    bursts: list[Burst]
    keywords: list[Rising]
    risers: list[Mover]
    fallers: list[Mover]
    n_baseline: int
    model: str

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.events or self.bursts or self.keywords or self.risers or self.fallers)


def changes(corpus: CorpusSummary, n_baseline_days: int) -> Changes:
    """Compare topics with the accepted model, and the last day with the days before.

    Args:
        corpus: the summary of the corpus.
        n_baseline_days: days before the last one that its shares are compared with.
    """
    found, n_baseline = _movers(corpus, n_baseline_days)
    changed = sorted(
        (e for e in corpus.events if e.event != "continued"), key=lambda e: (_ORDER.index(e.event), e.topic_id)
    )
    return Changes(
        is_first=not corpus.events,
        n_continued=_n_continued(corpus),
        kinds=[e.event for e in changed],
        events=[told(e, corpus.label) for e in changed],
        bursts=_bursts(corpus),
        keywords=list(corpus.rising[:N_KEYWORDS]),
        risers=sorted((m for m in found if m.low > 0), key=lambda m: (-m.change, m.topic_id))[:N_MOVERS],
        fallers=sorted((m for m in found if m.high < 0), key=lambda m: (m.change, m.topic_id))[:N_MOVERS],
        n_baseline=n_baseline,
        model=model_told(corpus.state),
    )


def _n_continued(corpus: CorpusSummary) -> int:
    """Topics that went on; desks are not counted with them."""
    desks = {desk.topic_id for desk in corpus.desks}
    return sum(e.event == "continued" and e.topic_id not in desks for e in corpus.events)


def _bursts(corpus: CorpusSummary) -> list[Burst]:
    trends = corpus.trends
    at = np.flatnonzero(trends.is_burst & (trends.day == corpus.calendar.last))
    found = [
        Burst(int(t), corpus.label(int(t)), int(n), float(b))
        for t, n, b in zip(trends.topic[at], trends.n_articles[at], trends.burst[at], strict=True)
    ]
    return sorted(found, key=lambda b: (-b.burst, b.topic_id))


def _movers(corpus: CorpusSummary, n_days: int) -> tuple[list[Mover], int]:
    """Each topic's share of the last day beside that of the days before, copies left out; and the days before."""
    last, day = corpus.calendar.last, corpus.articles.day
    once = ~corpus.articles.is_copy
    now, before = once & (day == last), once & (day >= last - n_days) & (day < last) & (day >= corpus.calendar.first)
    if not (now.any() and before.any()):
        return [], 0
    z = threshold(len(corpus.topics))
    topic = corpus.articles.topic
    found = [_mover(corpus, t.topic_id, (topic[now], topic[before]), z) for t in corpus.topics]
    return found, len(np.unique(day[before]))


def _mover(corpus: CorpusSummary, topic_id: int, topics: tuple[Int64, Int64], z: float) -> Mover:
    now, before = ((int((t == topic_id).sum()), len(t)) for t in topics)
    low, high = interval(now, before, z)
    return Mover(topic_id, corpus.label(topic_id), now[0] / now[1], before[0] / before[1], low, high)


def threshold(n_topics: int) -> float:
    """Half width, in standard deviations, that makes a quiet night name any of n_topics with a chance of ALARM."""
    return NormalDist().inv_cdf(1 - ALARM / 2 / max(1, n_topics))


def interval(now: tuple[int, int], before: tuple[int, int], z: float) -> tuple[float, float]:
    """Bounds of the change of a share.

    Args:
        now: hits and articles of the last day.
        before: the same of the days before.
        z: half width in standard deviations.

    Source: Agresti & Caffo 2000, one hit and one miss added to either side.
    """
    (p, n), (q, m) = (((hits + 1) / (size + 2), size + 2) for hits, size in (now, before))
    half = z * (p * (1 - p) / n + q * (1 - q) / m) ** 0.5
    return p - q - half, p - q + half


def sums_up(found: Changes) -> str:
    """The head of the section: a sentence on the topics, one on the last day."""
    if found.is_quiet and not found.is_first:
        return f"A quiet night: {plural(found.n_continued, 'topic')} went on, none came or went, none stands out."
    return f"{_on_topics(found)} {_on_the_day(found)}".strip()


def _on_topics(found: Changes) -> str:
    if found.is_first:
        return "No earlier topics to compare with."
    kinds = Counter(found.kinds)
    named = [plural(kinds[kind], one, many) for kind, one, many in _KINDS if kinds[kind]]
    went_on = f"{plural(found.n_continued, 'topic')} went on as before"
    return f"Since the last model {_listed(named)}; {went_on}." if named else f"{went_on}.".capitalize()


def _on_the_day(found: Changes) -> str:
    counts = (
        (len(found.bursts), "topic", "bursts", "burst"),
        (len(found.risers), "topic", "rises", "rise"),
        (len(found.fallers), "topic", "falls", "fall"),
        (len(found.keywords), "keyword", "bursts", "burst"),
    )
    named = [f"{plural(n, what)} {one if n == 1 else many}" for n, what, one, many in counts if n]
    if named:
        return f"On the last day {_listed(named)}."
    return "On the last day no topic stands out." if found.n_baseline else ""


def _listed(items: list[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
