"""A table as a window step sees it: its rows by day, whatever parts they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import is_valid, to_numpy
from pipeline.arrays.types import ByteStrings, Int64
from pipeline.engine.rows_by_article import ids_of, joined, of_articles
from pipeline.engine.store import Store, read_part
from pipeline.tables import TABLES
from pipeline.tables.parts import PartByPart

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


class DayParts(PartByPart):
    """A table by days; see `pipeline.tables.parts.Parts`.

    Args:
        store: the output folder.
        table: name of the table.
        days: the days that may be read.
        lead: the table whose column `day` the rows go by.
    """

    def __init__(self, store: Store, table: str, days: Sequence[str], lead: str) -> None:
        self._store, self._table, self._lead = store, table, lead
        self._pieces: dict[tuple[str, ...], dict[str, list[pa.Table]]] = {}
        self.names = tuple(days)

    def read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a day, sorted by article_id; whole or only some columns."""
        wanted = tuple(columns) if columns is not None else tuple(TABLES[self._table].schema.names)
        if wanted not in self._pieces:
            self._pieces[wanted] = self._grouped(wanted)
        pieces = self._pieces[wanted].get(name)
        return joined(*pieces).select(list(wanted)) if pieces else self._empty(wanted)

    def _empty(self, columns: Sequence[str]) -> pa.Table:
        return TABLES[self._table].empty().select(list(columns))

    def _grouped(self, columns: Sequence[str]) -> dict[str, list[pa.Table]]:
        """The rows of each of the days, a table per part that has some."""
        found: dict[str, list[pa.Table]] = {day: [] for day in self.names}
        for part in self._store.names(self._lead):
            ids, days = days_of(read_part(self._store, self._lead, part, ("article_id", "day")))
            here = [number for number in np.unique(days).tolist() if day_name(number) in found]
            if not here:
                continue
            rows = read_part(self._store, self._table, part, tuple(dict.fromkeys((*columns, "article_id"))))
            for number in here:
                found[day_name(number)].append(of_articles(rows, ids[days == number]))
        return found
