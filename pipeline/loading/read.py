"""Reads a table: the parts, columns and rows that are wanted, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import PipelineError, UsageError
from pipeline.loading.lookup import TABLES, contract_of
from pipeline.loading.selection import Selection, day_columns
from pipeline.tables import Table


def read_table(root: Path, name: str, columns: Sequence[str], selection: Selection) -> pa.Table:
    """Rows of a table, in the order of its parts.

    Args:
        root: the output folder of a run, or a published snapshot.
        name: a public table.
        columns: columns of the table.
        selection: days and publishers.

    Returns:
        An Arrow table with these columns.

    Raises:
        UsageError: nothing has been written there, or the table has no day or publisher to select by.
    """
    contract, paths = contract_of(name), _parts(root, name)
    fields = pa.schema([contract.schema.field(column) for column in columns])
    if selection.is_everything:
        return _concat([_read(path, columns) for path in paths], fields)
    days = day_columns(contract.schema.names)
    if days:
        return _concat([_by_days(path, contract, days, columns, selection) for path in paths], fields)
    if "article_id" not in contract.schema.names:
        raise UsageError(
            "has no day and no publisher to select by", where=name, hint="leave since, until and source out"
        )
    return _concat(_by_article(root, paths, columns, selection), fields)


def _by_days(
    path: Path, contract: Table, days: tuple[str, str], columns: Sequence[str], selection: Selection
) -> pa.Table:
    """Rows of a part of a table that has days of its own."""
    names, (first, last) = contract.schema.names, days
    if selection.sources is not None and "source" not in names:
        raise UsageError("has no publisher to select by", where=contract.name, hint="leave source out")
    if not selection.may_hold(path, first, last):
        return _read(path, columns).slice(0, 0)
    extra = [c for c in dict.fromkeys((first, last, "source")) if c in names and c not in columns]
    data = _read(path, [*columns, *extra])
    return data.filter(selection.mask(data, first, last)).select(list(columns))


def _by_article(root: Path, paths: Sequence[Path], columns: Sequence[str], selection: Selection) -> list[pa.Table]:
    """Rows of the wanted articles: a part of the same name as a part of `articles` is about the same articles."""
    ids = {path.name: _wanted(path, selection) for path in _parts(root, "articles")}
    everyone = pa.concat_arrays([*ids.values(), pa.array([], pa.string())])
    tables = []
    for path in paths:
        wanted = ids.get(path.name, everyone)
        if len(wanted):
            data = _read(path, [*columns, *({"article_id"} - set(columns))])
            tables.append(data.filter(pc.is_in(data["article_id"], value_set=wanted)).select(list(columns)))
    return tables


def _wanted(path: Path, selection: Selection) -> pa.Array:
    ids = _by_days(path, TABLES["articles"], ("day", "day"), ["article_id"], selection)["article_id"]
    return ids.combine_chunks() if ids.num_chunks != 1 else ids.chunk(0)


def _parts(root: Path, name: str) -> list[Path]:
    paths = sorted((root / name).glob("*.parquet"))
    if not paths:
        hint = "run `dvc repro` or `nightdesk run` first, or give the folder: load(table, root)"
        raise UsageError(f"no table '{name}' here", where=str(root), hint=hint)
    return paths


def _read(path: Path, columns: Sequence[str]) -> pa.Table:
    try:
        return pq.ParquetFile(path).read(columns=list(columns)).select(list(columns))
    except (OSError, pa.ArrowInvalid) as error:
        hint = "run the stage that writes it again; `nightdesk validate` finds every damaged file"
        raise PipelineError(f"cannot be read: {error}", where=str(path), hint=hint) from error


def _concat(tables: Sequence[pa.Table], fields: pa.Schema) -> pa.Table:
    return pa.concat_tables([table.replace_schema_metadata() for table in tables]) if tables else fields.empty_table()
