"""Tone of the sentences: how it is spread, reporter and quotes apart, and the sentences at either end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, lists, numbers, to_numpy, values
from pipeline.arrays.types import Float64, Int64
from pipeline.report.data.frame import Frame
from pipeline.report.data.reading import floats, of_originals, places
from pipeline.report.drawing.formatting import shorten
from pipeline.tables.parts import Parts, each_part, take

N_BINS = 20
COLUMNS = ("article_id", "start", "end", "is_quote", "compound")
READABLE = (50, 260)  # characters of a sentence that can stand alone on the page
SPARE = 6  # candidates for each sentence shown: some fall away as second of their article or as a repeated text


class Spoken(NamedTuple):
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


class _Candidate(NamedTuple):
    compound: float
    row: int
    start: int
    end: int
    is_quote: bool


def bins(compound: Float64) -> Int64:
    """Counts of scores by N_BINS equal steps from -1 to 1; NaN is left out, 1 falls into the last bin."""
    return np.bincount(_steps(compound[~np.isnan(compound)]), minlength=N_BINS)


def _steps(compound: Float64) -> Int64:
    """The step of each score."""
    return np.minimum(((compound + 1) * (N_BINS / 2)).astype(np.int64), N_BINS - 1)


def sentence_facts(sentences: pa.Table, articles: pa.Table, *, n: int) -> pa.Table:
    """What a part has to say, as one row: `counts` of `sentence_counts`, `extremes` of `extreme_sentences`."""
    counts = numbers(sentence_counts(sentences))
    extremes = extreme_sentences(sentences, articles, n=n).combine_chunks().to_struct_array()
    both = [lists(np.array([len(found)]), flat(found)) for found in (counts, extremes)]
    return pa.Table.from_arrays(both, names=["counts", "extremes"])


def sentence_counts(sentences: pa.Table) -> Int64:
    """The counts of a part: sentences, those in quotes; `bins`, then `signs`, of either side."""
    is_quote, compound = to_numpy(flat(sentences["is_quote"])), floats(sentences["compound"])
    scored = np.flatnonzero(~np.isnan(compound))
    tone, side = compound[scored], is_quote[scored].astype(np.int64)
    binned = np.bincount(side * N_BINS + _steps(tone), minlength=2 * N_BINS)
    signs = np.bincount(side * 3 + (tone >= 0) + (tone > 0), minlength=6)
    return np.concatenate([[len(is_quote), np.count_nonzero(is_quote)], binned, signs])


def extreme_sentences(sentences: pa.Table, articles: pa.Table, *, n: int) -> pa.Table:
    """The readable sentences at either end of a part; copies are left out.

    Args:
        sentences: the columns COLUMNS.
        articles: `article_id` and `duplicate_of` of the same part.
        n: how many at either end, and all that are as extreme as the last of them.

    Returns:
        Columns `article_id`, `start`, `end`, `is_quote`, `compound`; those of the lower end have one below 0.
    """
    compound = floats(sentences["compound"])
    length = to_numpy(flat(sentences["end"])) - to_numpy(flat(sentences["start"]))
    low, high = READABLE
    fits = (length >= low) & (length <= high) & of_originals(flat(sentences["article_id"]), articles)
    found = [np.zeros(0, np.int64)]
    for is_extreme, side in ((compound < 0, -1), (compound > 0, 1)):
        at = np.flatnonzero(fits & is_extreme)
        if len(at) > n:  # everything as extreme as the n-th, so that ties do not depend on the order of rows
            tone = -side * compound[at]
            at = at[tone <= np.partition(tone, n - 1)[n - 1]]
        found.append(at)
    return take(sentences, np.concatenate(found)).select(["article_id", "start", "end", "is_quote", "compound"])


def _candidates(rows: pa.Table, corpus: Frame) -> list[_Candidate]:
    """Sentences of the parts, with the row of their article in the frame."""
    at = places(rows["article_id"], corpus.ids).tolist()
    columns = (rows[name].to_pylist() for name in ("compound", "start", "end", "is_quote"))
    return [_Candidate(float(c), row, *where) for row, c, *where in zip(at, *columns, strict=True) if row >= 0]


def _one_each(found: list[_Candidate], side: int, n: int) -> list[_Candidate]:
    """The n most extreme candidates, one an article; ties by the order of the frame, then of the text."""
    ordered = sorted(found, key=lambda c: (-side * c.compound, c.row, c.start))
    best: dict[int, _Candidate] = {}
    for candidate in ordered:
        best.setdefault(candidate.row, candidate)
    return list(best.values())[:n]


def _spoken(corpus: Frame, articles: Parts, chosen: list[_Candidate], n: int) -> list[Spoken]:
    """The first n candidates of different texts; texts are read n at a time, as more than n are seldom needed."""
    seen: dict[str, Spoken] = {}
    for batch in (chosen[i : i + n] for i in range(0, len(chosen), n)):
        if len(seen) >= n:
            break
        rows = np.array([c.row for c in batch], np.int64)
        for whole, c, model in zip(corpus.texts(articles, rows), batch, corpus.values("model", rows), strict=True):
            text = shorten(whole[c.start : c.end], READABLE[1])
            seen.setdefault(text, Spoken(c.row, text, c.compound, c.is_quote, model or ""))
    return list(seen.values())[:n]


def sentence_tone(corpus: Frame, articles: Parts, sentences: Parts, n_extremes: int) -> SentenceTone:
    """Count the sentences, and choose those at either end; what a part has to say is remembered.

    Args:
        corpus: the articles.
        articles: tells copies, and has the texts of the few sentences that are shown; the same parts as `sentences`.
        sentences: any number of rows; one part is in memory at a time.
        n_extremes: sentences to show at either end.
    """
    spare = SPARE * n_extremes
    columns = (COLUMNS, ("article_id", "duplicate_of"))
    parts = [*each_part(sentence_facts, sentences, articles, columns=columns, n=spare)]
    zeros = np.zeros(2 + 2 * N_BINS + 6, np.int64)
    counts = sum((to_numpy(values(flat(one["counts"]))) for one in parts), zeros)
    n, binned, signs = np.split(counts, [2, 2 + 2 * N_BINS])
    extremes = [pa.Table.from_struct_array(values(flat(one["extremes"]))) for one in parts]
    found = _candidates(pa.concat_tables(extremes), corpus) if parts else []
    lowest, highest = (
        _spoken(corpus, articles, _one_each([c for c in found if c.compound * side > 0], side, spare), n_extremes)
        for side in (-1, 1)
    )
    return SentenceTone(int(n[0]), int(n[1]), binned.reshape(2, N_BINS), signs.reshape(2, 3), lowest, highest)
