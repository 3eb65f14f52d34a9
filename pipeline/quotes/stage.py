"""Stage `quotes`: the quotations and reported clauses of each article, and who speaks.

Row scope: they depend on the article's text and its entities alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, index_of, numbers, offsets, strings, to_numpy, utf8, values
from pipeline.arrays.types import Int64
from pipeline.quotes.item_letters import NAME_LETTERS, Names
from pipeline.quotes.read import Quotes, read_quotes
from pipeline.tables.quotes import QUOTATIONS, QUOTE_KINDS, SPEAKER_KINDS
from pipeline.text.cutting import CutTexts, cut_texts

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
    cut = cut_texts(flat(texts["text"]), shared=True)
    kept = np.flatnonzero((owner >= 0) & (owner < texts.num_rows))
    own = entities if len(kept) == len(owner) else entities.take(numbers(kept)).combine_chunks()
    sentences = _sentences(flat(texts["sentence_starts"]), cut)
    found = read_quotes(cut, mention_spans(own, owner[kept], cut), flat(own["name"]), sentences)
    return _rows(texts, own, cut, found, sentences)


def _sentences(starts: pa.Array, cut: CutTexts) -> Int64:
    """Where the sentences of some texts start, bytes of the text of the batch."""
    home = np.repeat(np.arange(len(starts)), np.diff(offsets(starts)))
    return cut.byte_of(to_numpy(values(starts)) + cut.doc_characters()[home], home)


def mention_spans(entities: pa.Table, owner: Int64, cut: CutTexts) -> Names:
    """The mentions of some entities, in order; `owner` is the article of each entity."""
    starts, forms, kinds = (flat(entities[column]) for column in ("starts", "forms", "kind"))
    entity = np.repeat(np.arange(len(owner)), np.diff(offsets(starts)))
    home = owner[entity]
    first = to_numpy(values(starts)) + cut.doc_characters()[home]
    order = np.argsort(first, kind="stable")
    first, home = first[order], home[order]
    end = first + to_numpy(pc.utf8_length(values(forms)))[order]
    entity, letter = entity[order], _LETTERS[index_of(kinds, strings([*NAME_LETTERS]))]
    return Names(cut.byte_of(first, home), cut.byte_of(end, home), letter[entity], entity)


def _rows(texts: pa.Table, entities: pa.Table, cut: CutTexts, quotes: Quotes, sentences: Int64) -> pa.Table:
    """Table `quotations` of some articles."""
    start, end = quotes.starts, quotes.ends
    home = np.searchsorted(cut.doc_start, start, side="right") - 1
    first = cut.doc_characters()[home]
    read = to_numpy(texts["is_read"])[home]
    counts = np.diff(offsets(flat(texts["sentence_starts"])))
    before = np.cumsum(counts) - counts
    sentence = np.searchsorted(sentences, start, side="right") - 1 - before[home]
    edges = np.append(np.column_stack([start, end]).ravel(), len(cut.text))
    kind, wording = quotes.speaker_kinds, np.full(len(start), -1)
    wording[quotes.nameless] = np.arange(len(quotes.nameless))
    own = numbers(quotes.entities, valid=read & (quotes.entities >= 0))
    rows = QUOTATIONS.build(
        article_id=texts["article_id"].take(numbers(home)),
        start=numbers((cut.character_of(start, home) - first).astype(np.int32)),
        end=numbers((cut.character_of(end, home) - first).astype(np.int32)),
        sentence=numbers(sentence, pa.int32(), valid=sentence >= 0),
        kind=strings(QUOTE_KINDS).take(numbers(quotes.kinds)),
        speaker=pc.coalesce(
            flat(entities["name"]).take(own),
            strings(quotes.wordings).take(numbers(wording, valid=read & (wording >= 0))),
        ),
        speaker_id=flat(entities["entity_id"]).take(own),
        speaker_kind=strings(SPEAKER_KINDS).take(numbers(kind, valid=read & (kind >= 0))),
        text=utf8(cut.raw, edges).take(numbers(2 * np.arange(len(start)))),
    )
    kept = read | (quotes.kinds != QUOTE_KINDS.index("indirect"))
    return rows if kept.all() else rows.filter(numbers(kept))
