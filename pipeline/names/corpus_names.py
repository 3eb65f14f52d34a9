"""The list of all names of the corpus: forms, number of articles, first and last day.

Names and forms are counted part by part, which is remembered from night to night; only the counts are added up anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, lists, numbers, offsets, to_numpy, values
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.sorting import bounds_of, distinct, ordered
from pipeline.arrays.types import Bool, Int32, Int64
from pipeline.tables.exchange import Shard, exchanges, shard_of
from pipeline.tables.names import NAMES
from pipeline.tables.parts import Parts
from pipeline.text.byte_order import byte_order

_NO_DAY = np.int32(np.iinfo(np.int32).max)
_COUNTS = pa.schema(
    [
        ("entity_id", pa.string()),
        ("kind", pa.string()),
        ("text", pa.string()),
        ("is_form", pa.bool_()),
        ("n_articles", pa.int32()),
        ("first_day", pa.int32()),
        ("last_day", pa.int32()),
    ]
)


def name_counts(entities: pa.Table, articles: pa.Table) -> pa.Table:
    """Count the names and the forms of each entity in the articles of a part.

    Args:
        entities: `article_id`, `entity_id`, `name`, `kind`, `forms`.
        articles: `article_id` and `day` of the same part.

    Returns:
        A row for each name and each form of an entity, `is_form` says which: articles that have it, and the first and
        the last of their days; _NO_DAY and -_NO_DAY where none has one.
    """
    place = pc.index_in(flat(entities["article_id"]), value_set=flat(articles["article_id"]))
    day = flat(articles["day"]).take(place)
    has_day = is_valid(day)
    listed = flat(entities["forms"])
    n_forms, (entity, ids) = np.diff(offsets(listed)), numbered_column(flat(entities["entity_id"]))
    text, texts = numbered_column(pa.concat_arrays([flat(entities["name"]), values(listed)]))
    n_texts, n = max(len(texts), 1), entities.num_rows
    pairs = np.asarray(np.repeat(np.arange(n), n_forms) * n_texts + text[n:], np.int64)
    row, form = np.divmod(distinct(pairs), n_texts)
    at = np.concatenate([np.arange(n), row])
    counted = _Counted(
        entity[at].astype(np.int64),
        np.concatenate([text[:n].astype(np.int64), form]),
        np.arange(len(at)) >= n,
        np.ones(len(at), np.int32),
        np.where(has_day, to_numpy(day), _NO_DAY)[at],
        np.where(has_day, to_numpy(day), -_NO_DAY)[at],
    )
    added, lead = counted.added()
    return added.table(ids, flat(entities["kind"]).take(numbers(at[lead])), texts)


def name_table(counts: Iterable[pa.Table], parts: Parts, n_shards: int = 1) -> pa.Table:
    """Table `names` from the counts of all parts.

    Args:
        counts: of `name_counts`, read one after the other.
        parts: any table of the run, whose workers add up the shards.
        n_shards: of the entities; the counts of one shard are in memory at a time.
    """
    with exchanges(n_shards, pa.Table.from_batches([], _COUNTS), parts=parts) as (exchange,):
        for rows in counts:
            exchange.put(rows, shard_of(rows["entity_id"], n_shards))
        made = list(parts.side_by_side(_name_rows, exchange.shards()))
    return made[0] if n_shards == 1 else pa.concat_tables(made).sort_by("entity_id").combine_chunks()


def _name_rows(shard: Shard) -> pa.Table:
    """Rows of table `names` of some entities, from their counts in any order."""
    rows = shard.rows()
    (entity, ids), (text, texts) = _ranks(rows["entity_id"]), _ranks(rows["text"])
    told = (to_numpy(rows[name]) for name in ("is_form", "n_articles", "first_day", "last_day"))
    counts, row = _Counted(entity, text, *told).added()
    most = counts.n_articles.max(initial=0) - counts.n_articles
    order = ordered([counts.entity, most])  # of equals the first by alphabet
    named, formed = (order[counts.is_form[order] == is_form] for is_form in (False, True))
    bounds = bounds_of([counts.entity[named]])
    lead = named[bounds]
    n_articles, first, last = (
        function.reduceat(column[named], bounds) if len(bounds) else column[named]
        for function, column in (
            (np.add, counts.n_articles),
            (np.minimum, counts.first),
            (np.maximum, counts.last),
        )
    )
    dated = first < _NO_DAY
    return NAMES.build(
        entity_id=ids,
        name=texts.take(numbers(counts.text[lead])),
        kind=flat(rows["kind"]).take(numbers(row[lead])),
        forms=lists(np.bincount(counts.entity[formed], minlength=len(ids)), texts.take(numbers(counts.text[formed]))),
        n_articles=numbers(n_articles),
        first_day=numbers(np.where(dated, first, 0).astype(np.int32), pa.date32(), dated),
        last_day=numbers(np.where(dated, last, 0).astype(np.int32), pa.date32(), dated),
    )


class _Counted(NamedTuple):
    """Counts of n rows.

    Attributes:
        entity: int64, shape (n,): number of the entity.
        text: int64, shape (n,): number of its name or form.
        is_form: bool, shape (n,): which of both.
        n_articles: int32, shape (n,): articles that have it.
        first: int32, shape (n,): first of their days.
        last: int32, shape (n,): last of their days.
    """

    entity: Int64
    text: Int64
    is_form: Bool
    n_articles: Int32
    first: Int32
    last: Int32

    def added(self) -> tuple[_Counted, Int64]:
        """One row for each entity, text and `is_form`, in their order, and a row of each that it is made of."""
        size = 2 * (int(self.text.max(initial=-1)) + 1)
        key = self.entity * size + 2 * self.text + self.is_form
        order = ordered([key])
        bounds = bounds_of([key[order]])
        lead = order[bounds]
        if not len(lead):
            return self, lead
        n_articles = np.add.reduceat(self.n_articles[order], bounds)
        first, last = np.minimum.reduceat(self.first[order], bounds), np.maximum.reduceat(self.last[order], bounds)
        return _Counted(self.entity[lead], self.text[lead], self.is_form[lead], n_articles, first, last), lead

    def table(self, ids: pa.Array, kind: pa.Array, texts: pa.Array) -> pa.Table:
        """The rows as a table.

        Args:
            ids: the entities by number.
            kind: of each row.
            texts: the names and forms by number.
        """
        made = [
            ids.take(numbers(self.entity)),
            kind,
            texts.take(numbers(self.text)),
            numbers(self.is_form),
            numbers(self.n_articles),
            numbers(self.first),
            numbers(self.last),
        ]
        return pa.Table.from_arrays(made, schema=_COUNTS)


def _ranks(column: pa.ChunkedArray) -> tuple[Int64, pa.Array]:
    """The rank of each value among the distinct ones, and these, sorted as bytes."""
    number, known = numbered_column(flat(column))
    order = byte_order(known)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[number], known.take(numbers(order))
