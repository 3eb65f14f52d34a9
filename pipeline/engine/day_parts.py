"""A table as a window step sees it: its rows by day, whatever parts they lie in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import is_valid, to_numpy
from pipeline.arrays.types import ByteStrings, Int64
from pipeline.engine.memory import Memory, recalled
from pipeline.engine.rows_by_article import ids_of
from pipeline.engine.store import Store, read_part
from pipeline.tables import TABLES
from pipeline.tables.parts import PartByPart, take

UNDATED = "undated"
_NO_DAY = np.iinfo(np.int64).min


def days_of(table: pa.Table) -> tuple[ByteStrings, Int64]:
    """article_id, sorted, and day of each article."""
    ids = ids_of(table)
    days = np.where(is_valid(table["day"]), to_numpy(table["day"]).astype(np.int64), _NO_DAY)
    order = np.argsort(ids, kind="stable")
    return ids[order], days[order]


def day_name(number: int) -> str:
    """The part name of a day since 1970."""
    return UNDATED if number == _NO_DAY else (date(1970, 1, 1) + timedelta(days=number)).isoformat()


def day_number(name: str) -> int:
    """The inverse of `day_name`."""
    return _NO_DAY if name == UNDATED else (date.fromisoformat(name) - date(1970, 1, 1)).days


class DayParts(PartByPart):
    """A table by days; see `pipeline.tables.parts.Parts`.

    Args:
        store: the output folder.
        table: name of the table.
        days: the days that may be read.
        lead: the table whose column `day` the rows go by.
        memory: where `recall` keeps its results; None computes every time.
    """

    def __init__(self, store: Store, table: str, days: Sequence[str], lead: str, memory: Memory | None = None) -> None:
        self._store, self._table, self._lead, self._memory = store, table, lead, memory
        self._gathered: dict[tuple[str, ...], tuple[pa.Table, Int64]] = {}
        self.names = tuple(days)
        self._numbers = np.array([day_number(name) for name in days], np.int64)

    def read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a day, sorted by article_id; whole or only some columns."""
        rows, place = self.all(columns)
        number = self.names.index(name) if name in self.names else len(self.names)
        first, last = np.searchsorted(place, [number, number + 1]).tolist()
        return rows.slice(first, last - first)

    def all(self, columns: Sequence[str] | None = None) -> tuple[pa.Table, Int64]:
        """All days in order as one table, and the number of the day (index into `names`) of each row."""
        wanted = tuple(columns) if columns is not None else tuple(TABLES[self._table].schema.names)
        if wanted not in self._gathered:
            self._gathered[wanted] = self._read_all(wanted)
        return self._gathered[wanted]

    def recall(self, function: Callable[..., pa.Table], table: pa.Table, arguments: Mapping[str, Any]) -> pa.Table:
        """See `pipeline.tables.parts.remembered`."""
        return recalled(self._memory, function, table, arguments)

    def _read_all(self, columns: Sequence[str]) -> tuple[pa.Table, Int64]:
        """The rows of the days from all parts, by day and article."""
        with_id = tuple(dict.fromkeys((*columns, "article_id")))
        pieces, places = [TABLES[self._table].empty().select(list(with_id))], [np.zeros(0, np.int64)]
        for part in self._store.names(self._lead):
            ids, days = days_of(read_part(self._store, self._lead, part, ("article_id", "day")))
            place = self._places(days)
            if (place < 0).all():
                continue
            rows = read_part(self._store, self._table, part, with_id)
            own = ids_of(rows)
            at = np.minimum(np.searchsorted(ids, own), len(ids) - 1)
            kept = np.flatnonzero((ids[at] == own) & (place[at] >= 0))
            pieces.append(rows if len(kept) == len(own) else take(rows, kept))
            places.append(place[at[kept]])
        rows, place = pa.concat_tables(pieces).combine_chunks(), np.concatenate(places)
        order = np.lexsort((ids_of(rows), place))
        return take(rows, order).combine_chunks().select(list(columns)), place[order]

    def _places(self, days: Int64) -> Int64:
        """Index into `names` of each day, -1 for one that is not among them."""
        order = np.argsort(self._numbers, kind="stable")
        known = self._numbers[order]
        at = np.minimum(np.searchsorted(known, days), max(len(known) - 1, 0))
        return np.where(known[at] == days, order[at], -1) if len(known) else np.full(len(days), -1)
