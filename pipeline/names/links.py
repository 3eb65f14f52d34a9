"""Whom a bare surname or initials mean: what the other articles of the days before say.

An article that names somebody in full and in short (`Angela Merkel`, later `Merkel`) is evidence that the short form
means the full name. A short form is linked where nearly all of the evidence of its window agrees.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Int64

Link = tuple[str, str, str, str]
MIN_SHARE = 0.8
"""Share of the evidence that one full name needs."""
MIN_ARTICLES = 2
"""Articles that the full name needs."""


def evidence_of(mentions: pa.Table, articles: pa.Table) -> pa.Table:
    """The evidence of a part.

    Args:
        mentions: `article_id`, `key`, `name`, `short_keys`.
        articles: `article_id`, `day`, `duplicate_of` of the same part; copies give no evidence.

    Returns:
        Columns `short` (key), `full` (key), `name`, `day` (-1 without): a row for each article that has both.
    """
    several = mentions.filter(numbers(np.diff(offsets(flat(mentions["short_keys"]))) > 0))
    place = pc.index_in(flat(several["article_id"]), value_set=flat(articles["article_id"]))
    original = pc.and_not(place.is_valid(), flat(articles["duplicate_of"]).take(place).is_valid())
    rows = several.filter(original)
    shorts = flat(rows["short_keys"])
    at = numbers(np.repeat(np.arange(len(shorts)), np.diff(offsets(shorts))))
    day = numbers(_days(rows, articles)).take(at)
    columns = [values(shorts), flat(rows["key"]).take(at), flat(rows["name"]).take(at), day]
    return pa.Table.from_arrays(columns, names=["short", "full", "name", "day"])


def short_names(mentions: pa.Table, articles: pa.Table) -> pa.Table:
    """The names of a part that need evidence: columns `article_id`, `key`, `day` (-1 without)."""
    rows = mentions.filter(mentions["is_short"])
    columns = [flat(rows["article_id"]), flat(rows["key"]), numbers(_days(rows, articles))]
    return pa.Table.from_arrays(columns, names=["article_id", "key", "day"])


def told_by(mentions: pa.Table, articles: pa.Table) -> pa.Table:
    """What a part tells and asks, from one reading: rows of `evidence_of`, and of `short_names`, which have no `full`.

    Args:
        mentions: `article_id`, `key`, `name`, `short_keys`, `is_short`.
        articles: `article_id`, `day`, `duplicate_of` of the same part.

    Returns:
        Columns `article_id`, `short` (key), `day`, `full` (key), `name`; null where a row does not have it.
    """
    asked = short_names(mentions, articles).rename_columns(["article_id", "short", "day"])
    return pa.concat_tables([asked, evidence_of(mentions, articles)], promote_options="default").combine_chunks()


def _days(rows: pa.Table, articles: pa.Table) -> Int64:
    """Day of the article of each row, -1 without one."""
    day = flat(articles["day"]).take(pc.index_in(flat(rows["article_id"]), value_set=flat(articles["article_id"])))
    return np.where(is_valid(day), to_numpy(day), -1).astype(np.int64)


@dataclass
class Evidence:
    """Days on which each full name stood for each short one.

    Attributes:
        window_days: how many days before an article count.
        days: short key → day and full key of each article that has both, by day once settled; -1 without a day.
        names: full key → its spellings.
    """

    window_days: int
    days: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _keys: dict[str, str] = field(default_factory=dict)  # each full key once
    _links: dict[tuple[str, int], tuple[str, str] | None] = field(default_factory=dict)  # what `link` has found

    def add(self, rows: Iterable[tuple[str, str, str, int]]) -> None:
        """Take in the evidence of a part."""
        self._links.clear()
        for short, full, name, day in rows:
            self.days[short].append((day, self._keys.setdefault(full, full)))
            self.names[full][name] += 1

    def settled(self) -> Evidence:
        """The same with days in order."""
        for listed in self.days.values():
            listed.sort()
        return self

    def full_key(self, short: str, day: int) -> str | None:
        """The full key that a short one means on a day; None where the evidence is thin or divided."""
        listed = self.days.get(short, [])
        since = max(day - self.window_days, 0) if day >= 0 else -1  # those without a day have a window of their own
        first, end = bisect_left(listed, (since,)), bisect_left(listed, (day + 1,))
        if end - first < MIN_ARTICLES:
            return None
        counts = Counter(full for _, full in listed[first:end])
        best, n = counts.most_common(1)[0]
        return best if n >= max(MIN_ARTICLES, MIN_SHARE * counts.total()) else None

    def link(self, short: str, day: int) -> tuple[str, str] | None:
        """The full key and name that a short key means on a day, see `full_key`."""
        if (short, day) not in self._links:
            full = self.full_key(short, day)
            self._links[short, day] = None if full is None else (full, self.full_name(full))
        return self._links[short, day]

    def full_name(self, full: str) -> str:
        """The spelling of most articles; the first by alphabet of equals."""
        names = self.names[full]
        return min(names, key=lambda name: (-names[name], name))


def linked(names: pa.Table, evidence: Evidence) -> list[Link]:
    """(article, short key, full key, full name) of the short names that the evidence is sure of; see `short_names`."""
    found = []
    for article, key, day in zip(*(names[c].to_pylist() for c in ("article_id", "key", "day")), strict=True):
        link = evidence.link(key, day)
        if link is not None:
            found.append((article, key, *link))
    return found
