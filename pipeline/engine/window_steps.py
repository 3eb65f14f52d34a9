"""Window scope: the rows of the days around a day in, the rows of that day out, a part per month.

Rows are grouped by `day` of the first table that the step reads. A day is computed again when a row in its window has
changed: STATE/days/STEP/PART.json holds, for each day in a part, the number of its articles and a sum of their row
hashes; STATE/months/STEP/MONTH.json the key of each day in a part of the result.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.hashing import mixed
from pipeline.arrays.types import ByteStrings
from pipeline.engine.context import Context, Outcome, base_key, content_of, function_of
from pipeline.engine.dag import Step
from pipeline.engine.day_parts import UNDATED, DayParts, day_name, days_of
from pipeline.engine.files import write_bytes
from pipeline.engine.memory import Memory, key_of
from pipeline.engine.rows_by_article import ID, compared, ids_of, joined, of_articles, rows_of_articles
from pipeline.engine.store import Entry, Manifest, Store, read_part
from pipeline.tables import TABLES

BLOCK = 92  # days computed by one task at least
N_KEPT = 64  # results of `remembered` that are kept; a night asks for those of the weeks around it
ARTICLES = 1500  # and articles: where days are sparse, reading what lies around would cost more than the days

Sums = dict[str, tuple[int, int]]
"""Day → number of articles and sum of their hashes."""


@dataclass(frozen=True)
class Month:
    """A part of the result.

    Attributes:
        name: `2018-01`, or `undated`.
        key: SHA-256 of the keys of its days.
        keys: day → key, of all its days.
        changed: the days to compute; the rows of the others are taken over.
        is_due: whether the part has to be written; a day that lost all its articles leaves nothing to compute.
    """

    name: str
    key: str
    keys: Mapping[str, str]
    changed: tuple[str, ...]
    is_due: bool


@dataclass(frozen=True)
class WindowTask:
    """Some months to compute, and the days of the windows of what changed in them."""

    store: Store
    step: Step
    config: Any
    months: tuple[Month, ...]
    window: tuple[str, ...]


def run_window(step: Step, context: Context) -> Outcome:
    """Compute the days in whose window something changed, keep the others."""
    store, sums = context.store, _sums(step, context.store)
    days = sorted(sums)
    base = [base_key(step, context.config), content_of({name: store.manifest(name) for name in step.shared})]
    windows = {day: window_of(day, days, step.before, step.after) for day in days}
    keys = {day: key_of([base, day, [(d, sums[d]) for d in windows[day]]]) for day in days}
    old = {table: store.manifest(table) for table in step.writes}
    months = [_month(step, store, old, name, {day: keys[day] for day in own}) for name, own in groupby(days, month_of)]
    names = {month.name for month in months}
    new = {table: {name: e for name, e in old[table].items() if name in names} for table in step.writes}
    tasks = [_task(step, context, block, windows) for block in _blocks([m for m in months if m.is_due], sums)]
    for _, written in context.map(compute_months, tasks):
        for table, entries in written.items():
            new[table].update(entries)
    for table, manifest in new.items():
        store.finish(table, dict(sorted(manifest.items())))
    _forget(_kept_keys(step, store), names)
    _memory(step, store).keep_newest(N_KEPT)
    computed = sum(sums[day][0] for month in months for day in month.changed)
    n_parts = sum(month.is_due for month in months)
    return Outcome(step.name, computed, sum(n for n, _ in sums.values()) - computed, n_parts)


def month_of(day: str) -> str:
    """The part that a day lies in: its month; that of articles without a day is `undated`."""
    return day if day == UNDATED else day[:7]


def _month(step: Step, store: Store, old: Mapping[str, Manifest], name: str, keys: dict[str, str]) -> Month:
    """What has to be computed of a month: the days whose key is another one, all where the part is lost."""
    key = key_of(list(keys.items()))
    there = {entries[name].key if name in entries else "" for entries in old.values()}
    if there == {key}:
        return Month(name, key, keys, (), is_due=False)
    known = _remembered(_kept_keys(step, store) / f"{name}.json", there.pop()) if len(there) == 1 else None
    return Month(name, key, keys, tuple(day for day in keys if (known or {}).get(day) != keys[day]), is_due=True)


def _kept_keys(step: Step, store: Store) -> Path:
    return store.state / "months" / step.name


def _memory(step: Step, store: Store) -> Memory:
    return Memory(store.state / "remembered" / step.name)


def _forget(folder: Path, names: set[str]) -> None:
    """Drop what is kept of months that are gone."""
    for path in folder.glob("*.json"):
        if path.stem not in names:
            path.unlink()


def window_of(day: str, days: Sequence[str], before: int, after: int) -> tuple[str, ...]:
    """Those of some days (sorted) that lie in the window of a day; of `undated` itself alone."""
    if day == UNDATED:
        return (UNDATED,)
    here = date.fromisoformat(day)
    low, high = here - timedelta(days=before), here + timedelta(days=after)
    return tuple(days[bisect_left(days, low.isoformat()) : bisect_right(days, high.isoformat())])


def _task(step: Step, context: Context, block: Sequence[Month], windows: Mapping[str, Sequence[str]]) -> WindowTask:
    around = tuple(sorted({d for month in block for day in month.changed for d in windows[day]}))
    return WindowTask(context.store, step, context.config, tuple(block), around)


def _blocks(months: Sequence[Month], sums: Sums) -> list[list[Month]]:
    """Runs of months for one task each, with BLOCK changed days and ARTICLES of these at least; `undated` alone."""
    blocks: list[list[Month]] = []
    n_days = n_articles = 0
    for month in months:
        if not blocks or month.name == UNDATED or (n_days >= BLOCK and n_articles >= ARTICLES):
            blocks.append([])
            n_days = n_articles = 0
        blocks[-1].append(month)
        n_days += len(month.changed)
        n_articles += sum(sums[day][0] for day in month.changed)
    return blocks


# which days changed ------------------------------------------------------------------------------------------------


def _sums(step: Step, store: Store) -> Sums:
    """Number of articles and sum of their hashes for each day, over all parts; parts that are known are not read."""
    names, total = step.reads, Sums()
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


def _remembered(path: Path, key: str) -> dict[str, Any] | None:
    """What was kept of each day under this key; None where it was not."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return dict(kept["days"]) if kept["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _counted(store: Store, names: Sequence[str], part: str) -> Sums:
    """Number of articles of a part and sum of their hashes, by day."""
    tables = {name: read_part(store, name, part, compared(TABLES[name].schema.names)) for name in names}
    rows = rows_of_articles(tables)
    ids, days = days_of(tables[names[0]])
    day = days[np.searchsorted(ids, rows.ids)]
    found: Sums = {}
    for number in np.unique(day).tolist():
        own = mixed(rows.hashes[day == number])
        found[day_name(number)] = len(own), int(own.sum(dtype=np.uint64))
    return found


# in a worker -------------------------------------------------------------------------------------------------------


def compute_months(task: WindowTask) -> dict[str, dict[str, Entry]]:
    """Compute what changed in some months; give their entries by table."""
    pa.set_cpu_count(1)
    step, store = task.step, task.store
    lead = step.reads[0]
    tables = {name: DayParts(store, name, task.window, lead, _memory(step, store)) for name in step.reads}
    shared = {name: store.parts(name).all()[0] for name in step.shared}
    days = tuple(day for month in task.months for day in month.changed)
    made: dict[str, list[dict[str, pa.Table]]] = {month.name: [] for month in task.months}
    for day, rows in function_of(step)(task.config, days=days, **tables, **shared) if days else ():
        made[month_of(day)].append(rows)
    written: dict[str, dict[str, Entry]] = {table: {} for table in step.writes}
    for month in task.months:
        stays = _unchanged_articles(store, lead, month)
        for table in step.writes:
            pieces = [rows[table] for rows in made[month.name]]
            if len(stays):
                pieces.append(of_articles(read_part(store, table, month.name), stays))
            written[table][month.name] = store.write(table, month.name, joined(*pieces), key=month.key)
        kept = json.dumps({"key": month.key, "days": month.keys}).encode()
        write_bytes(_kept_keys(step, store) / f"{month.name}.json", kept)
    return written


def _unchanged_articles(store: Store, lead: str, month: Month) -> ByteStrings:
    """The articles of a month's days that are not computed, sorted."""
    days = [day for day in month.keys if day not in month.changed]
    parts = DayParts(store, lead, days, lead)
    ids = [ids_of(parts.read(day, ("article_id",))) for day in days]
    return np.sort(np.concatenate([np.zeros(0, ID), *ids]))
