"""Who is quoted most, and in what tone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, strings, to_numpy
from pipeline.report.data.frame import Frame, mean
from pipeline.report.data.reading import floats, places
from pipeline.tables.parts import Parts

COLUMNS = ("article_id", "kind", "speaker", "speaker_kind", "compound")
SHOWN = 8  # speakers
OFTEN = 2  # articles that quote a speaker who is shown, at least

Said = tuple[int, str, float]
"""Row of the article, speaker, tone of one quotation."""


@dataclass(frozen=True)
class Speaker:
    """Somebody who is quoted: in how many quotations of how many articles, and their mean tone (NaN without)."""

    name: str
    n_quotes: int
    n_articles: int
    compound: float


@dataclass(frozen=True)
class Quoted:
    """Quotations, those with a speaker among them, and the speakers whom most articles quote."""

    n: int = 0
    n_named: int = 0
    speakers: tuple[Speaker, ...] = ()


def quoted(corpus: Frame, quotes: Parts) -> Quoted:
    """Count the quotations in marks of originals: copies would count a speaker twice.

    Sources without a name ("officials") are many people and do not count as speakers.

    Args:
        corpus: the articles.
        quotes: any number of rows; one part is in memory at a time.
    """
    n, said = 0, list[Said]()
    for name in quotes.names:
        data = quotes.read(name, COLUMNS)
        rows = places(flat(data["article_id"]), corpus.ids)
        marked = to_numpy(pc.not_equal(flat(data["kind"]), strings(["indirect"])[0])).astype(bool)
        own = np.flatnonzero((rows >= 0) & ~corpus.is_copy[rows] & marked)
        n += len(own)
        kinds = flat(data["speaker_kind"]).take(numbers(own)).to_pylist()
        names = flat(data["speaker"]).take(numbers(own)).to_pylist()
        names = [None if kind == "nominal" else name for name, kind in zip(names, kinds, strict=True)]
        found = zip(rows[own].tolist(), names, floats(data["compound"])[own].tolist(), strict=True)
        said += [(row, speaker, tone) for row, speaker, tone in found if speaker is not None]
    return Quoted(n, len(said), tuple(_most(said)))


def _most(said: Iterable[Said]) -> list[Speaker]:
    """The speakers whom most articles quote; ties by quotations, then by name."""
    own: dict[str, list[tuple[int, float]]] = {}
    for row, speaker, tone in said:
        own.setdefault(speaker, []).append((row, tone))
    speakers = [
        Speaker(name, len(rows), len({row for row, _ in rows}), mean(np.array([tone for _, tone in rows])))
        for name, rows in own.items()
    ]
    often = [speaker for speaker in speakers if speaker.n_articles >= OFTEN]
    return sorted(often, key=lambda s: (-s.n_articles, -s.n_quotes, s.name))[:SHOWN]
