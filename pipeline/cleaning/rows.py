"""Spans of articles as rows of the tables `removed` and `flagged`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.types import Float64, Int64
from pipeline.tables.cleaning import FLAGGED, REMOVED


def removed(ids: pa.ChunkedArray, **spans: Any) -> pa.Table:  # noqa: ANN401 -- see `_columns`
    """Table `removed`.

    Args:
        ids: `article_id` of each of n articles.
        spans: the arguments of `_columns`.
    """
    return REMOVED.build(**_columns(ids, **spans))


def flagged(ids: pa.ChunkedArray, *, probability: Float64, **spans: Any) -> pa.Table:  # noqa: ANN401 -- see `_columns`
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
