"""Evidence for short names, row by row, and what it says of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from pipeline.names.links import TOLD, links_of

Link = tuple[str, str, str, str]


class Evidence:
    """Articles that have a full name beside a short one.

    Args:
        window_days: how many days before an article count.
    """

    def __init__(self, window_days: int) -> None:
        self._window_days, self._rows = window_days, list[tuple[str, str, str, int]]()

    def add(self, rows: Iterable[tuple[str, str, str, int]]) -> None:
        """More of them: short key, full key, name and day."""
        self._rows += rows

    def links(self, asked: Sequence[tuple[str, str, int]]) -> list[Link]:
        """The links of articles that have a short name: article_id, short key and day; in parts of two."""
        told = [{"short": s, "full": f, "name": n, "day": d} for s, f, n, d in self._rows]
        wanted = [{"article_id": article, "short": key, "day": day} for article, key, day in asked]
        pieces = [wanted[at : at + 2] for at in range(0, len(wanted), 2)]
        parts = [pa.Table.from_pylist(rows, pa.schema(TOLD.items())) for rows in (told[::2], *pieces, told[1::2])]
        found = links_of(parts, self._window_days)
        assert [len(found[0]), len(found[-1])] == [0, 0]
        return [tuple(row.values()) for table in found for row in table.to_pylist()]

    def link(self, short: str, day: int) -> tuple[str, str] | None:
        """The full key and name that a short key means on a day; None where that is not sure."""
        found = self.links([("x", short, day)])
        return found[0][2:] if found else None

    def full_key(self, short: str, day: int) -> str | None:
        """The full key."""
        found = self.link(short, day)
        return found[0] if found else None
