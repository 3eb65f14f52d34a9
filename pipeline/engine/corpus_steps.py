"""Corpus scope: all parts in, whole tables, tables by part, or files out; and the accepted model, read as tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from typing import Any

import pyarrow as pa

from pipeline.engine import model_folder
from pipeline.engine.context import SINGLE, Context, Outcome, all_records, base_key, content_of, function_of
from pipeline.engine.dag import Step
from pipeline.engine.files import file_sha256, write_bytes
from pipeline.engine.memory import Memory, key_of, stream_of
from pipeline.engine.shard_tasks import over_shards
from pipeline.engine.store import SHARDS, Manifest, Store
from pipeline.tables import PUBLIC

DATAPACKAGE = "pipeline.report.files.datapackage"  # imported by name: only the report's closure holds the page


def run_corpus(step: Step, context: Context) -> Outcome:
    """Compute the step if anything that it reads has changed."""
    store, base = context.store, base_key(step, context.config)
    key = key_of([base, content_of({table: store.manifest(table) for table in step.inputs})])
    if _is_done(step, store, key):
        return _outcome(step, store, is_computed=False)
    context.progress.expect(1)
    memory = Memory(store.state / "remembered" / step.name)
    rmtree(store.state / SHARDS, ignore_errors=True)  # of a run that was killed
    workers = partial(over_shards, step, context.executor)
    tables = {table: store.parts(table, memory, workers) for table in step.inputs}
    made = function_of(step)(context.config, **tables)
    memory.forget_others()
    _write(step, store, made, (key, base))
    if step.files:
        _write_files(step, store, made, key)
    context.progress.advance()
    return _outcome(step, store, is_computed=True)


def run_model(step: Step, context: Context) -> Outcome:
    """Read the accepted model, if it is another one than before."""
    store = context.store
    base = base_key(step, context.config)
    key = key_of([base, model_folder.fingerprint(context.model)])
    if _is_done(step, store, key):
        return _outcome(step, store, is_computed=False)
    context.progress.expect(1)
    _write(step, store, model_folder.accepted(context.model), (key, base))
    context.progress.advance()
    return _outcome(step, store, is_computed=True)


def _outcome(step: Step, store: Store, *, is_computed: bool) -> Outcome:
    rows = all_records(store)
    return Outcome(step.name, rows, 0, 1) if is_computed else Outcome(step.name, 0, rows, 0)


def _write(step: Step, store: Store, made: Mapping[str, Any], keys: tuple[str, str]) -> None:
    """Write whole tables and tables by part; a part whose rows are those that it holds keeps its file.

    STATE/written/TABLE.json holds, for each part, a hash of the rows that were written and that of the file.

    Args:
        step: the step.
        store: where its tables go.
        made: what it made.
        keys: of the parts, and of all that they are computed from but the inputs.
    """
    key, base = keys
    for table in step.writes:
        parts = made[table] if isinstance(made[table], dict) else {SINGLE: made[table]}
        note, known = store.state / "written" / f"{table}.json", store.manifest(table)
        hashes = {part: _hash(data, base) for part, data in parts.items()}
        written, manifest = _read_note(note), Manifest()
        for part, data in parts.items():
            same = part in known and written.get(part) == [hashes[part], known[part].sha256]
            manifest[part] = replace(known[part], key=key) if same else store.write(table, part, data, key=key)
        store.finish(table, manifest)
        write_bytes(note, json.dumps({p: [hashes[p], entry.sha256] for p, entry in manifest.items()}).encode())


def _hash(data: pa.Table, base: str) -> str:
    """SHA-256 of the rows of a table, and of what decides how they are written."""
    digest = hashlib.sha256(base.encode())
    digest.update(stream_of(data))
    return digest.hexdigest()


def _read_note(note: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_done(step: Step, store: Store, key: str) -> bool:
    """Whether all tables and files are there as they were written for this key."""
    for table in step.writes:
        manifest = store.manifest(table)
        complete = manifest.keys() == store.remembered(table).keys()
        if not (manifest and complete and all(entry.key == key for entry in manifest.values())):
            return False
    return not step.files or _files_are_sound(step, store, key)


def _write_files(step: Step, store: Store, made: Mapping[str, bytes], key: str) -> None:
    """Write the files of a step and the description of all public tables; remember what was written."""
    files = {**made, "datapackage.json": _datapackage(store)}
    for name, data in sorted(files.items()):
        write_bytes(store.root / name, data)
    known = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    write_bytes(_note(step, store), json.dumps({"key": key, "files": known}).encode())


def _files_are_sound(step: Step, store: Store, key: str) -> bool:
    """Whether the files of a step are there as they were written for this key."""
    try:
        note = json.loads(_note(step, store).read_text(encoding="utf-8"))
        same = note["key"] == key and set(step.files) <= set(note["files"])
        return same and all(file_sha256(store.root / name) == sha for name, sha in note["files"].items())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _note(step: Step, store: Store) -> Path:
    return store.state / "files" / f"{step.name}.json"


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
