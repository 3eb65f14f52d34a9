"""Opening raw files: inside the raw folder only, and nothing that is no file."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.ingest.record import Fault, Reason


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


def is_of_the_machine(error: Exception) -> bool:
    """Whether the machine is to blame, not the bytes; a seek to a place that damaged bytes name is theirs."""
    if isinstance(error, OSError):
        return error.errno not in (None, errno.EINVAL)
    return isinstance(error, MemoryError)


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
        is_link = path.is_symlink()
        detail = "a link to a folder, whose files are read there" if is_link else "a folder that cannot be listed"
        return Fault(Reason.UNREADABLE_FILE, detail)
    return None if stat.S_ISREG(mode) else Fault(Reason.UNREADABLE_FILE, "a pipe, socket or device; no file")
