"""Who is quoted most, and in what tone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, strings, to_numpy
from pipeline.report.data.frame import mean
from pipeline.report.data.reading import places
from pipeline.tables.parts import Parts, each_part, take

COLUMNS = ("article_id", "kind", "speaker", "speaker_kind", "compound")
SHOWN = 8  # speakers
OFTEN = 2  # articles that quote a speaker who is shown, at least

SAID = ["article_id", "speaker", "compound"]
Said = tuple[str, str, float | None]
"""Article, speaker, tone of one quotation."""


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


def quoted(articles: Parts, quotes: Parts) -> Quoted:
    """Count the quotations in marks of originals: copies would count a speaker twice.

    Sources without a name ("officials") are many people and do not count as speakers.

    Args:
        articles: tells copies; the same parts as `quotes`.
        quotes: any number of rows; one part is in memory at a time.
    """
    columns = (COLUMNS, ("article_id", "duplicate_of"))
    parts = [rows for rows in each_part(quotations, quotes, articles, columns=columns) if rows.num_rows]
    said = [
        row for rows in parts for row in zip(*(rows[n].to_pylist() for n in SAID), strict=True) if row[1] is not None
    ]
    return Quoted(sum(rows.num_rows for rows in parts), len(said), tuple(_most(said)))


def quotations(quotes: pa.Table, articles: pa.Table) -> pa.Table:
    """The quotations in marks of the originals of a part.

    Args:
        quotes: the columns COLUMNS.
        articles: `article_id` and `duplicate_of` of the same part.

    Returns:
        The columns SAID; a speaker without a name is null.
    """
    originals = flat(articles["article_id"]).filter(pc.is_null(flat(articles["duplicate_of"])))
    marked = to_numpy(pc.not_equal(flat(quotes["kind"]), strings(["indirect"])[0])).astype(bool)
    own = take(quotes, np.flatnonzero(marked & (places(quotes["article_id"], originals) >= 0)))
    kinds = own["speaker_kind"].to_pylist()
    names = [None if kind == "nominal" else name for name, kind in zip(own["speaker"].to_pylist(), kinds, strict=True)]
    return pa.Table.from_arrays([flat(own["article_id"]), strings(names), flat(own["compound"])], names=SAID)


def _most(said: Iterable[Said]) -> list[Speaker]:
    """The speakers whom most articles quote; ties by quotations, then by name."""
    own: dict[str, list[tuple[str, float]]] = {}
    for article, speaker, tone in said:
        own.setdefault(speaker, []).append((article, np.nan if tone is None else tone))
    often = {name: rows for name, rows in own.items() if len({article for article, _ in rows}) >= OFTEN}
    speakers = [
        Speaker(name, len(rows), len({article for article, _ in rows}), mean(np.array([tone for _, tone in rows])))
        for name, rows in often.items()
    ]
    return sorted(speakers, key=lambda s: (-s.n_articles, -s.n_quotes, s.name))[:SHOWN]
