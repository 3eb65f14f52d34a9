"""Read parts into Arrow arrays: whole columns, joins by article_id, a few texts.

Nothing in these rooms hands a Python scalar to an Arrow function: that would import pandas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, numbers, text_bytes, to_numpy
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.tables import TABLES
from pipeline.tables.parts import Parts

ID_BYTES = 16  # of an article_id
BATCH = 1 << 18
"""Rows that are in memory together, 30 to 50 bytes each: what they are looked up among is made ready for each batch."""


def gather(name: str, parts: Parts, columns: Sequence[str]) -> pa.Table:
    """Some columns of all parts; no rows, with the right types, where there is no part.

    What is read of several parts is kept from night to night; a single one is read as fast as what would be kept of it.
    """
    if not parts.names:
        return _empty(name, columns)
    if len(parts.names) == 1:
        return parts.read(parts.names[0], columns)
    return parts.all(columns)[0]


def _empty(name: str, columns: Sequence[str]) -> pa.Table:
    return TABLES[name].empty().select(list(columns))


def in_batches(parts: Parts, columns: Sequence[str]) -> Iterator[pa.Table]:
    """Some columns of all parts in order, some parts of BATCH rows at least together."""
    waiting: list[pa.Table] = []
    for part in parts.names:
        waiting.append(parts.read(part, columns))
        if sum(table.num_rows for table in waiting) >= BATCH:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def floats(column: pa.Array | pa.ChunkedArray) -> Float64:
    """A numeric column as float64, NaN where null."""
    return to_numpy(pc.cast(flat(column), pa.float64()))


def longs(column: pa.Array | pa.ChunkedArray, missing: int = 0) -> Int64:
    """An integer or date column as int64, `missing` where null."""
    known = flat(column)
    wide = pc.cast(known, pa.int32()) if pa.types.is_date(known.type) else known
    found: Int64 = to_numpy(pc.cast(wide, pa.int64()))
    return np.where(is_valid(known), found, missing) if known.null_count else found


def places(ids: pa.Array | pa.ChunkedArray, among: pa.Array) -> Int64:
    """Row number of each id in `among`, -1 where it is not there."""
    return longs(pc.index_in(ids, value_set=among), -1)


def article_runs(ids: pa.Array) -> tuple[Int64, Int64]:
    """Rows in a row of one article: the first row of each run, and the run of each row.

    Args:
        ids: article_id, shape (n,), the rows of an article together, so that a look-up for each run is enough.
    """
    if not len(ids):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = np.append(True, _differ(ids))
    return np.flatnonzero(starts), np.cumsum(starts) - 1


def _differ(ids: pa.Array) -> Bool:
    """Which ids differ from the one before, shape (n - 1,): 16 bytes each, as ids are, compared as two numbers."""
    letters, bounds = text_bytes(ids)
    if len(letters) != ID_BYTES * len(ids) or (np.diff(bounds) != ID_BYTES).any():
        return to_numpy(pc.not_equal(ids[1:], ids[:-1]))
    halves = letters.view(np.uint64).reshape(-1, 2)
    return np.asarray((halves[1:, 0] != halves[:-1, 0]) | (halves[1:, 1] != halves[:-1, 1]))


def places_of_runs(ids: pa.Array, among: pa.Array) -> Int64:
    """`places` of article ids of which equal ones mostly follow one another: looked up once for each run."""
    first, run = article_runs(ids)
    return places(ids.take(numbers(first)), among)[run]


def of_originals(ids: pa.Array, articles: pa.Table) -> Bool:
    """Which rows are of an original.

    Args:
        ids: article_id of each row.
        articles: `article_id` and `duplicate_of` of all of them.
    """
    originals = flat(articles["article_id"]).filter(pc.is_null(flat(articles["duplicate_of"])))
    return places_of_runs(ids, originals) >= 0


def beside(ids: pa.Array, data: pa.Table) -> pa.Table:
    """The rows of `data` (one row an article) in the order of `ids`; a row of nulls where an article has none."""
    return data.take(pc.index_in(ids, value_set=flat(data["article_id"]))).drop_columns(["article_id"])


def texts_at(parts: Parts, part: Int64, place: Int64) -> list[str]:
    """The texts of some articles or quotations, reading only the parts that hold one of them.

    Args:
        parts: a table with a column `text`.
        part: the part of each, a number into `parts.names`.
        place: its row there.
    """
    texts = [""] * len(part)
    for number in np.unique(part).tolist():
        at = np.flatnonzero(part == number)
        column = parts.read(parts.names[number], ["text"])["text"]
        for i, text in zip(at.tolist(), column.take(numbers(place[at])).to_pylist(), strict=True):
            texts[i] = text
    return texts
