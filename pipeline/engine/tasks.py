"""What a worker does: read named files, call one function, write named files. Every task can be pickled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.engine.dag import Step
from pipeline.engine.store import Entry, Manifest, Store, file_sha256, read_part, write_bytes
from pipeline.tables import PUBLIC

if TYPE_CHECKING:
    from pipeline.ingest.units import Unit

DATAPACKAGE = (
    "pipeline.report.files.datapackage"  # imported by name: the closure of the other stages leaves the page out
)


@dataclass(frozen=True)
class RowTask:
    """One part of a row-scope step."""

    store: Store
    step: Step
    config: Any
    part: str
    key: str


@dataclass(frozen=True)
class RawTask:
    """One unit of raw files."""

    store: Store
    step: Step
    config: Any
    raw: Path
    unit: Unit
    key: str


def function_of(step: Step) -> Any:  # noqa: ANN401 -- each step has its own signature
    """The function of a step, imported now."""
    module, name = step.function.split(":")
    return getattr(import_module(module), name)


def call(step: Step, config: Any, tables: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 -- the stage's dataclass
    """Call a stage's function with the tables that it reads as keyword arguments."""
    given: dict[str, Any] = function_of(step)(config, **tables)
    return given


def run_row(task: RowTask) -> dict[str, Entry]:
    """Compute the parts of one name; give their entries by table."""
    pa.set_cpu_count(1)
    tables = {name: read_part(task.store, name, task.part) for name in task.step.reads}
    given = call(task.step, task.config, tables)
    return {name: task.store.write(name, task.part, given[name], key=task.key) for name in task.step.writes}


def run_raw(task: RawTask) -> Manifest:
    """Read a unit of raw files into parts; give their entries by part."""
    pa.set_cpu_count(1)
    (table,) = task.step.writes
    batches: Iterable[pa.Table] = function_of(task.step)(task.unit, task.raw, task.config)
    written: Manifest = {}
    for number, batch in enumerate(batches):
        part = f"{task.unit.name}-{number:04d}"
        written[part] = task.store.write(table, part, batch, key=task.key, unit=task.unit.name)
    return {part: replace(entry, of=len(written)) for part, entry in written.items()}


# files beside the tables -------------------------------------------------------------------------------------------


def write_files(step: Step, store: Store, given: Mapping[str, bytes], key: str) -> None:
    """Write the files of a step, the description of all public tables, and what reuse needs to know."""
    files = {**given, "datapackage.json": _datapackage(store)}
    for name, data in sorted(files.items()):
        write_bytes(store.root / name, data)
    known = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    note = json.dumps({"key": key, "files": known}, indent=0) + "\n"
    write_bytes(_note(step, store), note.encode())


def files_are_sound(step: Step, store: Store, key: str) -> bool:
    """Whether the files of a step are there as they were written for this key."""
    try:
        note = json.loads(_note(step, store).read_text(encoding="utf-8"))
        same = note["key"] == key and set(step.files) <= set(note["files"])
        return same and all(file_sha256(store.root / name) == found for name, found in note["files"].items())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _note(step: Step, store: Store) -> Path:
    return store.root / "manifests" / f"{step.stage}.json"


def _datapackage(store: Store) -> bytes:
    page = import_module(DATAPACKAGE)
    entries = {
        table.name: [
            page.FileEntry(f"{table.name}/{part}.parquet", e.rows, e.size, e.sha256)
            for part, e in store.manifest(table.name).items()
        ]
        for table in PUBLIC
    }
    data: bytes = page.datapackage(PUBLIC, entries)
    return data
