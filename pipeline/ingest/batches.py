"""Units to tables: the only door to this package."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import encoded_strings, numbers, string_lists, strings
from pipeline.arrays.types import Integer
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.fields import Record, order_of, to_record
from pipeline.ingest.formats import shown
from pipeline.ingest.names import Names
from pipeline.ingest.read_file import records
from pipeline.ingest.record import Raw
from pipeline.ingest.units import Unit
from pipeline.tables.records import RECORDS
from pipeline.tables.schema import STAMP

SAMPLE_RECORDS, SAMPLE_CHARS = 1_000, 4_000_000  # of a file that are read before the first becomes a row
NUMERIC = {
    "record": pa.int32(),
    "n_unread": pa.int32(),
    "key": pa.uint64(),
    "url_key": pa.uint64(),
    "title_key": pa.uint64(),
    "published_at": STAMP,
    "modified_at": STAMP,
    "day": pa.date32(),
    "delivery_day": pa.date32(),
}


def read(unit: Unit, raw: Path, config: IngestConfig, known: Collection[pa.Table] = ()) -> Iterator[pa.Table]:
    """The records of a unit as tables `records`.

    Args:
        unit: of `plan(raw)`.
        raw: the raw folder.
        config: bounds and names.
        known: rows of web pages of the unit that were read before and are what they were.

    Yields:
        Tables of at most `batch_articles` rows and (but for a single longer text) `batch_mb` of text, cut in the order
        of reading, each sorted by article_id, source_file, record. Every record of the files is in exactly one row.
    """
    taken = {one.source_file: one for table in known for one in to_records(table)}
    return (to_table(batch) for batch in _batches(_records(unit, raw.resolve(), config, taken), config))


def to_table(records: list[Record]) -> pa.Table:
    """One row a record, sorted."""
    rows = sorted(records, key=attrgetter("article_id", "source_file", "record"))
    values = map(list, zip(*rows, strict=True)) if rows else ([] for _ in Record._fields)
    columns: dict[str, list[Any]] = dict(zip(Record._fields, values, strict=True))
    texts = columns.pop("utf8")
    return RECORDS.build(text=encoded_strings(texts), **{name: _column(name, found) for name, found in columns.items()})


def to_records(table: pa.Table) -> Iterator[Record]:
    """The records that a table was made of, in its order."""
    whole = {name: _whole(table[name]) for name in RECORDS.schema.names}
    whole["utf8"] = table["text"].cast(pa.binary()).to_pylist()
    return map(Record._make, zip(*(whole[name] for name in Record._fields), strict=True))


def _whole(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column as `Record` has them: times and days as integers."""
    plain = {STAMP: pa.int64(), pa.date32(): pa.int32()}
    values: list[Any] = column.cast(plain.get(column.type, column.type)).to_pylist()
    return values


def _records(unit: Unit, raw: Path, config: IngestConfig, taken: Mapping[str, Record]) -> Iterator[Record]:
    names = Names(config.aliases)
    for file in unit.files:
        if file in taken:
            yield taken[file]
            continue
        found = records(raw / file, raw, shown(file), config)
        first = list(_sample(found))
        order = order_of(first, names)
        for one in chain(first, found):
            yield to_record(one, names, config, order)


def _sample(found: Iterator[Raw]) -> Iterator[Raw]:
    """The first records of a file, by which the order of day and month in its dates is told."""
    size = 0
    for one in islice(found, SAMPLE_RECORDS):
        yield one
        size += sum(len(value) for value in one.fields.values() if isinstance(value, str))
        if size > SAMPLE_CHARS:
            return


def _batches(records: Iterator[Record], config: IngestConfig) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        n_bytes = len(record.utf8 or b"")
        if batch and (len(batch) >= config.batch_articles or size + n_bytes > config.batch_bytes):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += n_bytes
    if batch:
        yield batch


def _column(name: str, values: list[Any]) -> pa.Array:
    if name == "authors":
        return string_lists(values)
    if name not in NUMERIC:
        return strings(values)
    valid = np.fromiter((v is not None for v in values), bool, len(values))
    whole = np.uint64 if NUMERIC[name] == pa.uint64() else np.int64
    filled: Integer = np.fromiter((v or 0 for v in values), whole, len(values))
    return numbers(filled, NUMERIC[name], valid)
