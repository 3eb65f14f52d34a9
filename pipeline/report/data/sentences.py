"""Tone of the sentences: how it is spread, reporter and quotes apart, and the sentences at either end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, to_numpy
from pipeline.arrays.types import Float64, Int64
from pipeline.report.data.frame import Frame
from pipeline.report.data.reading import floats, longs, places, texts_of
from pipeline.report.drawing.formatting import shorten
from pipeline.tables.parts import Parts

N_BINS = 20
COLUMNS = ("article_id", "sentence", "start", "end", "is_quote", "compound")
READABLE = (50, 260)  # characters of a sentence that can stand alone on the page
SPARE = 6  # candidates for each sentence shown: some fall away as second of their article or as a repeated text


@dataclass(frozen=True)
class Spoken:
    """A sentence worth reading, with the row of its article in the frame and the model that scored it."""

    row: int
    text: str
    compound: float
    is_quote: bool
    model: str


@dataclass
class SentenceTone:
    """Counts over all scored sentences.

    Attributes:
        n: sentences, scored or not.
        n_quotes: of them mostly in quotation marks.
        bins: int64, shape (2, N_BINS): scored sentences by compound, -1..1 in equal steps; reporter, quotes.
        signs: int64, shape (2, 3): below zero, exactly zero, above zero; rows as in `bins`.
        lowest: the most negative sentences, one an article, lowest first.
        highest: the most positive ones, highest first.
    """

    n: int = 0
    n_quotes: int = 0
    bins: Int64 = field(default_factory=lambda: np.zeros((2, N_BINS), np.int64))
    signs: Int64 = field(default_factory=lambda: np.zeros((2, 3), np.int64))
    lowest: list[Spoken] = field(default_factory=list)
    highest: list[Spoken] = field(default_factory=list)


@dataclass(frozen=True)
class _Candidate:
    compound: float
    row: int
    start: int
    end: int
    is_quote: bool


def bins(compound: Float64) -> Int64:
    """Counts of scores by N_BINS equal steps from -1 to 1; NaN is left out, 1 falls into the last bin."""
    there = compound[~np.isnan(compound)]
    return np.bincount(np.clip(np.floor((there + 1) * N_BINS / 2), 0, N_BINS - 1).astype(np.int64), minlength=N_BINS)


def _signs(compound: Float64) -> Int64:
    there = compound[~np.isnan(compound)]
    return np.bincount(np.sign(there).astype(np.int64) + 1, minlength=3)


def _count(tone: SentenceTone, data: pa.Table) -> None:
    """Add the sentences of one part."""
    is_quote, compound = to_numpy(flat(data["is_quote"])), floats(data["compound"])
    tone.n += len(is_quote)
    tone.n_quotes += int(is_quote.sum())
    for side, chosen in enumerate((~is_quote, is_quote)):
        tone.bins[side] += bins(compound[chosen])
        tone.signs[side] += _signs(compound[chosen])


def _candidates(data: pa.Table, originals: pa.Array, n: int) -> Iterator[tuple[int, _Candidate]]:
    """The readable sentences at either end of one part, as (-1 low or 1 high, sentence); copies are left out."""
    compound, start, end = floats(data["compound"]), longs(data["start"]), longs(data["end"])
    low, high = READABLE
    fits = (end - start >= low) & (end - start <= high) & ~np.isnan(compound)
    for side in (-1, 1):
        at = np.flatnonzero(fits & (compound * side > 0))
        if len(at) > n:  # everything as extreme as the n-th, so that ties do not depend on the order of rows
            edge = np.partition(-side * compound[at], n - 1)[n - 1]
            at = at[-side * compound[at] <= edge]
        rows = places(flat(data["article_id"]).take(numbers(at)), originals)
        for i, row in zip(at.tolist(), rows.tolist(), strict=True):
            if row >= 0:
                is_quote = bool(data["is_quote"][i].as_py())
                yield side, _Candidate(float(compound[i]), row, int(start[i]), int(end[i]), is_quote)


def _one_each(found: list[_Candidate], side: int, n: int) -> list[_Candidate]:
    """The n most extreme candidates, one an article; ties by the order of the frame, then of the text."""
    ordered = sorted(found, key=lambda c: (-side * c.compound, c.row, c.start))
    best: dict[int, _Candidate] = {}
    for candidate in ordered:
        best.setdefault(candidate.row, candidate)
    return list(best.values())[:n]


def _spoken(corpus: Frame, articles: Parts, chosen: list[_Candidate], n: int) -> list[Spoken]:
    """The texts of the candidates; a text that comes twice is shown once."""
    ids = [corpus.ids[c.row].as_py() for c in chosen]
    texts = texts_of(articles, ids)
    models = corpus.values("model", np.array([c.row for c in chosen], np.int64))
    seen: dict[str, Spoken] = {}
    for article_id, c, model in zip(ids, chosen, models, strict=True):
        text = shorten(texts[article_id][c.start : c.end], READABLE[1])
        seen.setdefault(text, Spoken(c.row, text, c.compound, c.is_quote, model or ""))
    return list(seen.values())[:n]


def sentence_tone(corpus: Frame, articles: Parts, sentences: Parts, n_extremes: int) -> SentenceTone:
    """Read `sentences` part by part.

    Args:
        corpus: the articles.
        articles: for the texts of the few sentences that are shown.
        sentences: any number of rows; one part is in memory at a time.
        n_extremes: sentences to show at either end.
    """
    tone = SentenceTone()
    originals = pc.if_else(numbers(corpus.is_copy), pa.nulls(corpus.n, pa.string()), corpus.ids)
    found: dict[int, list[_Candidate]] = {-1: [], 1: []}
    spare = SPARE * n_extremes
    for name in sentences.names:
        data = sentences.read(name, COLUMNS)
        _count(tone, data)
        for side, candidate in _candidates(data, originals, spare):
            found[side].append(candidate)
    tone.lowest = _spoken(corpus, articles, _one_each(found[-1], -1, spare), n_extremes)
    tone.highest = _spoken(corpus, articles, _one_each(found[1], 1, spare), n_extremes)
    return tone
