"""Word lists, rules and weights that ship with the package; SOURCES.md says where each comes from."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


@cache
def resource(name: str) -> str:
    """The text of a resource file of this folder; `.gz` files are unpacked.

    Call it with a literal name: `closure.py` reads the name to know what a stage depends on.
    """
    data = stored(name)
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


def stored(name: str) -> bytes:
    """A resource file as it lies in this folder."""
    return (files(__name__) / name).read_bytes()


@cache
def words(name: str) -> frozenset[str]:
    """The lines of a word list, without comments (#) and blanks."""
    lines = (line.split("#", 1)[0].strip() for line in resource(name).splitlines())
    return frozenset(line for line in lines if line)
