"""`load` and `connect`: the tables as an analyst wants them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import UsageError
from pipeline.loading.frames import ENGINES, optional
from pipeline.loading.joins import Join, plan
from pipeline.loading.lookup import TABLES, contract_of, did_you_mean
from pipeline.loading.read import read_table
from pipeline.loading.selection import Day, Selection

EVERYTHING = Selection()


def load_table(  # noqa: PLR0913 -- the arguments of the public function
    table: str,
    root: Path,
    *,
    columns: Sequence[str] | None = None,
    since: Day | None = None,
    until: Day | None = None,
    source: str | Sequence[str] | None = None,
    with_: Sequence[str] = (),
    engine: str = "pandas",
) -> Any:
    """A table as a data frame; see `nightdesk.load`."""
    contract_of(table)
    if engine not in ENGINES:
        raise UsageError(f"no such engine: {engine}", where="load", hint=f"one of {', '.join(ENGINES)}")
    joins = plan(table, [contract_of(name).name for name in with_])
    wanted = _checked(columns, table, joins)
    here = root.resolve()  # a published snapshot is switched at any time: all parts are read from one
    needed = {*wanted, *(join.left for join in joins)}
    own = [name for name in TABLES[table].schema.names if name in needed]
    data = read_table(here, table, own, Selection.of(since, until, source))
    for join in joins:
        data = _joined(data, here, join, needed)
    return ENGINES[engine](data.select(wanted))


def connect(root: Path) -> Any:
    """A DuckDB connection with a view per table; see `nightdesk.connect`."""
    here, connection = root.resolve(), optional("duckdb").connect()
    written = [name for name in TABLES if any((here / name).glob("*.parquet"))]
    if not written:
        raise UsageError("no tables here", where=str(root), hint="run `dvc repro` or `nightdesk run` first")
    for name in written:
        connection.read_parquet(str(here / name / "*.parquet")).create_view(name)
    return connection


def _checked(columns: Sequence[str] | None, table: str, joins: Sequence[Join]) -> list[str]:
    """The columns of the result, in order."""
    known = [*TABLES[table].schema.names, *(name for join in joins for name in join.names.values())]
    if columns is None:
        return known
    for name in columns:
        if name not in known:
            raise UsageError(f"no column '{name}'", where=table, hint=did_you_mean(name, known, ", ".join(known)))
    return list(columns)


def _joined(data: pa.Table, root: Path, join: Join, needed: set[str]) -> pa.Table:
    """The rows of `data`, in their order, with the needed columns of one more table; null where it has no row."""
    names = {column: name for column, name in join.names.items() if name in needed}
    other = read_table(root, join.table, [join.right, *names], EVERYTHING)
    place = pc.index_in(data[join.left], value_set=other[join.right].combine_chunks())
    for column, name in names.items():
        data = data.append_column(name, other[column].combine_chunks().take(place))
    return data
