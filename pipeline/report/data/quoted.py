"""Who is quoted most, and in what tone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pipeline.arrays.arrow import flat, numbers
from pipeline.report.data.frame import Frame, mean
from pipeline.report.data.reading import floats, places
from pipeline.tables.parts import Parts

COLUMNS = ("article_id", "speaker", "compound")
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
    """Count the quotations of originals: copies would count a speaker twice.

    Args:
        corpus: the articles.
        quotes: any number of rows; one part is in memory at a time.
    """
    n, said = 0, list[Said]()
    for name in quotes.names:
        data = quotes.read(name, COLUMNS)
        rows = places(flat(data["article_id"]), corpus.ids)
        own = np.flatnonzero((rows >= 0) & ~corpus.is_copy[rows])
        n += len(own)
        names = flat(data["speaker"]).take(numbers(own)).to_pylist()
        found = zip(rows[own].tolist(), names, floats(data["compound"])[own].tolist(), strict=True)
        said += [(row, speaker, tone) for row, speaker, tone in found if speaker is not None]
    return Quoted(n, len(said), tuple(_most(_in_full(said))))


def _in_full(said: list[Said]) -> Iterable[Said]:
    """Surnames become the full name that the same article gives to exactly one speaker."""
    full: dict[tuple[int, str], set[str]] = {}
    for row, speaker, _ in said:
        if " " in speaker:
            full.setdefault((row, speaker.rsplit(" ", 1)[1]), set()).add(speaker)
    for row, speaker, tone in said:
        known = full.get((row, speaker), set())
        yield row, min(known) if len(known) == 1 else speaker, tone


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
