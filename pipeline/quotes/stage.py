"""Stage `quotes`: the quotations and reported clauses of each article, and who speaks.

Row scope: they depend on the article's text and its entities alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.types import Int64
from pipeline.quotes.items import NAME_LETTERS, Names
from pipeline.quotes.read import Quote, read_quotes
from pipeline.tables.quotes import QUOTATIONS

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
    texts, entities = texts.combine_chunks(), entities.combine_chunks()
    owner = np.searchsorted(
        np.array(texts["article_id"].to_pylist(), dtype=str), np.array(entities["article_id"].to_pylist(), dtype=str)
    )
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
    known = own["entity_id"].to_pylist(), own["name"].to_pylist()
    text, found = read_quotes(body, mention_spans(own, owner[kept], bounds), known, sentences)
    return _rows(texts, found, bounds, sentences, text)


def mention_spans(entities: pa.Table, owner: Int64, bounds: Int64) -> Names:
    """The mentions of some entities, counted through the batch, in order."""
    starts, forms, kinds = (flat(entities[column]) for column in ("starts", "forms", "kind"))
    entity = np.repeat(np.arange(len(owner)), np.diff(offsets(starts)))
    first = to_numpy(values(starts)) + bounds[owner[entity]]
    end = first + to_numpy(pc.utf8_length(values(forms)))
    letter = np.array([ord(NAME_LETTERS[kind]) for kind in kinds.to_pylist()], np.uint8)[entity]
    order = np.argsort(first, kind="stable")
    return Names(first[order], end[order], letter[order], entity[order])


def _rows(texts: pa.Table, found: list[Quote], bounds: Int64, sentences: Int64, text: str) -> pa.Table:
    """Table `quotations` of some articles."""
    start, end = (np.array([getattr(q, name) for q in found], np.int64) for name in ("start", "end"))
    home = np.searchsorted(bounds, start, side="right") - 1
    read = to_numpy(texts["is_read"])
    kept = np.array([read[h] or q.kind != "indirect" for h, q in zip(home.tolist(), found, strict=True)], bool)
    known = read[home]
    counts = np.diff(offsets(texts["sentence_starts"].combine_chunks()))
    before = np.cumsum(counts) - counts
    sentence = np.searchsorted(sentences, start, side="right") - 1 - before[home]
    told = [
        (q.speaker, q.speaker_id, q.speaker_kind) if sure else (None, None, None)
        for q, sure in zip(found, known.tolist(), strict=True)
    ]
    rows = QUOTATIONS.build(
        article_id=texts["article_id"].take(numbers(home)),
        start=numbers((start - bounds[home]).astype(np.int32)),
        end=numbers((end - bounds[home]).astype(np.int32)),
        sentence=numbers(sentence, pa.int32(), valid=sentence >= 0),
        kind=strings([q.kind for q in found]),
        speaker=strings([t[0] for t in told]),
        speaker_id=strings([t[1] for t in told]),
        speaker_kind=strings([t[2] for t in told]),
        text=strings([text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]),
    )
    return rows.filter(numbers(kept))
