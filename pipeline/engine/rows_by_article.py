"""The rows of tables by article: their hashes, those of some articles, and those of several tables as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, numbers, text_bytes
from pipeline.arrays.hashing import SPREAD, mixed, row_hashes
from pipeline.arrays.types import Bool, ByteStrings, Int64, UInt64
from pipeline.tables.parts import take

ID = np.dtype("S16")
DIGESTS = {"content_sha256", "text_sha256"}  # columns that say what `text` is


@dataclass(frozen=True)
class Rows:
    """The articles of a part and a hash of what is known of each; both of shape (n,), sorted by article_id."""

    ids: ByteStrings
    hashes: UInt64

    def same_as(self, other: Rows) -> Bool:
        """Where the other has the article with the same hash, bool, shape (n,)."""
        if not len(other.ids):
            return np.zeros(len(self.ids), bool)
        at = np.minimum(np.searchsorted(other.ids, self.ids), len(other.ids) - 1)
        return np.asarray((other.ids[at] == self.ids) & (other.hashes[at] == self.hashes))


def rows_of_articles(tables: Mapping[str, pa.Table]) -> Rows:
    """A hash of all rows of each article.

    Args:
        tables: with `article_id`; the first names the articles.

    Returns:
        The articles of the first table.
    """
    first, *_ = tables.values()
    ids = np.unique(ids_of(first))
    hashes = np.zeros(len(ids), np.uint64)
    for table in tables.values():
        hashes = mixed(hashes + SPREAD) ^ _by_article(table, ids)
    return Rows(ids, hashes)


def _by_article(table: pa.Table, ids: ByteStrings) -> UInt64:
    """A hash of the rows of each article in one table, in their order, shape (len(ids),); 0 without rows."""
    names = table.schema.names
    read = [name for name in names if name != "text" or not DIGESTS & set(names)]
    hashes = row_hashes([table[name] for name in read], table.num_rows)
    own = ids_of(table)
    order = np.argsort(own, kind="stable")
    own = own[order]
    number = np.arange(len(own)) - np.searchsorted(own, own)
    at = np.minimum(np.searchsorted(ids, own), max(len(ids) - 1, 0))
    known = ids[at] == own if len(ids) else np.zeros(len(own), bool)
    found = np.zeros(len(ids), np.uint64)
    np.add.at(found, at[known], mixed(hashes[order] + (number + 1).astype(np.uint64) * SPREAD)[known])
    return found


def of_articles(table: pa.Table, ids: ByteStrings) -> pa.Table:
    """The rows of some articles (sorted), in the order of the table."""
    own = ids_of(table)
    at = np.minimum(np.searchsorted(ids, own), max(len(ids) - 1, 0))
    known = ids[at] == own if len(ids) else np.zeros(len(own), bool)
    return table.filter(numbers(known))


def joined(*tables: pa.Table) -> pa.Table:
    """Rows of tables of different articles, by article_id."""
    both = pa.concat_tables(tables)
    return take(both, np.argsort(ids_of(both), kind="stable").astype(np.int64))


def ids_of(table: pa.Table, column: str = "article_id") -> ByteStrings:
    """A column of ids as bytes, shape (n,)."""
    data, bounds = text_bytes(flat(table[column]))
    sizes: Int64 = np.diff(bounds)
    if (sizes == ID.itemsize).all():
        return np.frombuffer(data.tobytes(), ID)
    return np.array(table[column].to_pylist(), ID)
