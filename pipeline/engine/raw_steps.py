"""Raw scope: the inventory of the raw folder, and units of raw files read into parts of `records`.

The inventory is taken anew every time; all later steps go by it, never by the raw folder. A file that is no longer what
the inventory says when it has been read is left out: the tables stay those of the other files, the inventory says so,
and the next run, which finds another inventory, reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.engine.context import SINGLE, Context, Outcome, base_key, function_of
from pipeline.engine.dag import WRITERS, Step
from pipeline.engine.files import write_bytes
from pipeline.engine.known_pages import NONE, KnownPages, Pages
from pipeline.engine.memory import key_of
from pipeline.engine.store import Manifest, Store, read_part
from pipeline.engine.table_hashes import write_table_hashes

if TYPE_CHECKING:
    from pipeline.ingest import Look, Looks, RawFile, Unit

READERS = "pipeline.ingest"  # imported by name: the closure of the other stages leaves the readers out
MOVING = "changed while it was read; left for the next run"


@dataclass(frozen=True)
class RawTask:
    """One unit of raw files, what the inventory saw of each, and the pages that need not be read again."""

    store: Store
    step: Step
    config: Any
    raw: Path
    unit: Unit
    key: str
    looks: Mapping[str, Look]
    known: Pages = NONE


def run_inventory(step: Step, context: Context) -> Outcome:
    """List the raw files; those that did not change since the last run are not read."""
    store, (table,) = context.store, step.writes
    readers = import_module(READERS)
    known = _looks(store)
    files, looks = readers.take_inventory(context.raw, known)
    _write_inventory(store, table, readers.inventory_table(files))
    if looks != known:
        notes = {path: astuple(look) for path, look in looks.items()}
        write_bytes(_notes(store), json.dumps(notes, separators=(",", ":")).encode())
    computed = sum(look is not known.get(path) for path, look in looks.items())
    return Outcome(step.name, computed, len(files) - computed, 1)


def _write_inventory(store: Store, table: str, data: pa.Table) -> None:
    """Write the inventory, unless the same one is there."""
    old = store.manifest(table).get(SINGLE)
    same = old is not None and old.key and read_part(store, table, SINGLE).equals(data)
    entry = old if old is not None and same else store.write(table, SINGLE, data, key=table)
    store.finish(table, {SINGLE: entry})


def _notes(store: Store) -> Path:
    return store.state / "inventory.json"


def _looks(store: Store) -> Looks:
    """What the last inventory saw of each file; nothing where that is not known."""
    look = import_module(READERS).Look
    try:
        notes = json.loads(_notes(store).read_text(encoding="utf-8"))
        return {path: look(*note) for path, note in notes.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def run_raw(step: Step, context: Context) -> Outcome:
    """Read the units that changed, keep the parts of the others."""
    store, (table,) = context.store, step.writes
    files: list[RawFile] = import_module(READERS).files_of(store.parts(step.reads[0]).all()[0])
    base, old = base_key(step, context.config), store.manifest(table)
    tasks = _tasks(step, context, files, base)
    new = _kept(old, {task.unit.name: task.key for task in tasks})
    read = {entry.unit for entry in new.values()}
    n_reused, n_kept = sum(entry.rows for entry in new.values()), len(new)
    known, pages = KnownPages(store, base, old), _pages(tasks, files)
    due = [replace(t, known=known.of(t.unit.name, pages)) for t in tasks if t.unit.name not in read]
    moving: set[str] = set()
    for _, (written, left, taken) in context.map(read_unit, due):
        new.update(written)
        moving |= left
        n_reused += taken
    store.finish(table, dict(sorted(new.items())))
    known.remember({task.unit.name: task.key for task in tasks}, pages)
    if moving:
        _leave(context, step.reads[0], files, moving)
    computed = sum(entry.rows for entry in new.values()) - n_reused
    return Outcome(step.name, computed, n_reused, len(new) - n_kept)


def _tasks(step: Step, context: Context, files: Sequence[RawFile], base: str) -> list[RawTask]:
    """A task for every unit, whether it has to be read or not."""
    readers = import_module(READERS)
    content, looks = {f.path: f.content for f in files}, readers.looks_of(files, _looks(context.store))
    units: Sequence[Unit] = readers.plan((f.path, f.size) for f in files)
    keys = [key_of([base, unit.name, [(f, content[f]) for f in unit.files]]) for unit in units]
    return [
        RawTask(context.store, step, context.config, context.raw, unit, key, {f: looks[f] for f in unit.files})
        for unit, key in zip(units, keys, strict=True)
    ]


def _pages(tasks: Sequence[RawTask], files: Iterable[RawFile]) -> dict[str, dict[str, str]]:
    """Content of the pages of each unit, by path."""
    readers = import_module(READERS)
    content = {f.path: f.content for f in files if readers.is_page(f.path)}
    return {task.unit.name: {f: content[f] for f in task.unit.files if f in content} for task in tasks}


def _leave(context: Context, table: str, files: Iterable[RawFile], moving: set[str]) -> None:
    """Say which files were left for the next run, to people and in the inventory that this run was made of."""
    for path in sorted(moving):
        context.progress.warn(MOVING, file=path)
    said = [replace(f, size=0, sha256="", fault=MOVING) if f.path in moving else f for f in files]
    store = context.store
    entry = store.write(table, SINGLE, import_module(READERS).inventory_table(said), key=table)
    store.finish(table, {SINGLE: entry})
    write_table_hashes(store.root, (WRITERS[table].stage,), {table: {SINGLE: entry}})


def _kept(old: Manifest, keys: dict[str, str]) -> Manifest:
    """The parts of units that did not change, of which every part is there."""
    units: dict[str, Manifest] = {}
    for part, entry in old.items():
        units.setdefault(entry.unit, {})[part] = entry
    whole = [
        parts
        for name, parts in units.items()
        if all(entry.key == keys.get(name) and entry.of == len(parts) for entry in parts.values())
    ]
    return {part: entry for parts in whole for part, entry in parts.items()}


# in a worker -------------------------------------------------------------------------------------------------------


def read_unit(task: RawTask) -> tuple[Manifest, set[str], int]:
    """Read a unit of raw files into parts.

    Returns:
        Entries by part; the files that changed meanwhile: the parts hold nothing of these and have no key; the number
        of rows that were taken over.
    """
    pa.set_cpu_count(1)
    left: set[str] = set()
    known = task.known.rows(task.store, *task.step.writes)
    while True:
        written = _read(task, known) if task.unit.files else {}
        moved = {file for file in task.unit.files if not _is_unchanged(task, file)}
        if not moved:
            return written, left, sum(rows.num_rows for rows in known)
        left |= moved
        rest = tuple(file for file in task.unit.files if file not in moved)
        task = replace(task, unit=replace(task.unit, files=rest), key="")


def _is_unchanged(task: RawTask, file: str) -> bool:
    same: bool = import_module(READERS).is_unchanged(task.raw / file, task.raw, task.looks[file])
    return same


def _read(task: RawTask, known: list[pa.Table]) -> Manifest:
    """Read the files of a unit; give the entries by part."""
    (table,) = task.step.writes
    batches: Iterable[pa.Table] = function_of(task.step)(task.unit, task.raw, task.config, known)
    written: Manifest = {}
    for number, batch in enumerate(batches):
        part = f"{task.unit.name}-{number:04d}"
        written[part] = task.store.write(table, part, batch, key=task.key, unit=task.unit.name)
    return {part: replace(entry, of=len(written)) for part, entry in written.items()}
