"""What raw files unpack to, plain or compressed, with a bound on what they may grow to."""

from __future__ import annotations

import codecs
import io
import tarfile
import zipfile
import zlib
from typing import Any

import pyarrow as pa

from pipeline.ingest.binary import looks_binary
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.gunzip import Gunzip
from pipeline.ingest.opening import is_of_the_machine
from pipeline.ingest.record import Fault, Reason, in_a_line

HEAD = 1 << 12  # bytes by which it is told that a file is not compressed
PIECE = 1 << 13  # bytes that are asked of a decompressor at a time; as much is lost where a file is cut off
FREE_EXPANSION = 16_000_000  # bytes that any compressed file may give, however small it is
DAMAGE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError)


class Budget:
    """What a raw file may still unpack to, all its members together.

    Args:
        limit: bytes.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._spent = 0

    @classmethod
    def of(cls, size: int, config: IngestConfig) -> Budget:
        """For a raw file of so many bytes."""
        wanted = max(FREE_EXPANSION, int(size * config.max_expansion))
        return cls(min(wanted, int(config.max_expanded_mb * 1_000_000)))

    def spend(self, n_bytes: int) -> None:
        """Count; `Fault` where it is too much."""
        self._spent += n_bytes
        self.check(self._spent)

    def check(self, n_bytes: int) -> None:
        """`Fault` where so many would be too much."""
        if n_bytes > self._limit:
            detail = f"unpacks to more than {self._limit:,} bytes; see ingest.max_expansion and ingest.max_expanded_mb"
            raise Fault(Reason.ARCHIVE_TOO_LARGE, detail)


class _Bounded(io.RawIOBase):
    """A stream that spends a budget.

    Args:
        inner: anything with `read(n)`.
        budget: of the raw file.
    """

    def __init__(self, inner: Any, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a part of the buffer; `Fault` where the data is damaged or too much."""
        try:
            data = self._inner.read(min(len(buffer), PIECE))
        except DAMAGE as error:
            if is_of_the_machine(error):
                raise
            raise Fault(Reason.BAD_ARCHIVE, f"damaged or cut off: {in_a_line(error)}") from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def bounded(stream: Any, budget: Budget) -> io.BufferedReader:
    """The stream, raising `Fault` where it is damaged or beyond the budget."""
    return io.BufferedReader(_Bounded(stream, budget), PIECE)


def _is_text(head: bytes) -> bool:
    """Whether a file begins with text in UTF-8, which no compressed file does."""
    try:
        return (
            bool(head.strip())
            and b"\0" not in head
            and not looks_binary(head)
            and bool(codecs.utf_8_decode(head, "strict", False)[0])
        )
    except UnicodeDecodeError:
        return False


def unpacked(stream: io.BufferedReader, compression: str, budget: Budget) -> io.BufferedReader:
    """The stream as it was before compression (gzip, zstd, or empty: as it is), within the budget.

    A file whose name says that it is compressed and whose bytes are text is read as it is: whoever fetched it may have
    unpacked it on the way. Zstandard is Arrow's: it reads streams of several members and notices one that was cut off
    (zstandard does not).
    """
    if not compression or _is_text(stream.peek(HEAD)[:HEAD]):
        return stream
    if compression == "gzip":
        return bounded(Gunzip(stream), budget)
    return bounded(pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), compression), budget)
