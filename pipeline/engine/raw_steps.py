"""Raw scope: units of raw files in, parts of `records` out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.engine.context import Context, Outcome, base_key, function_of
from pipeline.engine.dag import Step
from pipeline.engine.memory import key_of
from pipeline.engine.store import Manifest, Store

if TYPE_CHECKING:
    from pipeline.ingest.units import Unit

READERS = "pipeline.ingest"  # imported by name: the closure of the other stages leaves the readers out


@dataclass(frozen=True)
class RawTask:
    """One unit of raw files."""

    store: Store
    step: Step
    config: Any
    raw: Path
    unit: Unit
    key: str


def run_raw(step: Step, context: Context) -> Outcome:
    """Read the units that changed, keep the parts of the others."""
    store, base, (table,) = context.store, base_key(step, context.config), step.writes
    readers, raw = import_module(READERS), context.raw
    units = readers.plan(raw)
    keys = {u.name: key_of([base, u.name, [(f, readers.fingerprint(raw / f, raw)) for f in u.files]]) for u in units}
    new = _kept(store.manifest(table), keys)
    read = {entry.unit for entry in new.values()}
    tasks = [RawTask(store, step, context.config, raw, u, keys[u.name]) for u in units if u.name not in read]
    n_reused, n_kept = sum(entry.rows for entry in new.values()), len(new)
    for _, written in context.map(read_unit, tasks):
        new.update(written)
    store.finish(table, dict(sorted(new.items())))
    computed = sum(entry.rows for entry in new.values()) - n_reused
    return Outcome(step.name, computed, n_reused, len(new) - n_kept)


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


def read_unit(task: RawTask) -> Manifest:
    """Read a unit of raw files into parts; give their entries by part."""
    pa.set_cpu_count(1)
    (table,) = task.step.writes
    batches: Iterable[pa.Table] = function_of(task.step)(task.unit, task.raw, task.config)
    written: Manifest = {}
    for number, batch in enumerate(batches):
        part = f"{task.unit.name}-{number:04d}"
        written[part] = task.store.write(table, part, batch, key=task.key, unit=task.unit.name)
    return {part: replace(entry, of=len(written)) for part, entry in written.items()}
