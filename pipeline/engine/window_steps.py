"""Window scope: the rows of the days around a day in, the part of that day out.

Tables that are keyed by article are grouped by `day` of the first table that the step reads; tables that another
window step wrote have a part per day already. A day is computed again when a row in its window has changed:
STATE/days/STEP/PART.json holds, for each day in a part, the number of its articles and a sum of their row hashes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.hashing import mixed
from pipeline.engine.context import Context, Outcome, base_key, content_of, function_of
from pipeline.engine.dag import Step
from pipeline.engine.day_parts import UNDATED, DayParts, day_name, days_of, is_by_day
from pipeline.engine.files import write_bytes
from pipeline.engine.memory import key_of
from pipeline.engine.rows_by_article import rows_of_articles
from pipeline.engine.store import Entry, Store, read_part

BLOCK = 92  # days computed by one task

Sums = dict[str, tuple[int, int]]
"""Day → number of articles and sum of their hashes."""


@dataclass(frozen=True)
class WindowTask:
    """Some days to compute, with their keys, and the days of their windows."""

    store: Store
    step: Step
    config: Any
    keys: dict[str, str]
    window: tuple[str, ...]


def run_window(step: Step, context: Context) -> Outcome:
    """Compute the days in whose window something changed, keep the others."""
    store = context.store
    by_day = [name for name in step.reads if is_by_day(name)]
    sums = _sums(step, store)
    manifests = {name: store.manifest(name) for name in by_day}
    days = sorted({*sums, *(day for entries in manifests.values() for day in entries)})
    facts = {d: [sums.get(d), [(n, e[d].sha256) for n, e in manifests.items() if d in e]] for d in days}
    base = [base_key(step, context.config), content_of({name: store.manifest(name) for name in step.shared})]
    windows = {day: window_of(day, days, step.before, step.after) for day in days}
    keys = {day: key_of([base, day, [(d, facts[d]) for d in windows[day]]]) for day in days}
    old = {table: store.manifest(table) for table in step.writes}
    changed = [d for d in days if any(d not in e or e[d].key != keys[d] for e in old.values())]
    tasks = [_task(step, context, block, keys, windows) for block in _blocks(changed)]
    new = {table: {d: e for d, e in old[table].items() if d in keys} for table in step.writes}
    for _, written in context.map(compute_days, tasks):
        for table, entries in written.items():
            new[table].update(entries)
    for table, manifest in new.items():
        store.finish(table, dict(sorted(manifest.items())))
    n = {day: sums.get(day, (0, 0))[0] for day in days}
    computed = sum(n[day] for day in changed)
    return Outcome(step.name, computed, sum(n.values()) - computed, len(changed))


def window_of(day: str, days: Sequence[str], before: int, after: int) -> tuple[str, ...]:
    """Those of some days (sorted) that lie in the window of a day; of `undated` itself alone."""
    if day == UNDATED:
        return (UNDATED,)
    here = date.fromisoformat(day)
    low, high = here - timedelta(days=before), here + timedelta(days=after)
    return tuple(d for d in days if d != UNDATED and low <= date.fromisoformat(d) <= high)


def _task(
    step: Step, context: Context, block: Sequence[str], keys: Mapping[str, str], windows: Mapping[str, Sequence[str]]
) -> WindowTask:
    around = tuple(sorted({d for day in block for d in windows[day]}))
    return WindowTask(context.store, step, context.config, {day: keys[day] for day in block}, around)


def _blocks(days: Sequence[str]) -> list[list[str]]:
    """Runs of days for one task each; `undated` alone."""
    dated = [day for day in days if day != UNDATED]
    blocks = [dated[at : at + BLOCK] for at in range(0, len(dated), BLOCK)]
    return blocks + [[UNDATED]] * (UNDATED in days)


# which days changed ------------------------------------------------------------------------------------------------


def _sums(step: Step, store: Store) -> Sums:
    """Number of articles and sum of their hashes for each day, over all parts; parts that are known are not read."""
    names = [name for name in step.reads if not is_by_day(name)]
    total: Sums = {}
    if not names:
        return total
    manifests = {name: store.manifest(name) for name in names}
    folder = store.state / "days" / step.name
    for part in manifests[names[0]]:
        key = key_of([(name, manifests[name][part].sha256) for name in names if part in manifests[name]])
        path = folder / f"{part}.json"
        sums = _remembered(path, key)
        if sums is None:
            sums = _counted(store, names, part)
            write_bytes(path, json.dumps({"key": key, "days": sums}).encode())
        for day, (n, hashed) in sums.items():
            before = total.get(day, (0, 0))
            total[day] = before[0] + n, (before[1] + hashed) % (1 << 64)
    for path in folder.glob("*.json"):
        if path.stem not in manifests[names[0]]:
            path.unlink()
    return total


def _remembered(path: Path, key: str) -> Sums | None:
    """The sums of a part, if they were kept under this key."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {day: (n, hashed) for day, (n, hashed) in kept["days"].items()} if kept["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _counted(store: Store, names: Sequence[str], part: str) -> Sums:
    """Number of articles of a part and sum of their hashes, by day."""
    tables = {name: read_part(store, name, part) for name in names}
    rows = rows_of_articles(tables)
    ids, days = days_of(tables[names[0]])
    day = days[np.searchsorted(ids, rows.ids)]
    found: Sums = {}
    for number in np.unique(day).tolist():
        own = mixed(rows.hashes[day == number])
        found[day_name(number)] = len(own), int(own.sum(dtype=np.uint64))
    return found


# in a worker -------------------------------------------------------------------------------------------------------


def compute_days(task: WindowTask) -> dict[str, dict[str, Entry]]:
    """Compute some days; give their entries by table."""
    pa.set_cpu_count(1)
    step, store = task.step, task.store
    lead = next((name for name in step.reads if not is_by_day(name)), None)
    tables = {name: DayParts(store, name, task.window, lead) for name in step.reads}
    shared = {name: store.parts(name).all()[0] for name in step.shared}
    written: dict[str, dict[str, Entry]] = {table: {} for table in step.writes}
    for day, made in function_of(step)(task.config, days=tuple(task.keys), **tables, **shared):
        for table in step.writes:
            written[table][day] = store.write(table, day, made[table], key=task.keys[day])
    return written
