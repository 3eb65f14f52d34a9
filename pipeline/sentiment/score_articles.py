"""The tone of the sentences, headlines and quotations of some articles, and who is quoted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.quotes.spans import Quotations, quotations
from pipeline.quotes.speakers import speakers
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
        homes: int64, shape (n_quotes,): number of each quotation's article.
        quotes: their starts and ends within the article, and the sentence that they begin in (-1 for none); int64,
            shape (3, n_quotes).
        quoted: float64, shape (n_quotes,): mean compound of the quoted sentences or parts of them; NaN without words.
        speakers: who speaks each quotation; None where no rule is sure.
    """

    sentences: Scores
    titles: Scores
    in_quotes: Bool
    homes: Int64
    quotes: Int64
    quoted: Float64
    speakers: list[str | None]


def tones(
    texts: pa.Array, titles: pa.Array, counts: Int64, spans: tuple[Int64, Int64], model: Callable[[Passages], Scores]
) -> Tones:
    """Score articles.

    Args:
        texts: Arrow string array.
        titles: Arrow string array of the same length; nulls count as empty.
        counts: integers, shape (n_articles,): sentences of each.
        spans: starts and ends of the sentences, offsets into their text, integers, shape (n_sentences,) each.
        model: what scores passages.
    """
    batch = characters(texts)
    shift = np.repeat(batch.bounds[:-1], counts)
    starts, ends = spans[0] + shift, spans[1] + shift
    quotes = quotations(batch)
    parts, *stretches = quotes.parts(starts, ends)
    said = strings([batch.text[a:b] for a, b in zip(*(places.tolist() for places in stretches), strict=True)])
    others = characters(pa.concat_arrays([titles, said]))
    scores = model(Passages(others, others.bounds[:-1], others.bounds[1:]))
    told = scores.part(slice(len(titles), None))
    homes = np.searchsorted(batch.bounds, quotes.starts, side="right") - 1
    return Tones(
        model(Passages(batch, starts, ends)),
        scores.part(slice(len(titles))),
        quotes.hold(starts, ends),
        homes,
        _places(batch, quotes, homes, np.cumsum(counts) - counts, (starts, ends)),
        mean(told.compound, parts, len(quotes), told.worded()),
        speakers(batch, quotes, starts),
    )


def _places(batch: Characters, quotes: Quotations, homes: Int64, before: Int64, spans: tuple[Int64, Int64]) -> Int64:
    """Starts and ends within the article, and the sentence that each quotation begins in, shape (3, n_quotes)."""
    starts, ends = spans
    sentence = np.searchsorted(starts, quotes.starts, side="right") - 1
    inside = (sentence >= 0) & (np.append(ends, 0)[sentence] > quotes.starts)
    shift = batch.bounds[homes]
    return np.array([quotes.starts - shift, quotes.ends - shift, np.where(inside, sentence - before[homes], -1)])


def joined_tones(parts: list[Tones]) -> Tones:
    """What was found in several rounds of articles as one."""
    rows = np.cumsum([0, *(len(part.titles.compound) for part in parts)])
    return Tones(
        joined([part.sentences for part in parts]),
        joined([part.titles for part in parts]),
        np.concatenate([part.in_quotes for part in parts]),
        np.concatenate([part.homes + row for part, row in zip(parts, rows.tolist(), strict=False)]),
        np.concatenate([part.quotes for part in parts], axis=1),
        np.concatenate([part.quoted for part in parts]),
        [name for part in parts for name in part.speakers],
    )
