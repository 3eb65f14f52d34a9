"""Where tables live: parts, manifests, reuse. A part is written to a temporary file and renamed; manifests come last.

OUT/NAME/PART.parquet            a table of the contract
OUT/interim/NAME/PART.parquet    a table that only the pipeline reads
OUT/manifests/NAME.json          part → key, sha256, rows, bytes
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int64
from pipeline.engine import parquet
from pipeline.errors import PipelineError
from pipeline.tables import TABLES, Table

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CHUNK = 1 << 20  # bytes


@dataclass(frozen=True)
class Entry:
    """What a manifest says of one part.

    Attributes:
        key: SHA-256 of all that the part was computed from.
        sha256: of the file.
        rows: number of rows.
        size: bytes of the file.
        unit: what it was cut from (raw scope), else the part's own name.
        of: number of parts that the unit gave.
    """

    key: str
    sha256: str
    rows: int
    size: int
    unit: str
    of: int = 1


Manifest = dict[str, Entry]


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
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all."""
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            partial.write_bytes(data)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


class Store:
    """The output folder of a run."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, table: str) -> Path:
        """Where the parts of a table lie."""
        return self.root / "interim" / table if TABLES[table].interim else self.root / table

    def path(self, table: str, part: str) -> Path:
        """The file of a part."""
        return self.folder(table) / f"{part}.parquet"

    def manifest(self, table: str) -> Manifest:
        """The entries of a table by part, sorted; empty where there is no (readable) manifest."""
        try:
            entries = json.loads(self._manifest_path(table).read_text(encoding="utf-8"))
            return {name: Entry(**entry) for name, entry in sorted(entries.items())}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def finish(self, table: str, manifest: Manifest) -> None:
        """Drop the parts that the manifest does not name, then write the manifest."""
        folder = self.folder(table)
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for path in folder.iterdir():
                if path.name != ".gitignore" and path.name.removesuffix(".parquet") not in manifest:
                    path.unlink()
        entries = {name: asdict(manifest[name]) for name in sorted(manifest)}
        write_bytes(self._manifest_path(table), (json.dumps(entries, indent=0) + "\n").encode())

    def write(self, table: str, part: str, data: pa.Table, *, key: str, unit: str = "", of: int = 1) -> Entry:
        """Check a part against the contract and write it."""
        contract: Table = TABLES[table]
        contract.check(data)
        path = self.path(table, part)
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{part}.{os.getpid()}.tmp")
            try:
                parquet.write(data, partial)
                entry = Entry(key, file_sha256(partial), data.num_rows, partial.stat().st_size, unit or part, of)
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
        return entry

    def is_sound(self, table: str, part: str, entry: Entry) -> bool:
        """Whether the file of a part is there with the very bytes that the manifest names."""
        path = self.path(table, part)
        return path.is_file() and path.stat().st_size == entry.size and file_sha256(path) == entry.sha256

    def parts(self, table: str) -> StoredParts:
        """The table as a corpus stage sees it."""
        return StoredParts(self, table)

    def _manifest_path(self, table: str) -> Path:
        return self.root / "manifests" / f"{table}.json"


class StoredParts:
    """Parts read from files when asked for; see `pipeline.tables.parts.Parts`."""

    def __init__(self, store: Store, table: str) -> None:
        self._store, self._table = store, table
        self.names: tuple[str, ...] = tuple(store.manifest(table))

    def read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One part, whole or only some columns."""
        return read_part(self._store, self._table, name, columns)

    def all(self, columns: Sequence[str] | None = None) -> tuple[pa.Table, Int64]:
        """All parts in name order as one table, and the part number (index into `names`) of each row."""
        tables = [self.read(name, columns) for name in self.names]
        if not tables:
            empty = TABLES[self._table].empty()
            return (empty if columns is None else empty.select(list(columns))), np.zeros(0, np.int64)
        sizes = [t.num_rows for t in tables]
        return pa.concat_tables(tables).combine_chunks(), np.repeat(np.arange(len(tables)), sizes)


def rows_of(store: Store, table: str, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """All rows of a small table, as dicts by column (all, or those named); none where it has not been written."""
    rows: list[dict[str, Any]] = store.parts(table).all(columns)[0].to_pylist()
    return rows


def read_part(store: Store, table: str, part: str, columns: Sequence[str] | None = None) -> pa.Table:
    """Read one part.

    Raises:
        PipelineError: it is missing or damaged.
    """
    path = store.path(table, part)
    try:
        return parquet.read(path, columns)
    except (OSError, pa.ArrowInvalid) as error:
        hint = "run the stage that writes it again; `nightdesk validate` finds every damaged file"
        raise PipelineError(f"cannot be read: {error}", where=str(path), hint=hint) from error


def entries_of(manifests: Mapping[str, Manifest], part: str) -> list[tuple[str, str]]:
    """(table, sha256) of a part in each table that has it, by table name."""
    return [(table, manifest[part].sha256) for table, manifest in sorted(manifests.items()) if part in manifest]
