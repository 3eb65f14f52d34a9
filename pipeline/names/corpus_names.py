"""The list of all names of the corpus: forms, number of articles, first and last day.

Names and forms are counted part by part, which is remembered from night to night; only the counts are added up anew.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, lists, numbers, offsets, to_numpy, values
from pipeline.arrays.types import Int64
from pipeline.tables.exchange import exchanges, shard_of
from pipeline.tables.names import NAMES

_NO_DAY = int(np.iinfo(np.int32).max)
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
    first = np.where(is_valid(day), to_numpy(day), _NO_DAY).astype(np.int64)
    last = np.where(is_valid(day), to_numpy(day), -_NO_DAY).astype(np.int64)
    listed = flat(entities["forms"])
    row, form = _distinct(np.repeat(np.arange(len(listed)), np.diff(offsets(listed))), values(listed))
    at = np.concatenate([np.arange(entities.num_rows), row])
    rows = {
        "entity_id": flat(entities["entity_id"]).take(numbers(at)),
        "kind": flat(entities["kind"]).take(numbers(at)),
        "text": pa.concat_arrays([flat(entities["name"]), form]),
        "is_form": numbers(np.arange(len(at)) >= entities.num_rows),
        "n_articles": numbers(np.ones(len(at), np.int32)),
        "first_day": numbers(first[at].astype(np.int32)),
        "last_day": numbers(last[at].astype(np.int32)),
    }
    return _added(pa.Table.from_arrays([rows[name] for name in _COUNTS.names], schema=_COUNTS))


def name_table(counts: Iterable[pa.Table], n_shards: int = 1) -> pa.Table:
    """Table `names` from the counts of all parts.

    Args:
        counts: of `name_counts`, read one after the other.
        n_shards: of the entities; the counts of one shard are in memory at a time.
    """
    with exchanges(n_shards, pa.Table.from_batches([], _COUNTS)) as (exchange,):
        for rows in counts:
            exchange.put(rows, shard_of(rows["entity_id"], n_shards))
        made = [_name_rows(_added(exchange.shard(number))) for number in range(n_shards)]
    return made[0] if n_shards == 1 else pa.concat_tables(made).sort_by("entity_id").combine_chunks()


def _name_rows(rows: pa.Table) -> pa.Table:
    """Rows of table `names` of some entities, from their counts by `_added`."""
    entity, ids = _ranks(rows["entity_id"])
    is_form, n = to_numpy(rows["is_form"]), to_numpy(rows["n_articles"]).astype(np.int64)
    order = np.lexsort((np.arange(len(n)), -n, entity))  # of equals the first by alphabet
    named, formed = order[~is_form[order]], order[is_form[order]]
    lead = named[np.unique(entity[named], return_index=True)[1]]
    first, last = _spans(entity[named], rows, named, len(ids))
    dated = first < _NO_DAY
    return NAMES.build(
        entity_id=ids,
        name=flat(rows["text"]).take(numbers(lead)),
        kind=flat(rows["kind"]).take(numbers(lead)),
        forms=lists(np.bincount(entity[formed], minlength=len(ids)), flat(rows["text"]).take(numbers(formed))),
        n_articles=numbers(np.bincount(entity[named], n[named], len(ids)).astype(np.int32)),
        first_day=numbers(np.where(dated, first, 0).astype(np.int32), pa.date32(), dated),
        last_day=numbers(np.where(dated, last, 0).astype(np.int32), pa.date32(), dated),
    )


def _spans(entity: Int64, rows: pa.Table, at: Int64, n: int) -> tuple[Int64, Int64]:
    """First and last day of each of n entities over these rows."""
    first, last = np.full(n, _NO_DAY, np.int64), np.full(n, -_NO_DAY, np.int64)
    np.minimum.at(first, entity, to_numpy(rows["first_day"])[at])
    np.maximum.at(last, entity, to_numpy(rows["last_day"])[at])
    return first, last


def _added(rows: pa.Table) -> pa.Table:
    """One row for each entity, text and `is_form`, sorted by these: articles added up, the widest span of days."""
    entity, names = _ranks(rows["entity_id"])
    text, texts = _ranks(rows["text"])
    is_form = to_numpy(rows["is_form"]).astype(bool)
    pairs, lead, at = np.unique(
        (entity * max(len(texts), 1) + text) * 2 + is_form, return_index=True, return_inverse=True
    )
    both = pairs // 2
    first, last = _spans(at, rows, np.arange(len(at)), len(pairs))
    made = [
        names.take(numbers(both // max(len(texts), 1))),
        flat(rows["kind"]).take(numbers(lead)),
        texts.take(numbers(both % max(len(texts), 1))),
        numbers(pairs % 2 == 1),
        numbers(np.bincount(at, to_numpy(rows["n_articles"]), len(pairs)).astype(np.int32)),
        numbers(first.astype(np.int32)),
        numbers(last.astype(np.int32)),
    ]
    return pa.Table.from_arrays(made, schema=_COUNTS)


def _ranks(column: pa.ChunkedArray) -> tuple[Int64, pa.Array]:
    """The rank of each value among the distinct ones, and these, sorted as bytes."""
    coded = flat(column).dictionary_encode()
    order = to_numpy(pc.sort_indices(coded.dictionary)).astype(np.int64)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[to_numpy(coded.indices).astype(np.int64)], coded.dictionary.take(numbers(order))


def _distinct(row: Int64, forms: pa.Array) -> tuple[Int64, pa.Array]:
    """Each row's different forms, once each."""
    code, known = _ranks(pa.chunked_array([forms]))
    pairs = np.unique(row * max(len(known), 1) + code)
    return pairs // max(len(known), 1), known.take(numbers(pairs % max(len(known), 1)))
