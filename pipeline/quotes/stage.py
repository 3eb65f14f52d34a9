"""Stage `quotes`: the quotations and reported clauses of each article, and who speaks.

Row scope: they depend on the article's text and its entities alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, index_of, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.items import NAME_LETTERS, Names
from pipeline.quotes.read import Quotes, read_quotes
from pipeline.tables.quotes import QUOTATIONS, QUOTE_KINDS, SPEAKER_KINDS
from pipeline.text.characters import Characters

_TEXTS = ["article_id", "text", "is_read", "sentence_starts"]
_ENTITIES = ["article_id", "entity_id", "name", "kind", "starts", "forms"]
_LETTERS = np.array([*map(ord, NAME_LETTERS.values())], np.uint8)
_AT_ONCE = 4_000_000  # bytes of text, a part as a rule: what other steps read too


@dataclass(frozen=True)
class QuotesConfig:
    """Nothing to set."""


def quotes(config: QuotesConfig, *, texts: pa.Table, entities: pa.Table) -> dict[str, pa.Table]:
    """Find the quotations of each article.

    Args:
        config: empty.
        texts: rows of table `texts`, sorted by article_id.
        entities: rows of table `entities` of the same articles.

    Returns:
        `quotations`; speakers are null for articles in other languages, which have no reported clauses either.
    """
    del config
    texts, entities = texts.select(_TEXTS).combine_chunks(), entities.select(_ENTITIES).combine_chunks()
    owner = index_of(flat(entities["article_id"]), flat(texts["article_id"]))
    parts = [_part(texts.slice(a, b - a), entities, owner - a) for a, b in _rounds(texts)]
    return {"quotations": pa.concat_tables([QUOTATIONS.empty(), *parts])}


def _rounds(texts: pa.Table) -> list[tuple[int, int]]:
    """First and end row of rounds of some text each."""
    if not texts.num_rows:
        return []
    before = offsets(texts["text"].chunk(0))[:-1]
    return list(pairwise([0, *(np.flatnonzero(np.diff(before // _AT_ONCE)) + 1).tolist(), texts.num_rows]))


def _part(texts: pa.Table, entities: pa.Table, owner: Int64) -> pa.Table:
    """The rows of some articles; `owner` is the article of each entity, counted from the first of them."""
    body = texts["text"].combine_chunks()
    bounds = np.append(0, np.cumsum(to_numpy(pc.utf8_length(body)), dtype=np.int64))
    kept = np.flatnonzero((owner >= 0) & (owner < texts.num_rows))
    own = entities.take(numbers(kept)).combine_chunks()
    starts = texts["sentence_starts"].combine_chunks()
    sentences = to_numpy(values(starts)) + np.repeat(bounds[:-1], np.diff(offsets(starts)))
    batch, found = read_quotes(body, mention_spans(own, owner[kept], bounds), flat(own["name"]), sentences)
    return _rows(texts, own, batch, found, sentences)


def mention_spans(entities: pa.Table, owner: Int64, bounds: Int64) -> Names:
    """The mentions of some entities, counted through the batch, in order."""
    starts, forms, kinds = (flat(entities[column]) for column in ("starts", "forms", "kind"))
    entity = np.repeat(np.arange(len(owner)), np.diff(offsets(starts)))
    first = to_numpy(values(starts)) + bounds[owner[entity]]
    end = first + to_numpy(pc.utf8_length(values(forms)))
    letter = _LETTERS[index_of(kinds, strings([*NAME_LETTERS]))][entity]
    order = np.argsort(first, kind="stable")
    return Names(first[order], end[order], letter[order], entity[order])


def _rows(texts: pa.Table, entities: pa.Table, batch: Characters, quotes: Quotes, sentences: Int64) -> pa.Table:
    """Table `quotations` of some articles."""
    start, end, bounds = quotes.starts, quotes.ends, batch.bounds
    home = np.searchsorted(bounds, start, side="right") - 1
    read = to_numpy(texts["is_read"])[home]
    counts = np.diff(offsets(texts["sentence_starts"].combine_chunks()))
    before = np.cumsum(counts) - counts
    sentence = np.searchsorted(sentences, start, side="right") - 1 - before[home]
    entity, kind = (np.array([speaker[n] for speaker in quotes.speakers], np.int64) for n in (0, 2))
    wordings = strings([speaker.wording or None for speaker in quotes.speakers])
    own = numbers(entity, valid=read & (entity >= 0))
    rows = QUOTATIONS.build(
        article_id=texts["article_id"].take(numbers(home)),
        start=numbers((start - bounds[home]).astype(np.int32)),
        end=numbers((end - bounds[home]).astype(np.int32)),
        sentence=numbers(sentence, pa.int32(), valid=sentence >= 0),
        kind=strings(QUOTE_KINDS).take(numbers(quotes.kinds)),
        speaker=pc.coalesce(flat(entities["name"]).take(own), _where(read, wordings)),
        speaker_id=flat(entities["entity_id"]).take(own),
        speaker_kind=strings(SPEAKER_KINDS).take(numbers(kind, valid=read & (kind >= 0))),
        text=strings([batch.text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]),
    )
    return rows.filter(numbers(read | (quotes.kinds != QUOTE_KINDS.index("indirect"))))


def _where(kept: Bool, column: pa.Array) -> pa.Array:
    """A column, null where `kept`, bool, shape (n,), does not hold."""
    return column.take(numbers(np.arange(len(kept)), valid=kept))
