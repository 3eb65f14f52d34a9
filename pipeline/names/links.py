"""Whom a bare surname or initials mean: what the other articles of the days before say.

An article that names somebody in full and in short (`Angela Merkel`, later `Merkel`) is evidence that the short form
means the full name. A short form is linked where nearly all of the evidence of its window agrees.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, numbers, offsets, to_numpy, values
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.types import Int64
from pipeline.tables.names import NAME_LINKS
from pipeline.text.spellings import commonest

MIN_SHARE = 0.8
"""Share of the evidence that one full name needs."""
MIN_ARTICLES = 2
"""Articles that the full name needs."""
TOLD = {"article_id": pa.string(), "short": pa.string(), "day": pa.int64(), "full": pa.string(), "name": pa.string()}
"""Columns of `told_by`."""


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


class Told(NamedTuple):
    """Evidence in numbers, a row for each article that has both names; int64, shape (n,) each.

    Attributes:
        short: number of the short name.
        full: number of the full name.
        day: days since 1970, -1 without.
    """

    short: Int64
    full: Int64
    day: Int64


def links_of(parts: Iterable[pa.Table], window_days: int) -> list[pa.Table]:
    """Rows of table `name_links` of each part: the short names that the evidence of all parts is sure of.

    Args:
        parts: of `told_by`, one after the other.
        window_days: how many days before an article count.
    """
    columns, sizes = _by_column(parts)
    short, shorts = numbered_column(flat(columns.pop("short")))
    rows, day = flat(columns.pop("full")), to_numpy(columns.pop("day")).astype(np.int64)
    is_told, names = is_valid(rows), flat(columns.pop("name")).drop_null()
    rows = rows.drop_null()
    full, fulls = numbered_column(rows)
    names, spelling = commonest(names, rows)
    name = np.zeros(len(fulls), np.int64)
    name[full] = spelling
    asked, wanted = np.flatnonzero(~is_told), short.astype(np.int64)
    told = Told(wanted[is_told], full.astype(np.int64), day[is_told])
    code = meant(told, wanted[asked], day[asked], window_days)
    sure, code = asked[code >= 0], code[code >= 0]
    made = [flat(columns["article_id"]).take(numbers(sure)), shorts.take(numbers(wanted[sure]))]
    made += [fulls.take(numbers(code)), names.take(numbers(name[code]))]
    table = NAME_LINKS.build(**dict(zip(NAME_LINKS.schema.names, made, strict=True)))
    bounds = np.searchsorted(sure, np.cumsum(sizes)).tolist()
    return [table.slice(first, end - first) for first, end in pairwise(bounds)]


def _by_column(parts: Iterable[pa.Table]) -> tuple[dict[str, pa.ChunkedArray], list[int]]:
    """The columns of all parts, each to be dropped when it has been read; 0 and the rows of each part."""
    chunks: dict[str, list[pa.Array]] = {name: [] for name in TOLD}
    sizes = [0]
    for rows in parts:
        sizes.append(rows.num_rows)
        for name, column in zip(rows.column_names, rows.columns, strict=True):
            chunks[name] += column.chunks
    return {name: pa.chunked_array(chunks.pop(name), kind) for name, kind in TOLD.items()}, sizes


def meant(told: Told, short: Int64, day: Int64, window_days: int) -> Int64:
    """The full name that each short one means on a day; -1 where the evidence of the window is thin or divided.

    The name of more than half of a window has those bits that more than half of its names have: whether it is there
    often enough is then counted for this one name.

    Args:
        told: the evidence; articles without a day count for those without alone, articles before 1970 for none.
        short: int64, shape (m,): the names that are asked for.
        day: int64, shape (m,): the day of each, -1 without.
        window_days: how many days before it count.
    """
    told = Told(*(column[told.day >= -1] for column in told))
    span = int(max(told.day.max(initial=0), day.max(initial=0))) + 2
    since = np.where(day >= 0, np.maximum(day - window_days, 0), -1) + 1
    last = np.maximum(day, -2) + 1
    keys = told.short * span + told.day + 1
    order = np.argsort(keys, kind="stable")
    full, (first, end) = told.full[order], _ranges(keys[order], short * span + since, short * span + last)
    n, n_full = np.maximum(end - first, 0), int(told.full.max(initial=-1)) + 1
    code = np.zeros(len(short), np.int64)
    for bit in range(n_full.bit_length()):
        before = np.append(0, np.cumsum(full >> bit & 1))
        code |= (2 * (before[end] - before[first]) > n).astype(np.int64) << bit
    known = np.minimum(code, max(n_full - 1, 0))
    pair = (short * n_full + known) * span
    keys = np.sort((told.short * n_full + told.full) * span + told.day + 1)
    of_name = _ranges(keys, pair + since, pair + last)
    is_sure = (n > 0) & (code == known) & (of_name[1] - of_name[0] >= np.maximum(MIN_ARTICLES, MIN_SHARE * n))
    return np.where(is_sure, code, -1)


def _ranges(keys: Int64, first: Int64, last: Int64) -> tuple[Int64, Int64]:
    """Where the keys from `first` to `last` stand among all, which are in order: begin and end, shape of these."""
    return np.searchsorted(keys, first), np.searchsorted(keys, last, "right")
