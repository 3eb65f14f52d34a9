"""Table `entity_sentiment`: what an article says of each name in it, over the sentences that name it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.sentiment.aggregate import mean
from pipeline.sentiment.news_model import weighed
from pipeline.sentiment.news_words import NewsWords
from pipeline.sentiment.targets import Mentions, learned, target_compounds, target_evidence
from pipeline.text.characters import Characters, characters
from pipeline.text.passages import Passages

_AT_ONCE = 600_000  # bytes of text; what they need stays in the cache of the processor
WHOLE = 2.0
"""Sentences that the article's own score counts as in the tone towards a name, where all sentences are of others: `he`
and `the company` are of the name, too, and no rule says so. Chosen on PerSenT: Pearson .315 with .3, .337 with 3."""
BAND, LEAN = 0.25, 0.05
"""The neutral band of a sentence's tone towards a name that `auto` stands for, and how far below 0 its middle lies for
many. Chosen on NewsMTSC and PerSenT: macro-F1 .584 and .462; with .2 and 0 .576 and .428."""


@dataclass(frozen=True)
class Places:
    """Where the names of some articles stand; int64, shape (n,) each.

    Attributes:
        entity: row of the entity in table `entities`.
        sentence: row of the sentence in table `sentences`.
        start: first character, offset into the article's text.
        end: one past the last.
    """

    entity: Int64
    sentence: Int64
    start: Int64
    end: Int64

    def of(self, chosen: Bool) -> Places:
        """Some of them."""
        return Places(*(column[chosen] for column in (self.entity, self.sentence, self.start, self.end)))


def places(entities: pa.Table, sentences: pa.Table) -> Places:
    """Find the sentence of each mention; mentions outside all sentences are left out.

    Args:
        entities: rows of table `entities`.
        sentences: rows of table `sentences`, at least those of the same articles, sorted by article and number.
    """
    starts = flat(entities["starts"])
    per_row = np.diff(offsets(starts)) if len(starts) else np.zeros(0, np.int64)
    entity = np.repeat(np.arange(entities.num_rows), per_row)
    start = np.asarray(to_numpy(values(starts)), np.int64) if len(starts) else np.zeros(0, np.int64)
    size = np.asarray(to_numpy(pc.utf8_length(values(flat(entities["forms"])))), np.int64) if len(starts) else start
    article = article_numbers(sentences["article_id"], sentences["article_id"])
    home = article_numbers(entities["article_id"], sentences["article_id"])[entity]
    wide = np.int64(1) << 32  # no text is longer: article and offset as one ascending number
    begins = article * wide + to_numpy(sentences["start"])
    sentence = np.searchsorted(begins, home * wide + start, side="right") - 1
    inside = (home >= 0) & (sentence >= 0)
    ends = np.append(to_numpy(sentences["end"]), 0)[sentence]
    inside &= (np.append(article, -1)[sentence] == home) & (start < ends)
    return Places(entity, sentence, start, start + size).of(inside)


def article_numbers(ids: pa.ChunkedArray, known: pa.ChunkedArray) -> Int64:
    """The number of each article among the known ones, -1 for others."""
    found = pc.index_in(ids, value_set=pc.unique(known))
    return np.asarray(to_numpy(pc.fill_null(found, numbers(np.full(1, -1, np.int32))[0])), np.int64)


def floats(column: pa.ChunkedArray) -> Float64:
    """A numeric column, NaN where null."""
    there = pc.fill_null(column.cast(pa.float64()), numbers(np.full(1, np.nan))[0])
    return np.asarray(to_numpy(there), np.float64)


def tones_at(texts: pa.Table, sentences: pa.Table, where: Places, words: NewsWords) -> Float64:
    """The tone towards the name at each place, by the model `news`.

    Args:
        texts: `article_id`, `text`, sorted by article.
        sentences: rows of table `sentences` of these articles.
        where: names in them, in any order.
        words: the words of the model.

    Returns:
        float64, shape (n_places,).
    """
    home = article_numbers(sentences["article_id"], texts["article_id"])
    before = offsets(flat(texts["text"]))[:-1] // _AT_ONCE if texts.num_rows else np.zeros(0, np.int64)
    found, table = np.zeros(len(where.start)), target_evidence(words, learned())
    for batch in np.unique(before).tolist():
        first, end = np.searchsorted(before, [batch, batch + 1]).tolist()
        spans = _Spans.of(texts.slice(first, end - first), sentences, home - first)
        chosen = (home[where.sentence] >= first) & (home[where.sentence] < end)
        if chosen.any():
            found[chosen] = _tones(spans, where.of(chosen), words, table)
    return found


@dataclass(frozen=True)
class _Spans:
    """Some texts, and for every sentence of the part the shift of its text and its bounds; those of other texts lie."""

    batch: Characters
    shift: Int64
    start: Int64
    end: Int64

    @classmethod
    def of(cls, texts: pa.Table, sentences: pa.Table, home: Int64) -> _Spans:
        batch = characters(flat(texts["text"]))
        shift = batch.bounds[np.clip(home, 0, texts.num_rows - 1)]
        return cls(batch, shift, to_numpy(sentences["start"]) + shift, to_numpy(sentences["end"]) + shift)


def _tones(spans: _Spans, where: Places, words: NewsWords, table: Float64) -> Float64:
    """The tone at places in some texts; only sentences with a name are read."""
    rows, passage = np.unique(where.sentence, return_inverse=True)
    found = weighed(Passages(spans.batch, spans.start[rows], spans.end[rows]), words)
    tokens, bounds = found.tokens.tokens, found.tokens.tokens.bounds
    begin, last_of = bounds[passage], np.maximum(bounds[passage + 1] - 1, bounds[passage])
    start, end = (place + spans.shift[where.sentence] for place in (where.start, where.end))
    first = np.clip(np.searchsorted(tokens.starts, start), begin, last_of)
    last = np.clip(np.searchsorted(tokens.starts, end) - 1, first, last_of)
    return target_compounds(found, Mentions(passage, first, last), table)


@dataclass(frozen=True)
class EntityTones:
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


def summed_up(where: Places, tone: Float64, is_quote: Bool, whole: Float64, n_sentences: Int64) -> EntityTones:
    """From places to entities; a sentence that names one twice counts once.

    Args:
        where: the places of the names.
        tone: float64, shape (n_places,).
        is_quote: bool, shape (n_sentences,): whether each sentence stands mostly in quotation marks.
        whole: float64, shape (n_entities,): the compound of each entity's article.
        n_sentences: int64, shape (n_entities,): the sentences of that article.
    """
    n = len(whole)
    pair = where.entity * (len(is_quote) + 1) + where.sentence
    known, group = np.unique(pair, return_inverse=True)
    entity, sentence = known // (len(is_quote) + 1), known % (len(is_quote) + 1)
    each = mean(tone, group, len(known), np.ones(len(pair), bool))
    quoted = is_quote[sentence]
    count = np.bincount(entity, minlength=n)
    total = np.bincount(entity, weights=each, minlength=n)
    others = WHOLE * (1 - count / np.maximum(n_sentences, 1))
    return EntityTones(
        (total + others * whole) / np.maximum(count + others, 1e-9),
        mean(each, entity, n, quoted),
        mean(each, entity, n, ~quoted),
        count,
    )
