"""Streams read as UTF-8 with line feeds, whatever they are written in."""

from __future__ import annotations

import codecs
import io
from typing import Any

from pipeline.ingest.binary import looks_binary
from pipeline.ingest.record import Fault, Reason
from pipeline.ingest.wide_encodings import SAMPLE, split_bom, wide_encoding

HEAD = 4096  # bytes that are looked at before reading


def text_stream(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream without a byte order mark, in UTF-8 where the mark named another encoding.

    Raises:
        Fault: it begins like a binary file.
    """
    head = stream.peek(HEAD)[:HEAD]
    if looks_binary(head):
        raise Fault(Reason.BINARY_FILE, "control characters or the signature of another format; no text")
    if b"\r" in head and b"\n" not in head and not wide_encoding(head) and split_bom(head)[0] in (None, "utf-8"):
        stream = io.BufferedReader(_LineFeeds(stream), SAMPLE)
        head = stream.peek(HEAD)[:HEAD]
    encoding, rest = split_bom(head)
    encoding = encoding or wide_encoding(head)
    if encoding == "utf-8":
        stream.read(len(head) - len(rest))
    return stream if encoding in (None, "utf-8") else io.BufferedReader(_AsUtf8(stream, encoding))


class _LineFeeds(io.RawIOBase):
    """A stream whose lines end with a carriage return alone, as on old Macs, read with line feeds."""

    def __init__(self, inner: io.BufferedReader) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a part of the buffer."""
        data = self._inner.read(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(data)] = data
        return len(data)


class _AsUtf8(io.RawIOBase):
    """A stream of UTF-16 or UTF-32 with a byte order mark, read as UTF-8."""

    def __init__(self, inner: io.BufferedReader, encoding: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a part of the buffer: what is asked of the inner stream is a quarter of it, so that it always fits."""
        data = b""
        while not data:
            piece = self._inner.read(len(buffer) // 4)
            data = self._decoder.decode(piece, final=not piece).encode("utf-8", "replace")
            if not piece:
                break
        buffer[: len(data)] = data
        return len(data)
