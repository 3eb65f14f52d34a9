"""Where tables live: whole parts, and apart from them what reuse has to know.

OUT/NAME/PART.parquet                  a table of the contract
OUT/interim/STAGE/NAME/PART.arrow      a table that only the pipeline reads
STATE/manifests/NAME.json              part → key, sha256, rows, size, and the file's stamp

STATE is no result: it holds library versions and times, two runs with the same tables may differ there, and a run
without it computes everything again. It is OUT/.state unless told otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int64
from pipeline.engine import table_files
from pipeline.engine.dag import WRITERS
from pipeline.engine.files import explained, file_sha256, known_sha256, stamp_of, write_bytes
from pipeline.engine.kept_columns import KEPT
from pipeline.engine.memory import Memory, code_of, key_of, recalled
from pipeline.errors import PipelineError
from pipeline.tables import TABLES, Table
from pipeline.tables.parts import PartByPart, R

Workers = Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[Any]]
SHARDS = "shards"
"""Folder of the state for what waits between a step and its workers."""


@dataclass(frozen=True)
class Entry:
    """What is known of one part.

    Attributes:
        key: SHA-256 of all that the part was computed from; empty where that is not known.
        sha256: of the file.
        rows: number of rows.
        size: bytes of the file.
        unit: what it was cut from (raw scope), else the part's own name.
        of: number of parts that the unit gave.
        stamp: of the file when it was hashed, see `stamp_of`.
    """

    key: str
    sha256: str
    rows: int
    size: int
    unit: str
    of: int = 1
    stamp: str = ""


Manifest = dict[str, Entry]


class Store:
    """The output folder of a run.

    Args:
        root: where tables and files go.
        state: where the memory of earlier runs lies; default: `.state` below root, else `state` beside it (that of the
            DVC stages, whose outputs hold data alone), whichever is there.
    """

    def __init__(self, root: Path, state: Path | None = None) -> None:
        inside, beside = root / ".state", root.parent / "state"
        self.root = root
        self.state = state or (beside if beside.is_dir() and not inside.is_dir() else inside)

    def folder(self, table: str) -> Path:
        """Where the parts of a table lie."""
        return self.root / "interim" / WRITERS[table].stage / table if TABLES[table].interim else self.root / table

    def path(self, table: str, part: str) -> Path:
        """The file of a part."""
        return self.folder(table) / f"{part}{table_files.suffix(table)}"

    def has(self, table: str) -> bool:
        """Whether the table has been written, be it without a part."""
        return self.folder(table).is_dir()

    def names(self, table: str) -> tuple[str, ...]:
        """The parts that are there, sorted."""
        try:
            found = os.listdir(self.folder(table))  # noqa: PTH208 -- a Path for each part costs as much as the rest
        except OSError:
            return ()
        suffix = table_files.suffix(table)
        return tuple(sorted(n.removesuffix(suffix) for n in found if n.endswith(suffix) and n[0] != "."))

    def manifest(self, table: str) -> Manifest:
        """The entries of the parts that are there, sorted by name.

        A part whose file was touched is hashed again; one whose bytes are other than those written has no key.
        """
        known, folder, suffix = self.remembered(table), str(self.folder(table)), table_files.suffix(table)
        return {
            part: self._checked(os.path.join(folder, part + suffix), part, known.get(part))  # noqa: PTH118 -- fast
            for part in self.names(table)
        }

    def finish(self, table: str, manifest: Manifest) -> None:
        """Drop the parts that the manifest does not name, then remember the manifest."""
        folder, suffix = self.folder(table), table_files.suffix(table)
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for path in folder.iterdir():
                if path.name != ".gitignore" and path.name.removesuffix(suffix) not in manifest:
                    path.unlink()
        if manifest != self.remembered(table):
            entries = {name: astuple(manifest[name]) for name in sorted(manifest)}
            write_bytes(self._manifest_path(table), json.dumps(entries, separators=(",", ":")).encode())

    def write(self, table: str, part: str, data: pa.Table, *, key: str, unit: str = "", of: int = 1) -> Entry:
        """Check a part against the contract and write it."""
        contract: Table = TABLES[table]
        contract.check(data)
        data = pa.Table.from_arrays(data.columns, schema=contract.schema)  # a list that was read has another field name
        path, encoded = self.path(table, part), table_files.encoded(table, data)
        write_bytes(path, memoryview(encoded))
        sha256, stamp = hashlib.sha256(encoded).hexdigest(), stamp_of(path)
        KEPT.wrote(table, path, stamp, data)
        return Entry(key, sha256, data.num_rows, encoded.size, unit or part, of, stamp)

    def is_sound(self, table: str, part: str, entry: Entry) -> bool:
        """Whether the file of a part is there with the very bytes that the entry names; reads the file."""
        path = self.path(table, part)
        return path.is_file() and path.stat().st_size == entry.size and known_sha256(path) == entry.sha256

    def parts(self, table: str, memory: Memory | None = None, workers: Workers | None = None) -> StoredParts:
        """The table as job code sees it."""
        return StoredParts(self, table, memory, workers)

    def _checked(self, place: str, part: str, known: Entry | None) -> Entry:
        """The entry of a file as it is now."""
        stamp = stamp_of(place)
        if known is not None and known.stamp == stamp:
            return known
        path = Path(place)
        sha256 = file_sha256(path)
        if known is not None and known.sha256 == sha256:
            return replace(known, stamp=stamp)
        return Entry("", sha256, table_files.n_rows(path), path.stat().st_size, part, stamp=stamp)

    def remembered(self, table: str) -> Manifest:
        """What the last run wrote, there or not; empty where that is not (readably) known."""
        try:
            entries = json.loads(self._manifest_path(table).read_text(encoding="utf-8"))
            return {name: Entry(*entry) for name, entry in entries.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _manifest_path(self, table: str) -> Path:
        return self.state / "manifests" / f"{table}.json"


class StoredParts(PartByPart):
    """One table; see `pipeline.tables.parts.Parts`.

    Args:
        store: the output folder.
        table: name of the table.
        memory: where `all` and `each` keep what they give; None reads and computes every time.
        workers: calls a function on tasks side by side; None calls it here.
    """

    def __init__(self, store: Store, table: str, memory: Memory | None = None, workers: Workers | None = None) -> None:
        self._store, self._table, self._memory, self._workers = store, table, memory, workers
        self.names, self.folder = store.names(table), store.state / SHARDS
        self._manifest: Manifest | None = None

    def read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One part, whole or only some columns."""
        return read_part(self._store, self._table, name, columns)

    def all(self, columns: Sequence[str] | None = None) -> tuple[pa.Table, Int64]:
        """All parts in name order as one table, and the part number (index into `names`) of each row."""
        if self.names and self._memory is not None:
            files = {name: self.sha256(name) for name in self.names}
            key = key_of([self._table, columns and list(columns)])
            rows, sizes = self._memory.gather(key, files, partial(self.read, columns=columns))
            return rows, np.repeat(np.arange(len(sizes)), sizes)
        if self.names:
            return super().all(columns)
        empty = TABLES[self._table].empty()
        return (empty if columns is None else empty.select(list(columns))), np.zeros(0, np.int64)

    def each(
        self,
        function: Callable[..., pa.Table],
        tables: Sequence[StoredParts],
        columns: Sequence[Sequence[str] | None],
        arguments: Mapping[str, Any],
    ) -> Iterator[pa.Table]:
        """See `pipeline.tables.parts.each_part`."""
        if self._memory is None:
            return super().each(function, tables, columns, arguments)
        base = [code_of(function), list(columns), sorted(arguments.items())]

        def made(name: str) -> pa.Table:
            pairs = zip(tables, columns, strict=True)
            return function(*(parts.read(name, wanted) for parts, wanted in pairs), **arguments)

        keys = [key_of([base, [parts.sha256(name) for parts in tables]]) for name in self.names]
        return map(self._memory.recall, keys, (partial(made, name) for name in self.names))

    def recall(self, function: Callable[..., pa.Table], table: pa.Table, arguments: Mapping[str, Any]) -> pa.Table:
        """See `pipeline.tables.parts.remembered`."""
        return recalled(self._memory, function, table, arguments)

    def side_by_side(self, function: Callable[[Any], R], tasks: Sequence[Any]) -> Iterator[R]:
        """A function over several tasks, by the workers; a single one here."""
        return map(function, tasks) if self._workers is None or len(tasks) < 2 else self._workers(function, tasks)

    def sha256(self, name: str) -> str:
        """SHA-256 of the file of a part."""
        if self._manifest is None:
            self._manifest = self._store.manifest(self._table)
        return self._manifest[name].sha256


def read_part(store: Store, table: str, part: str, columns: Sequence[str] | None = None) -> pa.Table:
    """Read one part.

    Raises:
        PipelineError: it is missing or damaged.
    """
    path = store.path(table, part)
    try:
        return KEPT.read(table, path, columns)
    except (OSError, pa.ArrowInvalid) as error:
        hint = "run the stage that writes it again; `nightdesk validate` finds every damaged file"
        raise PipelineError(f"cannot be read: {error}", where=str(path), hint=hint) from error


def rows_of(store: Store, table: str, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """All rows of a small table, as dicts by column (all, or those named); none where it has not been written."""
    rows: list[dict[str, Any]] = store.parts(table).all(columns)[0].to_pylist()
    return rows
