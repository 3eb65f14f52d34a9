"""Table `entity_sentiment`: what an article says of each name in it, over the sentences that name it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, offsets, to_numpy, values
from pipeline.arrays.sorting import place_among
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.sentiment.aggregate import mean

WHOLE = 3.0
"""Sentences that the article's own score counts as in the tone towards a name, where all sentences are of others: `he`
and `the company` are of the name, too, and no rule says so. Pearson on 576 PerSenT documents and the 1,472 sentences of
NewsMTSC (development parts): with 2 .346, .468; 3 .348, .469; 4 .349, .469."""
BAND, LEAN = 0.25, 0.07
"""The neutral band of a sentence's tone towards a name that `auto` stands for, and how far below 0 its middle lies for
many. Macro-F1 on the same sets: band .225 .477, .586; .25 .471, .589; .275 .468, .589. LEAN, which only PerSenT tells,
with that band: .05 .466; .07 .471; .09 .478, which is left alone, as its raters are kinder than those of NewsMTSC."""


class Places(NamedTuple):
    """Where the entities of some articles are named, in scored sentences; shape (n,) each.

    Attributes:
        entity: int64: row of the entity in table `entities`.
        sentence: int64: number of the sentence within its article.
        is_quote: bool: whether that stands mostly in quotation marks.
        tone: float64: tone of the sentence towards the name.
    """

    entity: Int64
    sentence: Int64
    is_quote: Bool
    tone: Float64


def places(entities: pa.Table, tones: pa.Table, article_ids: pa.ChunkedArray) -> Places:
    """Find the tone of each mention; mentions outside all scored sentences are left out.

    Args:
        entities: rows of table `entities`.
        tones: rows of table `mention_tones`, sorted by article and start.
        article_ids: the articles.
    """
    starts = flat(entities["starts"])
    per_row = np.diff(offsets(starts)) if len(starts) else np.zeros(0, np.int64)
    entity = np.repeat(np.arange(entities.num_rows), per_row)
    start = to_numpy(values(starts)) if len(starts) else np.zeros(0, np.int64)
    wanted = article_keys(article_numbers(entities["article_id"], article_ids)[entity], start)
    known = article_keys(article_numbers(tones["article_id"], article_ids), to_numpy(tones["start"]))
    at = place_among(wanted, known)
    there = at >= 0
    at = at[there]
    columns = (to_numpy(tones[name])[at] for name in ("sentence", "is_quote", "tone"))
    sentence, is_quote, tone = columns
    return Places(entity[there], sentence.astype(np.int64), is_quote, tone)


def article_keys(article: Int64, start: Int64) -> Int64:
    """Article and offset as one number; no text is longer than 32 bits tell."""
    return article << np.int64(32) | start.astype(np.int64)


def article_numbers(ids: pa.ChunkedArray, known: pa.ChunkedArray) -> Int64:
    """The number of each article among the known ones."""
    return np.asarray(to_numpy(pc.index_in(ids, value_set=flat(known))), np.int64)


def floats(column: pa.ChunkedArray) -> Float64:
    """A numeric column, NaN where null."""
    there = pc.fill_null(column.cast(pa.float64()), numbers(np.full(1, np.nan))[0])
    return np.asarray(to_numpy(there), np.float64)


class EntityTones(NamedTuple):
    """The tone towards each entity, shape (n_entities,) each; NaN where there is no such sentence.

    Attributes:
        compound: over its sentences, with the article's own score.
        quotes: mean over those mostly in quotation marks.
        reporter: mean over the others.
        n_sentences: sentences that name it.
    """

    compound: Float64
    quotes: Float64
    reporter: Float64
    n_sentences: Int64


def summed_up(where: Places, whole: Float64, n_sentences: Int64) -> EntityTones:
    """From places to entities; a sentence that names one twice counts once.

    Args:
        where: the places of the names.
        whole: float64, shape (n_entities,): the compound of each entity's article.
        n_sentences: int64, shape (n_entities,): the sentences of that article.
    """
    n, most = len(whole), int(where.sentence.max(initial=0)) + 1
    known, example, group = np.unique(where.entity * most + where.sentence, return_index=True, return_inverse=True)
    entity, quoted = known // most, where.is_quote[example]
    each = mean(where.tone, group, len(known), np.ones(len(group), bool))
    count = np.bincount(entity, minlength=n)
    total = np.bincount(entity, weights=each, minlength=n)
    others = WHOLE * (1 - count / np.maximum(n_sentences, 1))
    return EntityTones(
        (total + others * whole) / np.maximum(count + others, 1e-9),
        mean(each, entity, n, quoted),
        mean(each, entity, n, ~quoted),
        count,
    )
