"""Opening raw files: inside the raw folder only, plain or compressed, with a bound on what they may grow to."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyarrow as pa

from pipeline.readers.config import IngestConfig
from pipeline.readers.raw import Fault, Reason

PIECE = 1 << 15  # bytes that are asked of a decompressor at a time; as much is lost where a file is cut off
FREE_EXPANSION = 16_000_000  # bytes that any compressed file may give, however small it is


class Bounded(io.RawIOBase):
    """A stream that refuses to give more than `limit` bytes.

    Args:
        inner: anything with `read(n)`.
        limit: bytes.
    """

    def __init__(self, inner: Any, limit: int) -> None:  # noqa: ANN401 -- pyarrow's streams carry no types
        self._inner = inner
        self._limit = limit
        self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 -- any writable buffer
        """Fill a part of the buffer; `Fault` where the data is damaged or too much."""
        try:
            data = self._inner.read(min(len(buffer), PIECE))
        except OSError as error:
            if error.errno is not None:  # the disk's fault, not the file's
                raise
            raise Fault(Reason.BAD_ARCHIVE, f"damaged or cut off: {error}") from None
        self._given += len(data)
        if self._given > self._limit:
            raise Fault(Reason.ARCHIVE_TOO_LARGE, too_large(self._limit))
        buffer[: len(data)] = data
        return len(data)


def too_large(limit: int) -> str:
    """What to say of a file that grows beyond a limit in bytes."""
    return f"it unpacks to more than {limit:,} bytes; see ingest.max_expansion and ingest.max_expanded_mb"


def bounded(stream: BinaryIO, limit: int) -> BinaryIO:
    """The stream, raising `Fault` beyond so many bytes."""
    return cast("BinaryIO", io.BufferedReader(Bounded(stream, limit), PIECE))


def unpacked(stream: BinaryIO, compression: str, limit: int) -> BinaryIO:
    """The stream as it was before compression (gzip, zstd, or empty: as it is), at most `limit` bytes.

    Arrow's decompressors, not the `gzip` and `zstandard` modules: they read streams of several members, notice one
    that was cut off (zstandard does not), and are faster.
    """
    if not compression:
        return stream
    inner = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), compression)
    return cast("BinaryIO", io.BufferedReader(Bounded(inner, limit), PIECE))


def expansion_limit(size: int, config: IngestConfig) -> int:
    """Bytes that a compressed file of `size` bytes may unpack to."""
    wanted = max(FREE_EXPANSION, int(size * config.max_expansion))
    return min(wanted, int(config.max_expanded_mb * 1_000_000))


@contextmanager
def opened(path: Path, raw: Path) -> Iterator[tuple[io.BufferedReader, int]]:
    """A raw file and its size in bytes.

    Args:
        path: the file.
        raw: the raw folder, resolved.

    Raises:
        Fault: it is missing, no regular file, may not be read, or is a link that leaves the raw folder.
    """
    fault = _fault(path, raw)
    if fault is not None:
        raise fault
    try:
        stream = path.open("rb")
    except OSError as error:
        raise Fault(Reason.UNREADABLE_FILE, in_words(error)) from None
    with stream:
        yield stream, os.fstat(stream.fileno()).st_size


def fingerprint(path: Path, raw: Path) -> str:
    """SHA-256 of what reading a raw file depends on, 64 hex digits: its bytes, or why these cannot be read.

    Never raises, never follows a link out of the raw folder, never waits for a pipe.
    """
    try:
        with opened(path, raw.resolve()) as (stream, _):
            return file_digest(stream, "sha256").hexdigest()
    except (Fault, OSError) as error:
        return sha256(repr(error).encode()).hexdigest()


def in_words(error: OSError) -> str:
    """An operating system's error without the path in it."""
    return (error.strerror or type(error).__name__).lower()


def _fault(path: Path, raw: Path) -> Fault | None:
    """Why a path is not to be opened; None where it may."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            if not path.resolve().is_relative_to(raw):
                return Fault(Reason.PATH_ESCAPE, "a link that leaves the raw folder")
            mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        return Fault(Reason.UNREADABLE_FILE, in_words(error) if isinstance(error, OSError) else "a link to itself")
    if stat.S_ISDIR(mode):
        return Fault(Reason.UNREADABLE_FILE, "a folder whose files cannot be listed")
    return None if stat.S_ISREG(mode) else Fault(Reason.UNREADABLE_FILE, "a pipe, socket or device; no file")
