"""Rows of the tables `texts`, `removed` and `flagged`."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import lists, numbers, strings
from pipeline.arrays.types import Float64, Int64
from pipeline.cleaning.config import CleanConfig
from pipeline.cleaning.language import languages, may_be_english
from pipeline.tables.articles import TEXTS
from pipeline.tables.cleaning import FLAGGED, REMOVED
from pipeline.text.sentences import split_sentences
from pipeline.text.tokens import count_tokens


def removed(ids: pa.ChunkedArray, **spans: Any) -> pa.Table:
    """Table `removed`.

    Args:
        ids: `article_id` of each of n articles.
        spans: the arguments of `_columns`.
    """
    return REMOVED.build(**_columns(ids, **spans))


def flagged(ids: pa.ChunkedArray, *, probability: Float64, **spans: Any) -> pa.Table:
    """Table `flagged`.

    Args:
        ids: `article_id` of each of n articles.
        probability: shape (k,), 0..1; four decimals are kept.
        spans: the arguments of `_columns`.
    """
    return FLAGGED.build(**_columns(ids, **spans), probability=numbers(np.round(probability, 4).astype(np.float32)))


def _columns(
    ids: pa.ChunkedArray, *, row: Int64, start: Int64, end: Int64, text: pa.Array, rule: Sequence[str]
) -> dict[str, pa.Array]:
    """The columns that both tables share.

    Args:
        ids: `article_id` of each of n articles.
        row: shape (k,): the article of each span, ascending.
        start: shape (k,): first character of each span.
        end: shape (k,): one past the last.
        text: k strings: what the spans read.
        rule: k names of rules.
    """
    article = ids.combine_chunks().take(numbers(row))
    return {"article_id": article, "start": numbers(start), "end": numbers(end), "text": text, "rule": strings(rule)}


_PASSED = (
    *("article_id", "external_id", "source_file", "record", "url", "source", "authors"),
    *("published_at", "published_at_raw", "day", "section"),
)


def texts_table(config: CleanConfig, rows: pa.Table, titles: pa.Array, texts: pa.Array) -> pa.Table:
    """Table `texts`: what the records say, the clean text, and what is found in it."""
    codes, scores = languages(texts, rows["language"].to_pylist())
    counts, starts, ends = split_sentences(texts)
    read = [
        code in config.languages or (code is None and may_be_english(text.as_py()))
        for code, text in zip(codes, texts, strict=True)
    ]
    return TEXTS.build(
        **{name: rows[name] for name in _PASSED},
        title=titles,
        language=strings(codes),
        language_score=numbers(scores, valid=np.array([code is not None for code in codes], bool)),
        is_read=numbers(np.array(read, bool)),
        text=texts,
        n_chars_raw=pc.utf8_length(rows["text"]),
        n_chars=pc.utf8_length(texts),
        n_words=numbers(count_tokens(texts)),
        n_sentences=numbers(counts),
        content_sha256=strings([sha256(text.as_buffer()).hexdigest() for text in texts]),
        sentence_starts=lists(counts, numbers(starts.astype(np.int32))),
        sentence_ends=lists(counts, numbers(ends.astype(np.int32))),
    )
