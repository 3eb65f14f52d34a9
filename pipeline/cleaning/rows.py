"""Stretches of articles as rows of the tables `removed` and `flagged`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.types import Float64, Int64
from pipeline.tables.cleaning import FLAGGED, REMOVED


def removed(ids: pa.ChunkedArray, **stretches: Any) -> pa.Table:  # noqa: ANN401 -- see `_columns`
    """Table `removed`.

    Args:
        ids: `article_id` of each of n articles.
        stretches: the arguments of `_columns`.
    """
    return REMOVED.build(**_columns(ids, **stretches))


def flagged(ids: pa.ChunkedArray, *, probability: Float64, **stretches: Any) -> pa.Table:  # noqa: ANN401 -- see `_columns`
    """Table `flagged`.

    Args:
        ids: `article_id` of each of n articles.
        probability: shape (k,), 0..1; four decimals are kept.
        stretches: the arguments of `_columns`.
    """
    return FLAGGED.build(**_columns(ids, **stretches), probability=numbers(np.round(probability, 4).astype(np.float32)))


def _columns(
    ids: pa.ChunkedArray, *, row: Int64, start: Int64, end: Int64, text: pa.Array, rule: Sequence[str]
) -> dict[str, pa.Array]:
    """The columns that both tables share.

    Args:
        ids: `article_id` of each of n articles.
        row: shape (k,): the article of each stretch, ascending.
        start: shape (k,): first character of each stretch.
        end: shape (k,): one past the last.
        text: k strings: what the stretches read.
        rule: k names of rules.
    """
    article = ids.combine_chunks().take(numbers(row))
    return {"article_id": article, "start": numbers(start), "end": numbers(end), "text": text, "rule": strings(rule)}
