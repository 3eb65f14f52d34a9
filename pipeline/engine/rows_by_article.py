"""The rows of tables by article: their hashes, those of some articles, and those of several tables as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import fixed_bytes, numbers
from pipeline.arrays.hashing import SPREAD, byte_hashes, mixed, row_hashes
from pipeline.arrays.types import Bool, ByteStrings, UInt64
from pipeline.tables.parts import take

ID = np.dtype("S16")
DIGESTS = {"content_sha256", "text_sha256"}  # columns that say what `text` is
KNOWN = 512  # files whose rows a process remembers; 24 bytes an article


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

    def of(self, ids: ByteStrings) -> UInt64:
        """The hash of each of some articles, shape of `ids`; 0 for those that are not there."""
        if not len(self.ids):
            return np.zeros(len(ids), np.uint64)
        at = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[at] == ids, self.hashes[at], np.uint64(0))


_KNOWN: dict[str, Rows] = {}  # SHA-256 of a file → its rows, that asked for last at the end


def rows_of_articles(tables: Mapping[str, pa.Table]) -> Rows:
    """A hash of all rows of each article.

    Args:
        tables: with `article_id`; the first names the articles.

    Returns:
        The articles of the first table.
    """
    return rows_together([rows_of(table) for table in tables.values()])


def rows_together(tables: Sequence[Rows]) -> Rows:
    """A hash of all rows that each article of the first table has in these tables; see `rows_of`."""
    ids = tables[0].ids
    hashes = np.zeros(len(ids), np.uint64)
    for table in tables:
        hashes = mixed(hashes + SPREAD) ^ table.of(ids)
    return Rows(ids, hashes)


def rows_of_file(sha256: str, table: pa.Table) -> Rows:
    """See `rows_of`; the steps that read the same file of a part in one process hash its rows once.

    Args:
        sha256: of the file.
        table: what it holds.
    """
    found = _KNOWN.pop(sha256, None)
    found = _KNOWN[sha256] = rows_of(table) if found is None else found
    if len(_KNOWN) > KNOWN:
        del _KNOWN[next(iter(_KNOWN))]
    return found


def compared(names: Sequence[str]) -> list[str]:
    """The columns that tell rows apart: all but the text where another one says what it is."""
    return [name for name in names if name != "text" or not DIGESTS & set(names)]


def rows_of(table: pa.Table) -> Rows:
    """The articles of a table, and a hash of the rows of each in their order; see `compared`."""
    own = ids_of(table)
    if not bool((own[1:] >= own[:-1]).all()):
        order = np.argsort(own, kind="stable").astype(np.int64)
        table, own = take(table, order), own[order]
    first = np.flatnonzero(np.append(True, own[1:] != own[:-1])[: len(own)])
    names = [name for name in compared(table.schema.names) if name != "article_id"]
    hashes = row_hashes([table[name] for name in names], np.append(first, len(own)))
    ids = own[first]
    n_bytes = np.full(len(ids), ID.itemsize)
    return Rows(ids, hashes ^ byte_hashes(ids.view(np.uint8), np.cumsum(n_bytes) - n_bytes, n_bytes))


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
    return fixed_bytes(table[column], ID.itemsize)
