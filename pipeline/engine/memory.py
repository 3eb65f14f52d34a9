"""Results of pure functions, kept in the state folder from run to run."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.engine.code_hash import closure
from pipeline.engine.files import write_bytes

PARTS = b"parts"
DIGEST = 32  # bytes of SHA-256, before what is kept
GATHERED = 1 << 23
"""Bytes of columns of all parts that are kept: 24 bytes of an article for 350,000. More would be copied each night."""


class Memory:
    """What one step remembers.

    Args:
        folder: made when something is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def recall(self, key: str, make: Callable[[], pa.Table]) -> pa.Table:
        """The result that is kept under a key; else, or where it is damaged, what `make` gives, which is kept."""
        path = self._folder / f"{key}.arrow"
        self._used.add(path.name)
        kept = _read(path)
        if kept is not None:
            os.utime(path)
            return kept
        made = make().combine_chunks()
        _keep(path, made)
        return made

    def gather(
        self, key: str, parts: Mapping[str, str], read: Callable[[str], pa.Table]
    ) -> tuple[pa.Table, Sequence[int]]:
        """What is read of all parts as one table; of those that did not change as it was read in an earlier run.

        Args:
            key: of what is read.
            parts: name → SHA-256 of the file, in the order of the rows; at least one.
            read: reads a part.

        Returns:
            The table, and the number of rows of each part.
        """
        path = self._folder / f"{key}.arrow"
        self._used.add(path.name)
        known = _pieces(_read(path))
        pieces = [known[sha] if sha in known else read(name) for name, sha in parts.items()]
        sizes = [piece.num_rows for piece in pieces]
        made = pa.concat_tables(pieces).combine_chunks()
        if known.keys() != set(parts.values()) and made.nbytes <= GATHERED:
            note = json.dumps([*zip(parts.values(), sizes, strict=True)]).encode()
            _keep(path, made.replace_schema_metadata({**(made.schema.metadata or {}), PARTS: note}))
        return made, sizes

    def forget_others(self) -> None:
        """Drop what this run did not ask for."""
        for path in self._folder.glob("*.arrow"):
            if path.name not in self._used:
                path.unlink()

    def keep_newest(self, n: int) -> None:
        """Drop all but the n results that were asked for last, by whatever process."""
        for path in sorted(self._folder.glob("*.arrow"), key=lambda path: -path.stat().st_mtime_ns)[n:]:
            path.unlink()


def recalled(
    memory: Memory | None, function: Callable[..., pa.Table], table: pa.Table, arguments: Mapping[str, Any]
) -> pa.Table:
    """What a pure function gives for a table, kept under the hash of both; called every time without a memory."""
    if memory is None:
        return function(table, **arguments)
    content = hashlib.sha256(stream_of(table)).hexdigest()
    key = key_of([code_of(function), content, sorted(arguments.items())])
    return memory.recall(key, partial(function, table, **arguments))


def stream_of(table: pa.Table) -> pa.Buffer:
    """A table as Arrow writes it, the same bytes for the same arrays."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return sink.getvalue()


def _keep(path: Path, table: pa.Table) -> None:
    data = memoryview(stream_of(table))
    write_bytes(path, hashlib.sha256(data).digest(), data)


def _pieces(gathered: pa.Table | None) -> dict[str, pa.Table]:
    """SHA-256 of a part → its rows in a kept table."""
    if gathered is None:
        return {}
    metadata = dict(gathered.schema.metadata)
    note = json.loads(metadata.pop(PARTS))
    rows, found, start = gathered.replace_schema_metadata(metadata or None), {}, 0
    for sha, size in note:
        found[sha] = rows.slice(start, size)
        start += size
    return found


def _read(path: Path) -> pa.Table | None:
    """A kept result; None where it is missing or its bytes are not those that were kept."""
    try:
        found = memoryview(path.read_bytes())
    except OSError:
        return None
    digest, data = found[:DIGEST], found[DIGEST:]
    if hashlib.sha256(data).digest() != digest:
        return None
    return pa.ipc.open_stream(data).read_all().combine_chunks()


def code_of(function: Callable[..., Any]) -> list[str]:
    """Name of a function of a module, and the fingerprint of all that its module imports."""
    return [function.__module__, function.__qualname__, closure(function.__module__).fingerprint()]


def key_of(facts: Sequence[Any]) -> str:
    """A key over facts that JSON can hold."""
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
