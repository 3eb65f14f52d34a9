"""Row scope, in a worker: the parts of a group in, their entries out.

Only the rows of articles that changed are computed, those of several parts in one call: what a call costs whatever it
computes (compiled patterns, look-ups of words) is paid once for many parts with few new rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.hashing import row_hashes
from pipeline.arrays.look_ups import begin
from pipeline.arrays.types import ByteStrings
from pipeline.engine.context import function_of
from pipeline.engine.dag import Step
from pipeline.engine.files import write_bytes
from pipeline.engine.kept_columns import KEPT
from pipeline.engine.rows_by_article import ID, Rows, ids_of, joined, of_articles, rows_of_file, rows_together
from pipeline.engine.store import Entry, Store, read_part
from pipeline.errors import PipelineError

AT_ONCE = 512  # rows of the first table that one call computes, of several parts together
HEX = 64  # characters of a key
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class RowTask:
    """A part to compute.

    Attributes:
        store: where the tables are.
        step: the step.
        config: settings of its stage.
        part: name of the part.
        key: SHA-256 of all that the part is computed from.
        base: of all but its inputs.
        files: what is known of the part that is there, by table.
        inputs: SHA-256 of each file that the part is computed from, by table.
    """

    store: Store
    step: Step
    config: Any
    part: str
    key: str
    base: str
    files: Mapping[str, Entry]
    inputs: Mapping[str, str]

    @property
    def old(self) -> str:
        """The key that all its tables have; empty where they differ or one is missing: no rows can be taken over."""
        keys = {self.files[table].key if table in self.files else "" for table in self.step.writes}
        return keys.pop() if len(keys) == 1 else ""

    @property
    def memory(self) -> Path:
        """Where the hashes of the rows that the part was computed from are kept."""
        return self.store.state / "rows" / self.step.name / self.part

    def has_memory(self) -> bool:
        """Whether rows of the old part can be taken over."""
        try:
            with self.memory.open("rb") as file:
                return bool(self.old) and file.read(2 * HEX) == (self.old + self.base).encode()
        except OSError:
            return False


@dataclass(frozen=True)
class Changes:
    """What has to be computed of a part.

    Attributes:
        task: the part.
        some: the rows of the articles that changed, by table.
        stays: ids of the articles whose rows are taken over.
        names: ids that the computed rows may go by.
        note: what is kept of the rows that the part is computed from.
    """

    task: RowTask
    some: Tables
    stays: ByteStrings
    names: ByteStrings
    note: bytes

    @property
    def n_rows(self) -> int:
        """Rows of the first table."""
        return int(self.some[self.task.step.reads[0]].num_rows)


Written = tuple[dict[str, Entry], int]
"""Entries of a part by table, and how many records or articles were computed."""


def compute(group: Sequence[RowTask]) -> list[Written]:
    """Compute the parts of a group, all of one step."""
    pa.set_cpu_count(1)
    step, store = group[0].step, group[0].store
    begin(step.room, step.name)  # in a worker; this process has
    KEPT.begin(step)
    shared = {name: store.parts(name).all()[0] for name in step.shared}
    if step.reuse == "part":
        return [_whole(task, shared) for task in group]
    return [
        (_write(one, made), one.n_rows)
        for batch in _batches(_changes(task) for task in group)
        for one, made in zip(batch, _made(batch, shared), strict=True)
    ]


def _whole(task: RowTask, shared: Tables) -> Written:
    """A part whose rows depend on one another."""
    tables = {name: read_part(task.store, name, task.part) for name in task.step.reads}
    made = function_of(task.step)(task.config, **tables, **shared)
    entries = {name: task.store.write(name, task.part, made[name], key=task.key) for name in task.step.writes}
    return entries, tables[task.step.reads[0]].num_rows


def _changes(task: RowTask) -> Changes:
    """Compare the rows of a part with those that the old one was computed from."""
    tables = {name: read_part(task.store, name, task.part) for name in task.step.reads}
    now = rows_together([rows_of_file(task.inputs[name], table) for name, table in tables.items()])
    renamed = _renamed(tables)
    same = now.same_as(_remembered(task)) & ~np.isin(now.ids, renamed)
    stays, changed = now.ids[same], now.ids[~same]
    some = {name: of_articles(table, changed) for name, table in tables.items()} if len(stays) else tables
    note = task.key.encode() + task.base.encode() + now.ids.tobytes() + now.hashes.tobytes()
    return Changes(task, some, stays, np.concatenate([changed, renamed]), note)


def _remembered(task: RowTask) -> Rows:
    """The rows that the old part was computed from; none where they are not known."""
    body = task.memory.read_bytes()[2 * HEX :] if task.has_memory() else b""
    n = len(body) // 24 if len(body) % 24 == 0 else 0
    return Rows(np.frombuffer(body, ID, n), np.frombuffer(body, "<u8", n, 16 * n))


def _renamed(tables: Tables) -> ByteStrings:
    """Articles with rows that go by another article_id in what the step writes, under both; they are always computed.

    Such a table names the other in its column `final_article_id`.
    """
    found = [np.zeros(0, ID)]
    for table in tables.values():
        if "final_article_id" in table.schema.names:
            before, after = ids_of(table), ids_of(table, "final_article_id")
            found += [before[before != after], after[before != after]]
    return np.concatenate(found)


def _batches(found: Iterator[Changes]) -> Iterator[list[Changes]]:
    """Parts in a row that one call computes: AT_ONCE rows at most, and no article in two of them."""
    batch: list[Changes] = []
    for one in found:
        n = sum(other.n_rows for other in batch) + one.n_rows
        if batch and (n > AT_ONCE or any(np.isin(one.names, other.names).any() for other in batch)):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _made(batch: Sequence[Changes], shared: Tables) -> list[Tables]:
    """What the step makes of the changed rows of each part."""
    first = batch[0].task
    function, names = function_of(first.step), first.step.reads
    if len(batch) == 1:
        return [function(first.config, **batch[0].some, **shared)]
    some = {name: joined(*(one.some[name] for one in batch)) for name in names}
    made = function(first.config, **some, **shared)
    cut: list[Tables] = [
        {name: of_articles(table, np.unique(one.names)) for name, table in made.items()} for one in batch
    ]
    lost = [name for name, table in made.items() if table.num_rows != sum(one[name].num_rows for one in cut)]
    if lost:
        hint = "a table that the step reads must name the other article_id in its column final_article_id"
        raise PipelineError(f"rows of articles that were not read, in {lost[0]}", where=first.step.name, hint=hint)
    return cut


def _write(one: Changes, made: Tables) -> dict[str, Entry]:
    """Write a part, the rows that stay among those that were computed, and what they were computed from."""
    entries = {name: _written(one, name, made[name]) for name in one.task.step.writes}
    write_bytes(one.task.memory, one.note)
    return entries


def _written(one: Changes, name: str, made: pa.Table) -> Entry:
    """The entry of a table of a part; its file stays where the computed rows are those that it holds."""
    task, data = one.task, made
    if len(one.stays):
        old = read_part(task.store, name, task.part)
        stays = of_articles(old, one.stays)
        if old.num_rows == stays.num_rows + made.num_rows and _are_same(of_articles(old, np.unique(one.names)), made):
            return replace(task.files[name], key=task.key)
        data = joined(stays, made)
    return task.store.write(name, task.part, data, key=task.key)


def _are_same(some: pa.Table, others: pa.Table) -> bool:
    """Whether two tables hold the same rows in the same order, to the bit."""
    if some.num_rows != others.num_rows or not some.equals(others):  # most differ, which is seen at once
        return False
    whole = np.array([0, some.num_rows])
    one, other = (row_hashes([table[name] for name in some.schema.names], whole) for table in (some, others))
    return bool(np.array_equal(one, other))
