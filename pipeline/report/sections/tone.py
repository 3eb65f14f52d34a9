"""Section 5: the tone of the night."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.frame import mean
from pipeline.report.data.headlines import Headline, headlines
from pipeline.report.data.highlights import Piece, marked
from pipeline.report.data.quoted import Quoted
from pipeline.report.data.sentences import N_BINS, Spoken, bins
from pipeline.report.drawing.formatting import count, percent, plural, signed
from pipeline.report.drawing.svg import columns, shares

KINDS = ("neg", "nil", "pos")
SIDES = ("Reporters’ sentences", "Quoted sentences")


class Voice(NamedTuple):
    """How the sentences of one side are spread: shares below zero, at zero, above zero."""

    name: str
    n: int
    chart: Markup
    shares: list[str]


class Quote(NamedTuple):
    """A sentence with its score and its article; `pieces` are the text, the words that made the score marked."""

    text: str
    pieces: list[Piece]
    compound: float
    is_quote: bool
    article: Headline


class ToneSection(NamedTuple):
    """The tone; `chart` is empty where nothing was scored."""

    chart: Markup
    most: int
    n_scored: int
    compound: float
    voices: list[Voice]
    lowest: list[Quote]
    highest: list[Quote]
    quoted: Quoted


def tone_section(corpus: CorpusSummary) -> ToneSection:
    """Articles by tone (each text once), sentences by side, and the sentences at either end."""
    compound = corpus.articles.compound[~corpus.articles.is_copy]
    counts = bins(compound)
    return ToneSection(
        chart=_histogram(counts) if counts.sum() else Markup(""),
        most=int(counts.max()),
        n_scored=int(counts.sum()),
        compound=mean(compound),
        voices=[_voice(name, n) for name, n in zip(SIDES, corpus.tone.signs, strict=True) if n.sum()],
        lowest=_quotes(corpus, corpus.tone.lowest),
        highest=_quotes(corpus, corpus.tone.highest),
        quoted=corpus.quoted,
    )


def _histogram(counts: Int64) -> Markup:
    edges = np.linspace(-1, 1, N_BINS + 1)
    names = [
        f"{signed(low, 1)} to {signed(high, 1)}: {plural(n, 'article')}"
        for low, high, n in zip(edges[:-1], edges[1:], counts.tolist(), strict=True)
    ]
    half = N_BINS // 2
    said = f"{plural(int(counts[:half].sum()), 'article')} below zero, {count(counts[half:].sum())} at zero or above"
    return columns([counts.tolist()], names, said, ["neg"] * half + ["pos"] * half)


def _voice(name: str, signs: Int64) -> Voice:
    parts = [float(n) / float(signs.sum()) for n in signs]
    words = [percent(part) for part in parts]
    said = f"{name}: {words[0]} below zero, {words[1]} at zero, {words[2]} above zero"
    return Voice(name, int(signs.sum()), shares(list(zip(KINDS, parts, strict=True)), said), words)


def _quotes(corpus: CorpusSummary, chosen: list[Spoken]) -> list[Quote]:
    lines = headlines(corpus.articles, [s.row for s in chosen])
    return [
        Quote(s.text, marked(s.text, s.model), s.compound, s.is_quote, line)
        for s, line in zip(chosen, lines, strict=True)
    ]
