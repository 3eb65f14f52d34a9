"""Records that share an article_id: which of them is kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, numbers, strings, to_numpy
from pipeline.arrays.types import Int64
from pipeline.tables.cleaning import COLLISIONS
from pipeline.tables.parts import Parts

_PLAIN = ["article_id", "source_file", "record", "text_sha256"]


def giving_way(records: Parts) -> tuple[pa.Table, Int64]:
    """Find the records that give way to another one of the same article_id.

    Kept is the latest published (one without a date comes last), then the longest, then the one with the smallest hash,
    then the first by file and record. Records that could not be read take no part.

    Args:
        records: table `records`.

    Returns:
        Rows of table `collisions`, sorted, and the part number of each.
    """
    ids, part = records.all(["article_id"])
    counts = pc.value_counts(ids["article_id"].combine_chunks())
    shared = counts.field("values").filter(numbers(to_numpy(counts.field("counts")) > 1))
    concerned = np.unique(part[to_numpy(pc.is_in(ids["article_id"], value_set=shared))]).tolist()
    rivals = [row for number in concerned for row in _rivals(records, number, shared)]
    best = {row["article_id"]: row for row in sorted(rivals, key=_preference, reverse=True)}
    lost = [row for row in rivals if row is not best[row["article_id"]]]
    lost.sort(key=lambda row: (row["source_file"], row["record"]))
    kept = [best[row["article_id"]] for row in lost]
    table = COLLISIONS.build(
        source_file=strings([row["source_file"] for row in lost]),
        record=numbers(np.array([row["record"] for row in lost], np.int32)),
        detail=strings([f"kept: {row['source_file']}, record {row['record']}" for row in kept]),
    )
    return table, np.array([row["part"] for row in lost], np.int64)


def _rivals(records: Parts, number: int, shared: pa.Array) -> list[dict[str, Any]]:
    """The readable records of a part whose article_id is shared, with what decides between them."""
    rows = records.read(records.names[number], [*_PLAIN, "published_at", "text", "reason"])
    rows = rows.filter(pc.and_(pc.is_in(rows["article_id"], value_set=shared), pc.is_null(rows["reason"])))
    dates = np.where(is_valid(rows["published_at"]), to_numpy(rows["published_at"]), np.iinfo(np.int64).min).tolist()
    sizes = to_numpy(pc.utf8_length(rows["text"])).tolist()
    plain = rows.select(_PLAIN).to_pylist()
    return [{**row, "part": number, "size": n, "date": d} for row, n, d in zip(plain, sizes, dates, strict=True)]


def _preference(row: dict[str, Any]) -> tuple[Any, ...]:
    """Smallest for the record to keep."""
    return (-row["date"], -row["size"], row["text_sha256"], row["source_file"], row["record"])
