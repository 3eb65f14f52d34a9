"""Row scope: a part in, parts of the same name out; of a part that changed, only the rows of articles that changed.

STATE/rows/STEP/PART holds the key of the part, the step's base key, and for each article a hash of all its rows in
the tables that the step reads. An article whose hash is the same has the same rows in the tables that it writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.engine.context import Context, Outcome, base_key, content_of
from pipeline.engine.dag import Step
from pipeline.engine.memory import key_of
from pipeline.engine.row_tasks import AT_ONCE, RowTask, compute
from pipeline.engine.store import Entry, Manifest, Store

SMALL = 64  # rows of a part that is computed whole together with others
PARTS = 32  # most parts of a group
WITH_SHARED = 4096  # rows of parts that are computed whole, with tables that are read once for all of them


def run_row(step: Step, context: Context) -> Outcome:
    """Compute the parts that changed, keep the others."""
    store = context.store
    inputs = {table: store.manifest(table) for table in step.reads}
    shared = content_of({table: store.manifest(table) for table in step.shared})
    old = {table: store.manifest(table) for table in step.writes}
    base = key_of([base_key(step, context.config), shared])
    leading = inputs[step.reads[0]]
    tasks, new = [], {table: {p: e for p, e in old[table].items() if p in leading} for table in step.writes}
    for part in leading:
        read = {table: inputs[table][part].sha256 for table in step.reads if part in inputs[table]}
        key = key_of([base, list(read.items())])
        files = {table: entries[part] for table, entries in old.items() if part in entries}
        task = RowTask(store, step, context.config, part, key, base, files, read)
        if task.old != key:
            tasks.append(task)
    computed = 0
    for group, written in context.map(compute, list(_groups(tasks, leading))):
        for task, (entries, n) in zip(group, written, strict=True):
            computed += n
            for table, entry in entries.items():
                new[table][task.part] = entry
    for table, manifest in new.items():
        store.finish(table, manifest)
    _forget(store, step, leading)
    return Outcome(step.name, computed, sum(entry.rows for entry in leading.values()) - computed, len(tasks))


def _groups(tasks: Iterable[RowTask], leading: Manifest) -> Iterator[tuple[RowTask, ...]]:
    """Parts that one worker computes together: few changed rows, small ones, or with shared tables."""
    group: list[RowTask] = []
    n_rows = 0
    for task in tasks:
        n = 0 if task.has_memory() else leading[task.part].rows
        if n > SMALL if task.step.reuse == "rows" else not task.step.shared:
            yield (task,)
            continue
        if len(group) == PARTS or n_rows + n > (AT_ONCE if task.step.reuse == "rows" else WITH_SHARED):
            yield tuple(group)
            group, n_rows = [], 0
        group.append(task)
        n_rows += n
    if group:
        yield tuple(group)


def _forget(store: Store, step: Step, parts: Mapping[str, Entry]) -> None:
    """Drop the hashes of parts that are gone."""
    for path in (store.state / "rows" / step.name).glob("*"):
        if path.name not in parts:
            path.unlink()
