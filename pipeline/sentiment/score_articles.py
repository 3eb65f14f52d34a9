"""The tone of the sentences, headlines and quotations of some articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.quotes.spans import Quotations
from pipeline.sentiment.aggregate import Scores, joined, mean
from pipeline.text.characters import Characters, characters
from pipeline.text.passages import Passages


@dataclass(frozen=True)
class Tones:
    """What was found in some articles.

    Attributes:
        sentences: their scores.
        titles: scores of the headlines, one an article.
        in_quotes: bool, shape (n_sentences,): whether each stands mostly in quotation marks.
        quoted: float64, shape (n_quotes,): mean compound of the quoted sentences or parts of them; NaN without words.
    """

    sentences: Scores
    titles: Scores
    in_quotes: Bool
    quoted: Float64


@dataclass(frozen=True)
class Quoted:
    """Quotations and reported clauses of some articles.

    Attributes:
        home: int64, shape (n,): article of each, ascending.
        start: int64, shape (n,): first character, offset into the article.
        end: int64, shape (n,): one past the last.
        in_marks: bool, shape (n,): whether it stands in quotation marks.
    """

    home: Int64
    start: Int64
    end: Int64
    in_marks: Bool

    def within(self, batch: Characters) -> Quotations:
        """Their places in a batch of the articles."""
        shift = batch.bounds[self.home]
        start, end = self.start + shift, self.end + shift
        return Quotations(start, end, (start[self.in_marks], end[self.in_marks]), batch.bounds)


def tones(
    texts: tuple[pa.Array, pa.Array],
    counts: Int64,
    spans: tuple[Int64, Int64],
    quoted: Quoted,
    model: Callable[[Passages], Scores],
) -> Tones:
    """Score articles.

    Args:
        texts: the articles and their headlines, Arrow string arrays of one length; null headlines count as empty.
        counts: integers, shape (n_articles,): sentences of each.
        spans: starts and ends of the sentences, offsets into their text, integers, shape (n_sentences,) each.
        quoted: their quotations.
        model: what scores passages.
    """
    batch = characters(texts[0])
    shift = np.repeat(batch.bounds[:-1], counts)
    starts, ends = spans[0] + shift, spans[1] + shift
    quotes = quoted.within(batch)
    parts, *stretches = quotes.parts(starts, ends)
    said = strings([batch.text[a:b] for a, b in zip(*(places.tolist() for places in stretches), strict=True)])
    others = characters(pa.concat_arrays([texts[1], said]))
    scores = model(Passages(others, others.bounds[:-1], others.bounds[1:]))
    told = scores.part(slice(len(texts[1]), None))
    return Tones(
        model(Passages(batch, starts, ends)),
        scores.part(slice(len(texts[1]))),
        quotes.hold(starts, ends),
        mean(told.compound, parts, len(quotes), told.worded()),
    )


def joined_tones(parts: list[Tones]) -> Tones:
    """What was found in several rounds of articles as one."""
    return Tones(
        joined([part.sentences for part in parts]),
        joined([part.titles for part in parts]),
        np.concatenate([part.in_quotes for part in parts]),
        np.concatenate([part.quoted for part in parts]),
    )
