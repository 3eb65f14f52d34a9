"""`.csv`, `.tsv`: a row below the header is an article. A row that is broken costs itself; the next one is read."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.dialect import Dialect, sniff
from pipeline.ingest.encoding import decode
from pipeline.ingest.line_streams import text_stream
from pipeline.ingest.lines import LineDecoder, lines
from pipeline.ingest.names import Names
from pipeline.ingest.record import Fault, Raw, Reason, rejected
from pipeline.ingest.wide_encodings import SAMPLE


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record a row that is not blank; `record` counts the rows below the header."""
    csv.field_size_limit(config.max_line)  # the module's own limit is 131,072 characters, for the whole process
    whole = text_stream(stream)
    names = Names(config.aliases)
    head = whole.peek(SAMPLE)[:SAMPLE]
    dialect = sniff(decode(head) or head.decode("latin-1"), file, names)
    rows = _Rows(_decoded(whole, config), dialect, config.max_line)
    for number, row in enumerate(rows, 1):
        if isinstance(row, Fault):
            yield rejected(file, number, row.reason, row.detail, row.n_unread)
        else:
            yield _record(row, dialect.header, file, number, dialect.delimiter)


def _decoded(stream: io.BufferedReader, config: IngestConfig) -> Iterator[str | Fault]:
    """The lines of a file with their ends, or why one cannot be read."""
    decode_line = LineDecoder(stream)
    for _, line in lines(stream, config.max_line):
        if line is None:
            yield Fault(Reason.TOO_LONG, f"a line of more than {config.max_line:,} bytes")
            continue
        try:
            yield line.decode()
        except UnicodeDecodeError:
            text = decode_line(line)
            yield Fault(Reason.BAD_ENCODING, "no encoding that was tried") if text is None else text


QUOTES = Fault(Reason.BAD_ROW, "quotation marks that do not close, or are followed by text")


class _Rows:
    """The rows of a file below its header, each as its cells, or why some lines are none.

    Args:
        source: lines.
        dialect: how they are written.
        limit: longest row, characters.
    """

    def __init__(self, source: Iterator[str | Fault], dialect: Dialect, limit: int) -> None:
        self._source, self._dialect, self._limit = source, dialect, limit
        self._again: deque[str | Fault] = deque()
        for _ in range(dialect.n_before):
            next(self._source, None)

    def __iter__(self) -> Iterator[list[str] | Fault]:
        """Rows and faults, in order."""
        while (line := self._next()) is not None:
            if isinstance(line, Fault):
                yield line
            elif line.strip(" \r\n\ufeff"):
                yield self._row(line)

    def _next(self) -> str | Fault | None:
        return self._again.popleft() if self._again else next(self._source, None)

    def _row(self, line: str) -> list[str] | Fault:
        """The row that begins with a line."""
        taken = [line]
        row = line
        while not self._dialect.is_whole(row):
            if len(row) >= self._limit:
                return self._broken(taken, Fault(Reason.TOO_LONG, f"a row of more than {self._limit:,} characters"))
            more = self._next() if self._dialect.is_begun(row) else None
            if isinstance(more, Fault):
                return self._broken(taken, more)
            if more is None or not self._dialect.continues(more):
                self._again.extendleft([] if more is None else [more])
                return self._broken(taken, QUOTES)
            taken.append(more)
            row = "".join(taken)
        try:
            return self._dialect.split(row)
        except csv.Error:
            return self._broken(taken, QUOTES)

    def _broken(self, taken: list[str], why: Fault) -> list[str] | Fault:
        """Give back all lines but the first; read that one loosely, or pass the lines that are no rows."""
        self._again.extendleft(reversed(taken[1:]))
        loose = self._dialect.split_loosely(taken[0])
        if loose is not None:
            return loose
        n_lines = 1
        while (line := self._next()) is not None:
            if not isinstance(line, str) or self._is_row(line):
                self._again.appendleft(line)
                break
            n_lines += bool(line.strip())
        return Fault(why.reason, why.detail, 0, n_lines)

    def _is_row(self, line: str) -> bool:
        """Whether a line is a row of as many cells as the header, or the first of one."""
        if self._dialect.is_whole(line):
            try:
                return len(self._dialect.split(line)) == len(self._dialect.header)
            except csv.Error:
                return False
        n_columns = len(self._dialect.header)
        n_begun = line.count(self._dialect.delimiter) + 1
        return self._dialect.is_begun(line) and n_begun >= min(n_columns, max(2, n_columns - 1))


def _record(row: list[str], header: tuple[str, ...], file: str, number: int, delimiter: str) -> Raw:
    """The record of a row: cells that are missing are null, empty ones too many are nothing."""
    while len(row) > len(header) and not row[-1].strip():
        row.pop()
    if len(row) > len(header):
        if header[-1] not in ("text", "body", "content", "article"):
            return rejected(file, number, Reason.WRONG_COLUMNS, f"{len(row)} columns; the header has {len(header)}")
        row[len(header) - 1 :] = [delimiter.join(row[len(header) - 1 :])]
    fields: dict[str, str | None] = dict.fromkeys(header)
    for name, value in zip(header, row, strict=False):
        if len(value) > len(fields[name] or ""):  # of two columns of one name the longer cell counts
            fields[name] = value
    return Raw(file, number, fields)
