"""One run at a time for an output folder, one night at a time for a checkout."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.engine.files import explained
from pipeline.errors import LockedError

NAME = ".lock"
ORPHANS_S = 10.0  # what the children of a killed holder may take to end
TICK_S = 0.05


@contextmanager
def exclusive(folder: Path, *, name: str = NAME, signed: bool = False) -> Iterator[int]:
    """Hold the lock of a folder.

    The lock is on a file in the folder, so every user and every environment of the machine meets it; the kernel
    releases it when the last process that has it open ends, however it ends. Children that are handed the file
    descriptor hold it too: while such a child outlives a killed holder, the next run waits for it.

    Args:
        folder: made where it is not there.
        name: of the file, which stays.
        signed: whether the holder's process id is written there; then a killed holder's children are waited for.

    Yields:
        The file descriptor, to be handed to children.

    Raises:
        LockedError: another run holds it.
        PipelineError: the folder cannot be written.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = _opened(folder / name)
    try:
        _take(lock, folder)
        if signed:
            _sign(lock)
        yield lock
    finally:
        os.close(lock)


def _opened(path: Path) -> int:
    """Open the lock file; one that another user made is only read, which is enough to lock it."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        return os.open(path, os.O_RDONLY)


def _take(lock: int, folder: Path) -> None:
    """Lock the file now, or when the children of a holder that was killed have ended."""
    end = time.monotonic() + ORPHANS_S
    while not _is_taken(lock):
        if _holder_lives(lock) or time.monotonic() > end:
            hint = "wait until it ends, or work in another folder"
            raise LockedError("another run is at work here", where=str(folder), hint=hint)
        time.sleep(TICK_S)


def _is_taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder_lives(lock: int) -> bool:
    """Whether the process that signed the file is alive; unsigned counts as alive."""
    text = os.pread(lock, 32, 0).decode(errors="replace").strip()
    if not text.isdecimal():
        return True
    try:
        os.kill(int(text), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's process
        return True
    return True


def _sign(lock: int) -> None:
    """Write the process id of the holder."""
    try:
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
    except OSError:  # opened for reading only, or a full disk: the lock holds, the name of the holder is missing
        return
