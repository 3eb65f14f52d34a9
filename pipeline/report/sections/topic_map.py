"""The map of the articles: labels and legend; the dots are drawn from the data block."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Float64, Int64
from pipeline.report.data.colours import N_COLOURS, colour_class, coloured, colours
from pipeline.report.data.corpus_summary import CorpusSummary, Topic
from pipeline.report.drawing.formatting import shorten
from pipeline.report.drawing.svg import MAP_SIZE, places

LETTER = 12  # units of the map that a letter of a label takes
LINE = 30  # units between the middles of two lines
LONGEST = 24  # characters of a label


class Place(NamedTuple):
    """A label on the map.

    Attributes:
        text: the label.
        kind: desk or topic.
        x: middle of the label, in units of the map.
        y: the same from the top.
        is_far: whether it would cover another label until the map is enlarged.
    """

    text: str
    kind: str
    x: int
    y: int
    is_far: bool

    @property
    def left(self) -> float:
        """Percent of the width of the map."""
        return round(100 * self.x / MAP_SIZE[0], 1)

    @property
    def top(self) -> float:
        """Percent of the height of the map."""
        return round(100 * self.y / MAP_SIZE[1], 1)


class TopicMap(NamedTuple):
    """The map.

    Attributes:
        labels: in the order of their size, desks first.
        legend: class and label of what has a colour of its own.
        rest: what is grey.
        by_desk: whether the colours are those of desks.
        n: articles that have a place.
        size: in units.
    """

    labels: list[Place]
    legend: list[tuple[str, str]]
    rest: str
    by_desk: bool
    n: int
    size: tuple[int, int] = MAP_SIZE


def topic_map(corpus: CorpusSummary) -> TopicMap | None:
    """The map; None where no article has a place."""
    x, y = corpus.articles.number("x"), corpus.articles.number("y")
    rows = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if not len(rows):
        return None
    left, top = places(x[rows], -y[rows])
    groups = coloured(corpus)
    legend = [(colour_class(rank), group.label) for rank, group in enumerate(groups[:N_COLOURS])]
    rest = "smaller topics, or none" if N_COLOURS in colours(corpus).values() else "no topic"
    labels = _labels(corpus, corpus.articles.topic[rows], left, top)
    return TopicMap(labels, legend, rest, groups is corpus.desks, len(rows))


def _labels(corpus: CorpusSummary, topic: Int64, left: Int64, top: Int64) -> list[Place]:
    """Desks first, then topics, larger ones first, each at the middle of its articles."""
    placed: list[Place] = []
    for kind, group in (("desk", corpus.desks), ("topic", corpus.topics)):
        for one in group:
            inside = np.logical_or.reduce([topic == member for member in _members(corpus, one)])
            if inside.any():
                placed.append(_place(one.label, kind, left[inside], top[inside], placed))
    return placed


def _members(corpus: CorpusSummary, topic: Topic) -> list[int]:
    return [topic.topic_id, *(t.topic_id for t in corpus.topics if t.parent_id == topic.topic_id)]


def _place(label: str, kind: str, left: Float64 | Int64, top: Float64 | Int64, placed: list[Place]) -> Place:
    text = _words(label)
    half = LETTER * len(text) / 2
    x, y = np.clip(np.median(left), half, MAP_SIZE[0] - half), np.median(top)
    shown = [other for other in placed if not other.is_far]
    is_far = any(abs(x - o.x) < half + LETTER * len(o.text) / 2 and abs(y - o.y) < LINE for o in shown)
    return Place(text, kind, round(float(x)), round(float(y)), is_far)


def _words(label: str) -> str:
    """As many of the first words of a label as have room: `Races, Mitt Romney` of `Races, Mitt Romney, Joe Biden`."""
    parts = label.split(", ")
    fitting = [", ".join(parts[:n]) for n in range(1, len(parts) + 1)]
    return max((text for text in fitting if len(text) <= LONGEST), key=len, default=shorten(parts[0], LONGEST))
