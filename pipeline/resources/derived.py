"""What is derived from resources, kept as Python keeps compiled modules: in `__pycache__`, made anew when in doubt."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from importlib.util import cache_from_source
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
_DIGEST = 32  # bytes of a SHA-256


def derived(name: str, sources: bytes, make: Callable[[], bytes], folder: Path = FOLDER) -> bytes:
    """What `make` gives, from the file that an earlier process kept of it where there is one.

    Args:
        name: of the file.
        sources: all that the result depends on, the code that makes it included.
        make: called where nothing is kept for these sources.
        folder: beside whose `__pycache__` the file lies.
    """
    key = hashlib.sha256(sources).digest()
    known = read(name, key, folder)
    if known is None:
        known = make()
        keep(name, key, known, folder)
    return known


def read(name: str, key: bytes, folder: Path = FOLDER) -> bytes | None:
    """What is kept under a key; None where nothing is, or the file is damaged."""
    try:
        with _path(name, folder).open("rb", buffering=0) as file:  # else the rest is copied once more
            digest, body = file.read(_DIGEST), file.read()
    except OSError:
        return None
    return body if digest == _digest(key, body) else None


def _digest(key: bytes, body: bytes) -> bytes:
    """SHA-256 of both, without bringing them together."""
    found = hashlib.sha256(key)
    found.update(body)
    return found.digest()


def keep(name: str, key: bytes, data: bytes, folder: Path = FOLDER) -> None:
    """Keep a result, unless it cannot be written, or Python is told to write no compiled files and none are there.

    Where PYTHONDONTWRITEBYTECODE is set, compiled files are those of an installation, which each process would be
    without for what is derived: .2 CPU s.
    """
    path = _path(name, folder)
    if sys.dont_write_bytecode and not path.parent.is_dir():
        return
    partial = path.with_name(f"{path.stem}.{os.getpid()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(_digest(key, data) + data)
        partial.replace(path)
    except OSError:
        return


def _path(name: str, folder: Path) -> Path:
    """The file, another one for each version of Python."""
    return Path(cache_from_source(str(folder / f"{name}.derived")))
