"""Files: written as a whole or not at all, hashed, and recognised by their stamp."""

from __future__ import annotations

import errno
import hashlib
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from pipeline.errors import PipelineError

CHUNK = 1 << 20  # bytes
FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
OF_THE_DISK = FULL | {errno.EROFS, errno.EACCES, errno.EIO}
"""Errors that a user can put right, of a disk that is full and of one that cannot be written."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a failed write into an error that says where and what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise PipelineError("no space left", where=str(path), hint="free some space and run again") from error
        hint = "check the folder's owner and permissions"
        raise PipelineError(f"cannot be written: {error.strerror or error}", where=str(path), hint=hint) from error


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hex; `hashlib.file_digest` clears 256 kB first, which small files do not have."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def known_sha256(path: Path | str) -> str:
    """SHA-256 of a file, hex; it is read once a process while its stamp stays the same."""
    return _sha256_of(str(path), stamp_of(path))


@lru_cache(1 << 16)
def _sha256_of(path: str, stamp: str) -> str:
    del stamp
    return file_sha256(Path(path))


def stamp_of(path: Path | str) -> str:
    """Size, times and inode of a file: while they are the same, so are its bytes. Empty where there is no file."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- thousands of Paths cost a tenth of a second
    except OSError:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_ino}"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file that becomes `path` when all went well: as a whole or not at all."""
    with explained(path):
        if not path.parent.is_dir():  # to ask costs a tenth of making a folder that is there
            path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{platform.node()}.{os.getpid()}.tmp")
        try:
            yield partial
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def write_bytes(path: Path, *pieces: bytes | memoryview) -> None:
    """Write a file of some pieces, one behind the other, as a whole or not at all."""
    with replacing(path) as partial, partial.open("wb") as file:
        file.writelines(pieces)
