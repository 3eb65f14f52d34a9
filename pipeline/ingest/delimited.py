"""`.csv`, `.tsv`: a row below the header is an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, count

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode
from pipeline.ingest.lines import skip_line, text_stream
from pipeline.ingest.names import Names
from pipeline.ingest.record import Fault, Raw, Reason, rejected

DELIMITERS = (",", ";", "\t", "|")


class _RowFault(Fault):
    """A row that cannot be read; the next one can."""


class _Lines:
    """Decoded lines for `csv.reader`, which takes as many as a row has, and no more of them than a row may have.

    Args:
        stream: UTF-8, or something near it.
        limit: longest row, bytes.
    """

    def __init__(self, stream: io.BufferedReader, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._size = self._quotes = 0

    def start_row(self) -> None:
        """Forget the lines of the row before."""
        self._size = self._quotes = 0

    def __iter__(self) -> _Lines:
        """Itself."""
        return self

    def __next__(self) -> str:
        """The next line with its end."""
        piece = self._stream.readline(self._limit)
        if not piece:
            raise StopIteration
        self._size += len(piece)
        self._quotes += piece.count(b'"')
        if self._size >= self._limit:
            self._skip_row(piece)
            raise _RowFault(Reason.TOO_LONG, f"a row of more than {self._limit:,} bytes; a quotation mark left open?")
        text = decode(piece)
        if text is None:
            raise _RowFault(Reason.BAD_ENCODING, "not UTF-8, nor any other encoding that was tried")
        return text

    def _skip_row(self, piece: bytes) -> None:
        """Pass lines until one ends outside quotation marks."""
        if not piece.endswith(b"\n"):
            self._quotes += skip_line(self._stream)
        while self._quotes % 2 and (piece := self._stream.readline(self._limit)):
            self._quotes += piece.count(b'"')


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record a row that is not blank; `record` counts the rows below the header."""
    csv.field_size_limit(config.max_line)  # the module's own limit is 131,072 characters, for the whole process
    lines = _Lines(text_stream(stream), config.max_line)
    first = next((line for line in lines if not line.isspace()), "")
    delimiter = _delimiter(first, file, Names(config.aliases))
    rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    header = _header(rows)
    for number in count(1):
        lines.start_row()
        try:
            row = next((r for r in rows if r), None)
        except (_RowFault, csv.Error) as fault:
            yield _faulty(fault, file, number)
            continue
        if row is None:
            return
        yield _record(row, header, file, number)


def _header(rows: Iterator[list[str]]) -> list[str]:
    try:
        return next(rows, [])
    except csv.Error as error:
        raise Fault(Reason.BAD_ROW, f"the header is broken: {error}") from None


def _delimiter(line: str, file: str, names: Names) -> str:
    """The one by which the header has a text; else what the name of the file says."""
    usual = "\t" if ".tsv" in file.lower()[-8:] else ","
    for delimiter in sorted(DELIMITERS, key=lambda d: d != usual):
        columns = (column.strip(' "\r\n') for column in line.split(delimiter))
        if any(found[0] == "text" for column in columns if (found := names.rank(column))):
            return delimiter
    return usual


def _record(row: list[str], header: list[str], file: str, number: int) -> Raw:
    if len(row) != len(header):
        return rejected(file, number, Reason.WRONG_COLUMNS, f"{len(row)} columns; the header has {len(header)}")
    return Raw(file, number, {name.strip(): value or None for name, value in zip(header, row, strict=True)})


def _faulty(fault: Exception, file: str, number: int) -> Raw:
    reason = fault.reason if isinstance(fault, Fault) else Reason.BAD_ROW
    return rejected(file, number, reason, str(fault))
