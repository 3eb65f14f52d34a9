"""Which rows are wanted: days from and to, publishers. Parts that hold none of them are not read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import UsageError

Day = str | date
DAY_COLUMNS = (
    ("day", "day"),
    ("first_day", "last_day"),
    ("delivery_day", "delivery_day"),
)  # first and last day of a row


def day_columns(names: Sequence[str]) -> tuple[str, str] | None:
    """The columns of the first and the last day that a row of a table covers; None where it has no days."""
    return next((pair for pair in DAY_COLUMNS if set(pair) <= set(names)), None)


class Selection(NamedTuple):
    """Wanted days and publishers.

    Attributes:
        since: first day, included; None for no limit.
        until: last day, included; None for no limit.
        sources: publishers; None for all.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] | None = None

    @classmethod
    def of(cls, since: Day | None, until: Day | None, source: str | Sequence[str] | None) -> Selection:
        """From the arguments of `load`.

        Raises:
            UsageError: a day that is none.
        """
        sources = (source,) if isinstance(source, str) else tuple(source) if source is not None else None
        return cls(_day(since, "since"), _day(until, "until"), sources)

    @property
    def is_everything(self) -> bool:
        """Whether no row is left out."""
        return self.since is None and self.until is None and self.sources is None

    def mask(self, data: pa.Table, first: str, last: str) -> pa.Array:
        """Which rows are wanted.

        Args:
            data: rows with the day columns, and `source` where publishers are selected.
            first: name of the column of the first day that a row covers.
            last: name of the column of the last day.

        Returns:
            Boolean array, one value per row; a row without a day is not wanted where days are selected.
        """
        wanted = pa.chunked_array([pa.repeat(pa.scalar(value=True), data.num_rows)])
        if self.since is not None:
            wanted = pc.and_(
                wanted, pc.fill_null(pc.greater_equal(data[last], pa.scalar(self.since)), fill_value=False)
            )
        if self.until is not None:
            wanted = pc.and_(wanted, pc.fill_null(pc.less_equal(data[first], pa.scalar(self.until)), fill_value=False))
        if self.sources is not None:
            wanted = pc.and_(wanted, pc.is_in(data["source"], value_set=pa.array(self.sources, pa.string())))
        return wanted

    def may_hold(self, path: Path, first: str, last: str) -> bool:
        """Whether a part can hold a wanted day, by the statistics in its footer."""
        metadata = pq.read_metadata(path)
        groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
        after = self.since is None or any(_bound(g, last, "max", self.since) >= self.since for g in groups)
        return after and (self.until is None or any(_bound(g, first, "min", self.until) <= self.until for g in groups))


def _bound(group: pq.RowGroupMetaData, name: str, which: str, otherwise: date) -> date:
    """The smallest or largest day of a row group; `otherwise` where its statistics do not say."""
    columns = (group.column(i) for i in range(group.num_columns))
    statistics = next(c.statistics for c in columns if c.path_in_schema == name)
    if statistics is None or not statistics.has_min_max:
        return otherwise
    bound: date = getattr(statistics, which)
    return bound


def _day(value: Day | None, name: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise UsageError(f"{value!r} is no day", where=name, hint="write it as 2026-03-04") from error
