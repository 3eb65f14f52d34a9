"""Table `entity_sentiment`: what an article says of each name in it, over the sentences that name it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, offsets, to_numpy, values
from pipeline.arrays.sorting import place_among
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.sentiment.aggregate import mean, surer

WHOLE, HEADLINE = 0.85, 3.0
"""Share of the article's own score in the tone towards a name of salience 1, where all sentences are of others (`he`
and `the company` are of the name, too, and no rule says so; in a short text they mostly are), and sentences that a
headline counts as which names it. See docs/decisions/003, "Surer by length"."""
BAND, LEAN = 0.29, 0.11
"""The neutral band of a sentence's tone towards a name that `auto` stands for, and how far below 0 its middle lies for
many; chosen over NewsMTSC, PerSenT and articles that were read, see there."""


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


class Articles(NamedTuple):
    """The article of each entity, shape (n_entities,) each.

    Attributes:
        compound: float64: its score.
        title: float64: the score of its headline, 0 without one.
        n_sentences: int64.
        in_title: bool: whether the headline names the entity.
        salience: float64: of the entity in it, 0..1.
    """

    compound: Float64
    title: Float64
    n_sentences: Int64
    in_title: Bool
    salience: Float64


def articles_of(entities: pa.Table, sentiment: pa.Table) -> Articles:
    """The article of each row of table `entities`, from the rows of table `sentiment`."""
    article = article_numbers(entities["article_id"], sentiment["article_id"])
    compound, title = (np.nan_to_num(floats(sentiment[name]))[article] for name in ("compound", "title_compound"))
    in_title = np.asarray(to_numpy(entities["in_title"]), bool)
    n_sentences = to_numpy(sentiment["n_sentences"])[article]
    return Articles(compound, title, n_sentences, in_title, floats(entities["salience"]))


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
        compound: over its sentences and a headline that names it, with the article's own score.
        quotes: mean over those mostly in quotation marks.
        reporter: mean over the others.
        n_sentences: sentences that name it.
    """

    compound: Float64
    quotes: Float64
    reporter: Float64
    n_sentences: Int64


def summed_up(where: Places, articles: Articles, *, adds_up: bool) -> EntityTones:
    """From places to entities; a sentence that names one twice counts once.

    Args:
        where: the places of the names.
        articles: the article of each entity.
        adds_up: whether many sentences are surer than one, as in model news, see `surer`.
    """
    n, most = len(articles.compound), int(where.sentence.max(initial=0)) + 1
    known, example, group = np.unique(where.entity * most + where.sentence, return_index=True, return_inverse=True)
    entity, quoted = known // most, where.is_quote[example]
    each = mean(where.tone, group, len(known), np.ones(len(group), bool))
    count = np.bincount(entity, minlength=n)
    headline = np.where(articles.in_title, HEADLINE, 0.0)
    total = np.bincount(entity, weights=each, minlength=n) + headline * articles.title
    own = total / np.maximum(count + headline, 1)
    n_sentences = np.maximum(articles.n_sentences, 1)
    share = np.minimum(WHOLE * articles.salience + 1 / n_sentences, 1) * (1 - count / n_sentences)
    return EntityTones(
        (surer(own, count) if adds_up else own) * (1 - share) + articles.compound * share,
        mean(each, entity, n, quoted),
        mean(each, entity, n, ~quoted),
        count,
    )
