"""Row scope: a part in, parts of the same name out; of a part that changed, only the rows of articles that changed.

STATE/rows/STEP/PART holds the key of the part, the step's base key, and for each article a hash of all its rows in
the tables that the step reads. An article whose hash is the same has the same rows in the tables that it writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import flat, numbers, text_bytes
from pipeline.arrays.hashing import SPREAD, mixed, row_hashes
from pipeline.arrays.types import Bool, ByteStrings, Int64, UInt64
from pipeline.engine.context import Context, Outcome, base_key, content_of, function_of
from pipeline.engine.dag import Step
from pipeline.engine.files import write_bytes
from pipeline.engine.memory import key_of
from pipeline.engine.store import Entry, Manifest, Store, read_part
from pipeline.tables.parts import take

_HEX = 64  # characters of a key
_ID = np.dtype("S16")
_DIGESTS = {"content_sha256", "text_sha256"}  # columns that say what `text` is


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
        old: the key of the part that is there; empty where its rows cannot be taken over.
    """

    store: Store
    step: Step
    config: Any
    part: str
    key: str
    base: str
    old: str


@dataclass(frozen=True)
class Rows:
    """The articles of a part and a hash of what is known of each; both of shape (n,), sorted by article_id."""

    ids: ByteStrings
    hashes: UInt64

    def same_as(self, other: Rows) -> Bool:
        """Where the other has the article with the same hash, bool, shape (n,)."""
        if not len(other.ids):
            return np.zeros(len(self.ids), bool)
        at = np.minimum(np.searchsorted(other.ids, self.ids), len(other.ids) - 1)
        return np.asarray((other.ids[at] == self.ids) & (other.hashes[at] == self.hashes))


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
        key = key_of([base, [(table, inputs[table][part].sha256) for table in step.reads if part in inputs[table]]])
        known = _common_key(old, part)
        if known != key:
            tasks.append(RowTask(store, step, context.config, part, key, base, known))
    computed = 0
    for task, (written, n) in context.map(compute, tasks):
        computed += n
        for table, entry in written.items():
            new[table][task.part] = entry
    for table, manifest in new.items():
        store.finish(table, manifest)
    _forget(store, step, leading)
    return Outcome(step.name, computed, sum(entry.rows for entry in leading.values()) - computed, len(tasks))


def _common_key(manifests: Mapping[str, Manifest], part: str) -> str:
    """The key that all these tables have for a part; empty where they differ or one lacks it."""
    keys = {entries[part].key if part in entries else "" for entries in manifests.values()}
    return keys.pop() if len(keys) == 1 else ""


def _forget(store: Store, step: Step, parts: Mapping[str, Entry]) -> None:
    """Drop the hashes of parts that are gone."""
    for path in (store.state / "rows" / step.name).glob("*"):
        if path.name not in parts:
            path.unlink()


# in a worker -------------------------------------------------------------------------------------------------------


def compute(task: RowTask) -> tuple[dict[str, Entry], int]:
    """Compute a part; give its entries by table, and how many records or articles were computed."""
    pa.set_cpu_count(1)
    store, step = task.store, task.step
    tables = {name: read_part(store, name, task.part) for name in step.reads}
    shared = {name: store.parts(name).all()[0] for name in step.shared}
    if step.reuse == "part":
        made, n = function_of(step)(task.config, **tables, **shared), tables[step.reads[0]].num_rows
    else:
        made, n = _merged(task, tables, shared)
    return {name: store.write(name, task.part, made[name], key=task.key) for name in step.writes}, n


def _merged(
    task: RowTask, tables: Mapping[str, pa.Table], shared: Mapping[str, pa.Table]
) -> tuple[dict[str, pa.Table], int]:
    """The tables of a part: rows of unchanged articles from the old part, the others computed."""
    now = rows_of_articles(tables)
    renamed = _renamed(tables)
    path = task.store.state / "rows" / task.step.name / task.part
    same = now.same_as(_remembered(path, task)) & ~np.isin(now.ids, renamed)
    stays, changed = now.ids[same], now.ids[~same]
    some = {name: of_articles(table, changed) for name, table in tables.items()} if len(stays) else tables
    n = some[task.step.reads[0]].num_rows
    made = function_of(task.step)(task.config, **some, **shared)
    if len(stays):
        made = {name: joined(of_articles(read_part(task.store, name, task.part), stays), made[name]) for name in made}
    write_bytes(path, task.key.encode() + task.base.encode() + now.ids.tobytes() + now.hashes.tobytes())
    return made, n


def _remembered(path: Path, task: RowTask) -> Rows:
    """The rows that the old part was computed from; none where they are not known."""
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    head, body = data[: 2 * _HEX].decode("ascii", "replace"), data[2 * _HEX :]
    if not task.old or head != task.old + task.base or len(body) % 24:
        return Rows(np.zeros(0, _ID), np.zeros(0, np.uint64))
    n = len(body) // 24
    return Rows(np.frombuffer(body, _ID, n), np.frombuffer(body, "<u8", n, 16 * n))


def _renamed(tables: Mapping[str, pa.Table]) -> ByteStrings:
    """Articles with rows that go by another article_id in what the step writes, under both; they are always computed.

    Such a table names the other in its column `final_article_id`.
    """
    found = [np.zeros(0, _ID)]
    for table in tables.values():
        if "final_article_id" in table.schema.names:
            before, after = ids_of(table), ids_of(table, "final_article_id")
            found += [before[before != after], after[before != after]]
    return np.concatenate(found)


def rows_of_articles(tables: Mapping[str, pa.Table]) -> Rows:
    """A hash of all rows of each article.

    Args:
        tables: with `article_id`; the first names the articles.

    Returns:
        The articles of the first table.
    """
    first, *_ = tables.values()
    ids = np.unique(ids_of(first))
    hashes = np.zeros(len(ids), np.uint64)
    for table in tables.values():
        hashes = mixed(hashes + SPREAD) ^ _by_article(table, ids)
    return Rows(ids, hashes)


def _by_article(table: pa.Table, ids: ByteStrings) -> UInt64:
    """A hash of the rows of each article in one table, in their order, shape (len(ids),); 0 without rows."""
    names = table.schema.names
    read = [name for name in names if name != "text" or not _DIGESTS & set(names)]
    hashes = row_hashes([table[name] for name in read], table.num_rows)
    own = ids_of(table)
    order = np.argsort(own, kind="stable")
    own = own[order]
    number = np.arange(len(own)) - np.searchsorted(own, own)
    at = np.minimum(np.searchsorted(ids, own), max(len(ids) - 1, 0))
    known = ids[at] == own if len(ids) else np.zeros(len(own), bool)
    found = np.zeros(len(ids), np.uint64)
    np.add.at(found, at[known], mixed(hashes[order] + (number + 1).astype(np.uint64) * SPREAD)[known])
    return found


def of_articles(table: pa.Table, ids: ByteStrings) -> pa.Table:
    """The rows of some articles (sorted), in the order of the table."""
    own = ids_of(table)
    at = np.minimum(np.searchsorted(ids, own), max(len(ids) - 1, 0))
    known = ids[at] == own if len(ids) else np.zeros(len(own), bool)
    return table.filter(numbers(known))


def joined(*tables: pa.Table) -> pa.Table:
    """Rows of tables of different articles, by article_id."""
    both = pa.concat_tables(tables)
    return take(both, np.argsort(ids_of(both), kind="stable").astype(np.int64))


def ids_of(table: pa.Table, column: str = "article_id") -> ByteStrings:
    """A column of ids as bytes, shape (n,)."""
    data, bounds = text_bytes(flat(table[column]))
    sizes: Int64 = np.diff(bounds)
    if (sizes == _ID.itemsize).all():
        return np.frombuffer(data.tobytes(), _ID)
    return np.array(table[column].to_pylist(), _ID)
