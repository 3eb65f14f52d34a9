"""`.warc`: a response with an HTML page is an article."""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.binary import looks_binary
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.encoding import decode
from pipeline.ingest.html import page, to_raw
from pipeline.ingest.opening import is_of_the_machine
from pipeline.ingest.record import Fault, Raw, Reason, rejected

MAX_HEADERS = 1 << 20  # bytes
WINDOWS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}  # zlib's codes of the headers that are tried
PROTOCOLS = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3"]
CONTENT = ("response", "resource", "conversion")
"""Types of records that may be an article; of a revisit the page stands in another record, the others are none."""
PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/html", "text/xhtml", "application/xml+html")
UNTYPED = ("", "application/octet-stream", "unknown/unknown", "text/plain", "content/unknown", "*/*")
"""Types by which a page may be sent whose server does not know better."""
HEAD = 1024  # bytes of a body in which a page says that it is one
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|title)[\s>]", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)")


class _BoundedHeaders:
    """A stream for warcio, which would keep a header line of any length in memory.

    Args:
        inner: the file.
    """

    def __init__(self, inner: io.BufferedReader) -> None:
        self._inner = inner
        self._left: int | None = None

    def read(self, size: int) -> bytes:
        """At most `size` bytes; `Fault` where headers never end."""
        data = self._inner.read1(size)
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise Fault(Reason.BAD_ARCHIVE, f"headers of more than {MAX_HEADERS:,} bytes")
        return data

    @contextlib.contextmanager
    def in_headers(self) -> Iterator[None]:
        """While headers are read; warcio prints to stderr meanwhile, which is no place for that."""
        self._left = MAX_HEADERS
        with contextlib.redirect_stderr(io.StringIO()):
            yield
        self._left = None


def records(stream: io.BufferedReader, file: str, config: IngestConfig) -> Iterator[Raw]:
    """One row per record of the file, its number from 1; those that hold no page are rejected as such."""
    for number, found in enumerate(_responses(stream), 1):
        body = _body(found, config.max_line + 1) if found.rec_type in CONTENT else b""
        if _is_cut_off(found):
            raise Fault(Reason.BAD_ARCHIVE, f"cut off within record {number}")
        if found.rec_type in CONTENT:
            yield _record(found, body, file, number, config)
        else:
            kind = str(found.rec_type)[:40]
            yield rejected(file, number, Reason.NO_PAGE_RECORD, f"a record of the type {kind}, which holds no page")


def _responses(stream: io.BufferedReader) -> Iterator[Any]:
    """All records; those of responses with the server's headers, where these can be read."""
    try:
        from warcio.archiveiterator import WARCIterator
    except ImportError:
        raise Fault(Reason.MISSING_LIBRARY, "needs warcio: pip install 'nightdesk[html]'") from None
    guarded = _BoundedHeaders(stream)
    found = WARCIterator(guarded, no_record_parse=True)
    while True:
        try:
            with guarded.in_headers():
                record = next(found, None)
        except Exception as error:  # noqa: BLE001 -- a foreign parser over foreign files
            raise _fault(error) from None
        if found.err_count:
            raise Fault(Reason.BAD_ARCHIVE, "a record is longer than it says")
        if record is None:
            return
        with guarded.in_headers():
            record.http_headers = _http_headers(record)
        yield record


def _fault(error: Exception) -> Exception:
    """What an error of the foreign parser means: nearly always the file's fault."""
    if isinstance(error, Fault) or is_of_the_machine(error):
        return error
    return Fault(Reason.BAD_ARCHIVE, f"no WARC record where one should be: {type(error).__name__}")


def _http_headers(record: Any) -> Any:
    """Status and headers of a response; None for other records and where they cannot be read."""
    from warcio.statusandheaders import (
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    if record.rec_type != "response":
        return None
    try:
        return StatusAndHeadersParser(PROTOCOLS, verify=False).parse(record.raw_stream)
    except (StatusAndHeadersParserException, EOFError):
        return None


def _body(found: Any, bound: int) -> bytes | None:
    """The page, unpacked, at most so many bytes; None where it cannot be unpacked."""
    from warcio.bufferedreaders import ChunkedDataReader

    stream = found.raw_stream
    if _header(found, "Transfer-Encoding") == "chunked":
        stream = ChunkedDataReader(stream)
    pieces: list[bytes] = []
    left = bound
    while left > 0 and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return _unpacked(b"".join(pieces), _header(found, "Content-Encoding"), bound)


def _unpacked(body: bytes, encoding: str, bound: int) -> bytes | None:
    """A body without compression; crawlers that store it so may keep the header that says otherwise."""
    for bits in WINDOWS.get(encoding, ()):
        unpacker = zlib.decompressobj(bits)
        with contextlib.suppress(zlib.error):
            data = unpacker.decompress(body, bound)
            if unpacker.eof or len(data) == bound:
                return data
    return None if encoding not in ("", "identity") and looks_binary(body) else body


def _is_cut_off(found: Any) -> bool:
    """Read to the end of a record; whether the file ended before."""
    while found.raw_stream.read(1 << 16):
        pass
    return getattr(found.raw_stream, "limit", 0) > 0


def _record(found: Any, body: bytes | None, file: str, number: int, config: IngestConfig) -> Raw:
    status = found.http_headers.get_statuscode() if found.http_headers else "200"
    if status != "200":
        return rejected(file, number, Reason.HTTP_STATUS, f"the server answered {status[:20] or 'nothing'}")
    if body is None:
        return rejected(file, number, Reason.BAD_HTML, "the page cannot be unpacked")
    kind = _header(found, "Content-Type")
    url = found.rec_headers.get_header("WARC-Target-URI")
    if found.rec_type == "conversion" and not kind.startswith(PAGE_TYPES):
        return _text(found, body, url, file, number)
    if not kind.startswith(PAGE_TYPES) and not (
        kind.partition(";")[0].strip() in UNTYPED and _PAGE.search(body[:HEAD])
    ):
        return rejected(file, number, Reason.NOT_A_PAGE, f"sent as {kind[:80] or 'nothing'}")
    charset = _CHARSET.search(kind)
    try:
        fields = page(body, config, record=number, url=url, charset=charset.group(1) if charset else "")
    except Fault as fault:
        return fault.row(file)
    return to_raw(fields, file, number)


def _text(found: Any, body: bytes, url: str | None, file: str, number: int) -> Raw:
    """The record of a page that somebody has turned into text (WET)."""
    text = decode(body)
    if text is None:
        return rejected(file, number, Reason.BAD_ENCODING, "not UTF-8, nor any other encoding that was tried")
    language = found.rec_headers.get_header("WARC-Identified-Content-Language")
    return Raw(file, number, {"text": text, "url": url, "language": (language or "").partition(",")[0] or None})


def _header(found: Any, name: str) -> str:
    """A header of the server, else of the record, in lower case; empty without one."""
    headers = found.http_headers or (found.rec_headers if found.rec_type != "response" else None)
    return (headers.get_header(name) or "").strip().lower() if headers else ""
