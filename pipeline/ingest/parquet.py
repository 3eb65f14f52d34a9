"""`.parquet`: a row is an article."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.dates import EPOCH
from pipeline.ingest.encoding import decode
from pipeline.ingest.names import Names
from pipeline.ingest.opening import is_of_the_machine
from pipeline.ingest.record import Fault, Raw, Reason, in_a_line

ROWS = 64  # read at a time: of 1,000,000 characters each, these are 64 MB


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record a row, numbered from 1; only columns that stand for a field are read."""
    number = 0
    for batch in _batches(stream, Names(config.aliases)):
        columns = [_values(column) for column in batch.columns]
        for at in range(batch.num_rows):
            number += 1
            yield Raw(file, number, {n: c[at] for n, c in zip(batch.schema.names, columns, strict=True)})


def _batches(stream: io.BufferedReader, names: Names) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    with _seekable(stream) as source:
        try:
            found = pq.ParquetFile(pa.PythonFile(source, mode="r"), pre_buffer=False, buffer_size=1 << 20)
            wanted = [name for name in found.schema_arrow.names if names.is_wanted(name)]
            yield from found.iter_batches(ROWS, columns=wanted, use_threads=False)
        except Exception as error:
            if is_of_the_machine(error):
                raise
            raise Fault(Reason.BAD_PARQUET, in_a_line(error)) from None


@contextmanager
def _seekable(stream: io.BufferedReader) -> Iterator[Any]:
    """The stream, or what it gives in a file without a name; Parquet is read from its end."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
        copy.seek(0)
        yield copy


def _values(column: pa.Array) -> list[Any]:
    """Python values; times in UTC, or None where Python has none so early or late."""
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        return _times(column)
    try:
        found: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):  # text that is no UTF-8, among others
        return [_one(column, at) for at in range(len(column))]
    return [decode(v) if isinstance(v, bytes) else v for v in found]


def _one(column: pa.Array, at: int) -> Any:
    try:
        return column[at].as_py()
    except (ValueError, OverflowError):
        return None


def _times(column: pa.Array) -> list[Any]:
    microseconds = pa.timestamp("us", getattr(column.type, "tz", None))
    options = pc.CastOptions(microseconds, allow_time_truncate=True)
    try:
        steps = pc.cast(column, options=options).cast(pa.int64()).to_pylist()
    except pa.ArrowInvalid:  # beyond 64 bits
        return [_one(column, at) for at in range(len(column))]
    return [None if us is None else _moment(us) for us in steps]


def _moment(us: int) -> Any:
    try:
        return EPOCH + timedelta(microseconds=us)
    except OverflowError:
        return f"{us} microseconds since 1970"
