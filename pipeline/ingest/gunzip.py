"""Gzip, read as far as it goes: a file that is cut off or damaged gives what comes before, then says so."""

from __future__ import annotations

import zlib
from typing import Any

MAGIC = b"\x1f\x8b\x08"
INPUT = 1 << 16  # bytes that are read at a time
EXTRA, NAME, COMMENT, CHECK = 4, 8, 16, 2  # flags of RFC 1952


class Gunzip:
    """The bytes of a gzip file of one or more members; zero bytes after the last one are padding.

    Args:
        inner: anything with `read(n)`.

    Raises:
        zlib.error: where it is damaged, at the place; a wrong checksum or bytes after the end, when all has been read.
        EOFError: it is cut off.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._data = b""
        self._member: Any = None
        self._crc = 0
        self._complaint = ""

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        while self._member is not None or self._begin():
            data: bytes = self._member.decompress(self._data or self._more(), size)
            self._crc = zlib.crc32(data, self._crc)
            self._data = self._member.unconsumed_tail
            if self._member.eof:
                self._end()
            if data:
                return data
        if self._complaint:
            complaint, self._complaint = self._complaint, ""
            raise zlib.error(complaint)
        return b""

    def _begin(self) -> bool:
        """Read the header of a member; False at the end of the file."""
        self._fill(10)
        self._data = self._data.lstrip(b"\0") if not self._data.startswith(MAGIC) else self._data
        while not self._data and self._fill(1 << 10):
            self._data = self._data.lstrip(b"\0")
        if not self._data:
            return False
        self._fill(10)
        if not self._data.startswith(MAGIC):
            self._complaint = "bytes after the end that are no gzip"
            self._data = b""
            return False
        self._skip_header()
        self._member, self._crc = zlib.decompressobj(-zlib.MAX_WBITS), 0
        return True

    def _skip_header(self) -> None:
        flags, at = self._need(10)[3], 10
        if flags & EXTRA:
            at += 2 + int.from_bytes(self._need(at + 2)[at : at + 2], "little")
        for flag in (NAME, COMMENT):
            if flags & flag:
                while (found := self._data.find(b"\0", at)) < 0:
                    self._need(len(self._data) + 1)
                at = found + 1
        at += 2 if flags & CHECK else 0
        self._data = self._need(at)[at:]

    def _end(self) -> None:
        """Check the sum of a member."""
        self._data = self._member.unused_data
        trailer = self._need(8)[:8]
        if int.from_bytes(trailer[:4], "little") != self._crc:
            self._complaint = "wrong checksum"
        self._data, self._member = self._data[8:], None

    def _need(self, size: int) -> bytes:
        if not self._fill(size):
            raise EOFError("cut off")
        return self._data

    def _fill(self, size: int) -> bool:
        """Read on until so many bytes are there; whether they are."""
        while len(self._data) < size:
            more = self._inner.read(INPUT)
            if not more:
                return False
            self._data += more
        return True

    def _more(self) -> bytes:
        data: bytes = self._inner.read(INPUT)
        if not data:
            raise EOFError("cut off")
        return data
