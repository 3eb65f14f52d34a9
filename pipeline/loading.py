"""Tables for pandas: nullable integers stay integers, missing strings stay missing, days become datetimes."""

from __future__ import annotations

import difflib
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipeline.engine.store import Store
from pipeline.errors import UsageError
from pipeline.tables import TABLES

CATEGORIES = ("source", "label", "language", "section", "rule", "reason", "event", "relation")
WHOLE = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}


def load_table(table: str, root: Path) -> pd.DataFrame:
    """Read every part of a table.

    Returns:
        string columns as `str`/object with None, int32 as Int32 where nulls may stand and int32 elsewhere, float32,
        bool, timestamps as datetime64[us, UTC], days as datetime64[s], few-valued names as category.

    Raises:
        UsageError: no such table, or nothing has been written there.
    """
    if table not in TABLES:
        near = difflib.get_close_matches(table, TABLES, n=1)
        raise UsageError(
            "no such table", where=table, hint=f"did you mean {near[0]}?" if near else "see `nightdesk tables`"
        )
    parts = Store(root).parts(table)
    if not parts.names:
        hint = "run `dvc repro` or `nightdesk run` first, or give the folder: load(table, root)"
        raise UsageError(f"no table '{table}' here", where=str(root), hint=hint)
    data, _ = parts.all()
    nullable = {c.name for c in TABLES[table].columns if c.nullable}
    frame: pd.DataFrame = data.to_pandas(date_as_object=False)
    for field in data.schema:
        if field.name in CATEGORIES:
            frame[field.name] = frame[field.name].astype("category")
        elif field.name in nullable and field.type in WHOLE:
            whole = data[field.name].to_pandas(types_mapper=WHOLE.get)
            frame[field.name] = whole
    return frame
