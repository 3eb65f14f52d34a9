"""One run at a time for an output folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import LockedError


@contextmanager
def exclusive(out: Path) -> Iterator[None]:
    """Hold the lock of an output folder.

    The lock file lies in the temporary folder of the machine, so that nothing of it stands beside the data; the kernel
    releases it when the process ends, however it ends.

    Raises:
        LockedError: another run holds it.
    """
    name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"nightdesk-{os.getuid()}-{name}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            hint = "wait until it ends, or give another --out"
            raise LockedError("another run is at work here", where=str(out), hint=hint) from None
        yield
