"""Runs steps over parts: what has changed is computed, the rest is reused; the same bytes either way.

A part is reused when its manifest entry has the key that would be computed now (step, its configuration, its code,
its inputs' bytes, library versions) and its file still has the entry's hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.engine import model_folder, tasks
from pipeline.engine.code_hash import closure
from pipeline.engine.dag import Step
from pipeline.engine.executors import Adaptive
from pipeline.engine.progress import Progress
from pipeline.engine.store import Manifest, Store, entries_of

WRITER = ("pipeline.engine.parquet", "pipeline.tables")
SINGLE = "all"  # part name of a table that a corpus step writes as one
READERS = "pipeline.ingest"  # imported by name: the closure of the other stages leaves the readers out


@dataclass(frozen=True)
class Outcome:
    """What a step did, in raw records; a corpus step does all of them or none."""

    step: str
    computed: int
    reused: int
    parts: int


def run_steps(
    steps: Iterable[Step],
    store: Store,
    raw: Path,
    config: Mapping[str, Any],
    progress: Progress,
    model: Path | None = None,
) -> list[Outcome]:
    """Run steps in order.

    Args:
        steps: in an order in which inputs come first.
        store: the output folder.
        raw: the raw folder; only ingest looks there.
        config: section → configuration, see `config.load`.
        progress: told of every step and part.
        model: folder of the accepted topic model; None for none.

    Returns:
        One outcome a step.
    """
    pa.set_cpu_count(1)
    executor = Adaptive(config["engine"])
    try:
        return [_run(step, Context(store, raw, model, config[step.stage], executor, progress)) for step in steps]
    finally:
        executor.close()


@dataclass(frozen=True)
class Context:
    """What a step runs in."""

    store: Store
    raw: Path
    model: Path | None
    config: Any
    executor: Adaptive
    progress: Progress


def _run(step: Step, context: Context) -> Outcome:
    run = {"raw": _run_raw, "model": _run_model, "row": _run_row, "corpus": _run_corpus}[step.scope]
    with context.progress.step(step.name):
        outcome = run(step, context)
        context.progress.done(outcome.step, computed=outcome.computed, reused=outcome.reused, parts=outcome.parts)
    return outcome


def _base_key(step: Step, config: Any) -> str:  # noqa: ANN401 -- the stage's own dataclass
    """SHA-256 over what is the same for all parts of a step."""
    settings = json.dumps(asdict(config), sort_keys=True, default=str)
    return _digest([step.name, settings, closure(step.module, *WRITER).fingerprint()])


def _digest(parts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _sound(store: Store, names: Sequence[str], manifests: Mapping[str, Manifest], part: str, key: str) -> bool:
    """Whether every table has this part with this key and an undamaged file."""
    return all(
        (entry := manifests[table].get(part)) is not None and entry.key == key and store.is_sound(table, part, entry)
        for table in names
    )


# row scope: part in, part out --------------------------------------------------------------------------------------


def _run_row(step: Step, context: Context) -> Outcome:
    store, base = context.store, _base_key(step, context.config)
    inputs = {table: store.manifest(table) for table in step.reads}
    old = {table: store.manifest(table) for table in step.writes}
    keys = {part: _digest([base, entries_of(inputs, part)]) for part in inputs[step.reads[0]]}
    changed = [part for part, key in keys.items() if not _sound(store, step.writes, old, part, key)]
    todo = [tasks.RowTask(store, step, context.config, part, keys[part]) for part in changed]
    new: dict[str, Manifest] = {t: {p: old[t][p] for p in keys if p not in set(changed)} for t in step.writes}
    for part, written in _progressing(context, tasks.run_row, todo, changed):
        for table, entry in written.items():
            new[table][part] = entry
    for table, manifest in new.items():
        store.finish(table, manifest)
    counted = inputs[step.reads[0]]
    return _outcome(step, {p: e.rows for p, e in counted.items()}, changed)


def _progressing(context: Context, function: Any, todo: Sequence[Any], names: Sequence[str]) -> Iterable[Any]:  # noqa: ANN401
    context.progress.expect(len(todo))
    for number, result in context.executor.map(function, todo):
        context.progress.advance()
        yield names[number], result


def _outcome(step: Step, rows: Mapping[str, int], changed: Sequence[str]) -> Outcome:
    computed = sum(rows[part] for part in changed)
    return Outcome(step.name, computed, sum(rows.values()) - computed, len(changed))


# corpus scope: all parts in ----------------------------------------------------------------------------------------


def _run_corpus(step: Step, context: Context) -> Outcome:
    store = context.store
    inputs = {table: store.manifest(table) for table in step.reads}
    seen = [
        (table, part, entry.sha256) for table, manifest in sorted(inputs.items()) for part, entry in manifest.items()
    ]
    key = _digest([_base_key(step, context.config), seen])
    rows = _all_records(store)
    if _corpus_is_sound(step, store, key):
        return _outcome(step, rows, [])
    context.progress.expect(1)
    given = tasks.call(step, context.config, {table: store.parts(table) for table in step.reads})
    _write(step, store, given, key)
    if step.files:
        tasks.write_files(step, store, given, key)
    context.progress.advance()
    return _outcome(step, rows, [SINGLE])


def _all_records(store: Store) -> dict[str, int]:
    """What a step that sees all or nothing is counted in."""
    return {SINGLE: sum(entry.rows for entry in store.manifest("records").values())}


def _write(step: Step, store: Store, given: Mapping[str, Any], key: str) -> None:
    """Write whole tables and tables by part."""
    for table in step.writes:
        tables = given[table] if isinstance(given[table], dict) else {SINGLE: given[table]}
        store.finish(table, {part: store.write(table, part, data, key=key) for part, data in tables.items()})


def _corpus_is_sound(step: Step, store: Store, key: str) -> bool:
    manifests = {table: store.manifest(table) for table in step.writes}
    tables = all(
        manifest and all(e.key == key and store.is_sound(table, p, e) for p, e in manifest.items())
        for table, manifest in manifests.items()
    )
    return tables and (not step.files or tasks.files_are_sound(step, store, key))


# model scope: the folder of the accepted model in ------------------------------------------------------------------


def _run_model(step: Step, context: Context) -> Outcome:
    store = context.store
    key = _digest([_base_key(step, context.config), model_folder.fingerprint(context.model)])
    if _corpus_is_sound(step, store, key):
        return _outcome(step, _all_records(store), [])
    context.progress.expect(1)
    _write(step, store, model_folder.accepted(context.model), key)
    context.progress.advance()
    return _outcome(step, _all_records(store), [SINGLE])


# raw scope: units of raw files in ----------------------------------------------------------------------------------


def _run_raw(step: Step, context: Context) -> Outcome:
    store, base, (table,) = context.store, _base_key(step, context.config), step.writes
    readers, raw = import_module(READERS), context.raw
    units = readers.plan(raw)
    keys = {u.name: _digest([base, u.name, [(f, readers.fingerprint(raw / f, raw)) for f in u.files]]) for u in units}
    old = store.manifest(table)
    groups: dict[str, Manifest] = {}
    for part, entry in old.items():
        groups.setdefault(entry.unit, {})[part] = entry
    reused = {
        name: parts
        for name, parts in groups.items()
        if name in keys
        and all(e.of == len(parts) and _sound(store, [table], {table: old}, p, keys[name]) for p, e in parts.items())
    }
    todo = [
        tasks.RawTask(store, step, context.config, context.raw, u, keys[u.name]) for u in units if u.name not in reused
    ]
    new: Manifest = {part: entry for parts in reused.values() for part, entry in parts.items()}
    computed: list[str] = []
    for _, written in _progressing(context, tasks.run_raw, todo, [task.unit.name for task in todo]):
        new.update(written)
        computed.extend(written)
    store.finish(table, dict(sorted(new.items())))
    return _outcome(step, {part: entry.rows for part, entry in new.items()}, computed)
