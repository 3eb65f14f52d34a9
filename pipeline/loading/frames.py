"""Arrow tables as data frames: nullable integers stay integers, missing strings stay missing, days become datetimes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pyarrow as pa

from pipeline.errors import UsageError

CATEGORIES = ("source", "label", "language", "section", "rule", "reason", "event", "relation", "kind", "speaker_kind")


def to_pandas(data: pa.Table) -> Any:
    """A pandas DataFrame.

    Returns:
        strings as `str` with missing values, int32 and int64 as Int32 and Int64 where a value is null and as int32 and
        int64 elsewhere, float32, bool, timestamps as datetime64[us, UTC], days as datetime64, few-valued names as
        category.
    """
    pd = import_module("pandas")
    whole = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
    frame = data.to_pandas(date_as_object=False)
    for column, field in zip(data.columns, data.schema, strict=True):
        if field.name in CATEGORIES:
            frame[field.name] = frame[field.name].astype("category")
        elif field.type in whole and column.null_count:
            frame[field.name] = column.to_pandas(types_mapper=whole.get)
    return frame


def to_polars(data: pa.Table) -> Any:
    """A polars DataFrame.

    Raises:
        UsageError: polars is not installed.
    """
    return optional("polars").from_arrow(data)


def to_arrow(data: pa.Table) -> pa.Table:
    """The Arrow table itself."""
    return data


ENGINES: dict[str, Callable[[pa.Table], Any]] = {"pandas": to_pandas, "polars": to_polars, "arrow": to_arrow}


def optional(name: str) -> Any:
    """An optional library, imported now.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed", where="nightdesk", hint=f"pip install {name}") from error
