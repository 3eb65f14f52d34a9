"""Section 6: the map of the articles, coloured by topic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import Night
from pipeline.report.drawing.formatting import plural, shorten
from pipeline.report.drawing.svg import MAP_SIZE, places, scatter
from pipeline.report.sections.topic_table import N_COLOURS, colour

LETTER = 12  # units of the map that a letter of a label takes
LINE = 30


@dataclass(frozen=True)
class Place:
    """A label on the map: left and top in percent of the map."""

    text: str
    colour: str
    left: float
    top: float


@dataclass(frozen=True)
class TopicMap:
    """The map; `n_shown` of `n` articles are drawn."""

    chart: Markup
    labels: list[Place]
    legend: list[tuple[str, str]]
    n_shown: int
    n: int


def topic_map(night: Night, n_points: int) -> TopicMap | None:
    """Draw the map; None where no article has a place.

    Args:
        night: the run.
        n_points: most dots; of more articles the first in the order of the frame: by hash of the text, a fair sample.
    """
    x, y = night.articles.number("x"), night.articles.number("y")
    rows = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if not len(rows):
        return None
    shown = rows[:n_points]
    left, top = places(x[shown], -y[shown])
    groups = _groups(night, night.articles.topic[shown])
    dots = [(kind, left[at], top[at]) for kind, at in groups.items() if len(at)]
    said = f"Map of {plural(len(shown), 'article')}; near dots are articles with like words."
    centres = {kind: (float(np.median(a)), float(np.median(b))) for kind, a, b in dots}
    legend = [(colour(rank), topic.label) for rank, topic in enumerate(night.topics[:N_COLOURS])]
    return TopicMap(scatter(dots, said), _labels(legend, centres), legend, len(shown), len(rows))


def _groups(night: Night, topic: Int64) -> dict[str, Int64]:
    """Row numbers by class of colour; the grey ones first, so that colours lie above them."""
    kind_of = {t.topic_id: colour(rank) for rank, t in enumerate(night.topics)}
    kinds = np.array([kind_of.get(t, "rest") for t in topic.tolist()], dtype=np.str_)
    names = ["rest", *(colour(rank) for rank in range(N_COLOURS))]
    return {name: np.flatnonzero(kinds == name) for name in names}


def _labels(legend: list[tuple[str, str]], centres: dict[str, tuple[float, float]]) -> list[Place]:
    """Labels at the middle of their topic, larger topics first; one that would cover another is left to the legend."""
    placed: list[Place] = []
    boxes: list[tuple[float, float, float]] = []
    for kind, label in legend:
        if kind not in centres:
            continue
        text = shorten(label, 28)
        half = LETTER * len(text) / 2
        x, y = np.clip(centres[kind][0], half, MAP_SIZE[0] - half), centres[kind][1]
        if all(abs(x - a) > half + w or abs(y - b) > LINE for a, b, w in boxes):
            boxes.append((float(x), y, half))
            placed.append(Place(text, kind, round(float(x) * 100 / MAP_SIZE[0], 1), round(y * 100 / MAP_SIZE[1], 1)))
    return placed
