"""`.warc`: a response with an HTML page is an article."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any

from pipeline.readers.config import IngestConfig
from pipeline.readers.files import is_of_the_machine
from pipeline.readers.html import page, to_raw
from pipeline.readers.raw import Fault, Raw, Reason, rejected

PAGE_TYPES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)")


class _BoundedLines:
    """A stream for warcio, which would keep a line of any length in memory."""

    def __init__(self, inner: io.BufferedReader, limit: int) -> None:
        self._inner = inner
        self._limit = limit
        self._run = 0  # bytes since the last line end

    def read(self, size: int) -> bytes:
        data = self._inner.read1(size)
        end = data.rfind(b"\n")
        self._run = len(data) - end - 1 if end >= 0 else self._run + len(data)
        if self._run > self._limit:
            raise Fault(Reason.BAD_ARCHIVE, f"more than {self._limit:,} bytes without the end of a line")
        return data


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One record a response with a page; `record` counts all records of the file, so that it stays what it is."""
    for number, found in enumerate(_found(stream, config), 1):
        is_page = found.rec_type == "response" and _content_type(found).startswith(PAGE_TYPES)
        body = _body(found, config.max_line + 1) if is_page else b""
        if _is_cut_off(found):
            raise Fault(Reason.BAD_ARCHIVE, f"cut off within record {number}")
        if is_page:
            yield _record(found, body, file, number, config)


def _found(stream: io.BufferedReader, config: IngestConfig) -> Iterator[Any]:
    """The records as warcio reads them."""
    try:
        from warcio.archiveiterator import WARCIterator  # type: ignore[import-untyped]  # noqa: PLC0415 -- an extra
    except ImportError:
        raise Fault(Reason.MISSING_LIBRARY, "needs warcio: pip install 'nightdesk[html]'") from None
    found = WARCIterator(_BoundedLines(stream, config.max_line))
    while (record := _next(found)) is not None:
        yield record


def _next(found: Any) -> Any:  # noqa: ANN401 -- warcio carries no types
    """The next record; None after the last one."""
    try:
        with contextlib.redirect_stderr(io.StringIO()):  # it prints there
            record = next(found, None)
    except Fault:
        raise
    except Exception as error:
        if is_of_the_machine(error):
            raise
        raise Fault(Reason.BAD_ARCHIVE, f"no WARC record where one should be: {type(error).__name__}") from None
    if found.err_count:
        raise Fault(Reason.BAD_ARCHIVE, "a record is longer than it says")
    return record


def _body(found: Any, bound: int) -> bytes | None:  # noqa: ANN401 -- warcio carries no types
    """The page, unpacked, at most so many bytes; None where it cannot be unpacked."""
    stream = found.content_stream()
    pieces: list[bytes] = []
    left = bound
    try:
        while left > 0 and (piece := stream.read(left)):
            pieces.append(piece)
            left -= len(piece)
    except Fault:
        raise
    except Exception as error:  # chunks and compression of any server
        if is_of_the_machine(error):
            raise
        return None
    return b"".join(pieces)


def _is_cut_off(found: Any) -> bool:  # noqa: ANN401 -- warcio carries no types
    """Read to the end of a record; whether the file ended before."""
    while found.raw_stream.read(1 << 16):
        pass
    return getattr(found.raw_stream, "limit", 0) > 0


def _record(found: Any, body: bytes | None, file: str, number: int, config: IngestConfig) -> Raw:  # noqa: ANN401 -- warcio carries no types
    status = found.http_headers.get_statuscode()
    if status != "200":
        return rejected(file, number, Reason.HTTP_STATUS, f"the server answered {status[:20] or 'nothing'}")
    if body is None:
        return rejected(file, number, Reason.BAD_HTML, "the page cannot be unpacked")
    charset = _CHARSET.search(_content_type(found))
    try:
        url = found.rec_headers.get_header("WARC-Target-URI")
        fields = page(body, config, record=number, url=url, charset=charset.group(1) if charset else "")
    except Fault as fault:
        return fault.row(file)
    return to_raw(fields, file, number)


def _content_type(found: Any) -> str:  # noqa: ANN401 -- warcio carries no types
    headers = found.http_headers
    return (headers.get_header("Content-Type") or "").strip().lower() if headers else ""
