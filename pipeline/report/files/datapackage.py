"""`datapackage.json`: every Parquet file with rows, columns and SHA-256, as a Data Package (https://datapackage.org).

It is valid for the library frictionless, which reads Parquet through pandas: lists arrive as NumPy arrays, nulls among
numbers as NaN. So lists have the type `any`, integers with nulls the type `number`, and limits stand only where nulls
cannot.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.tables.schema import Column, Table

TYPES = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_string, "string"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
    (pa.types.is_list, "any"),
)


@dataclass(frozen=True)
class FileEntry:
    """A written file.

    Attributes:
        path: below the folder of datapackage.json, with / between folders.
        rows: rows in it.
        bytes: its size.
        sha256: of its bytes, 64 hex digits.
    """

    path: str
    rows: int
    bytes: int
    sha256: str


def datapackage(tables: Sequence[Table], files: Mapping[str, Sequence[FileEntry]], name: str = "nightdesk") -> bytes:
    """Describe a folder of tables: same tables and files, same bytes.

    Args:
        tables: the contracts, in the order of the descriptor.
        files: table name → its files; a table without a file is left out, the order of the files does not matter.
        name: of the package; lower case.

    Returns:
        JSON in UTF-8: a resource a table, with `path` (all its files), `n_rows`, `n_bytes`, `files` (each with path,
        rows, bytes and hash) and `schema`.
    """
    resources = [_resource(table, files[table.name]) for table in tables if files.get(table.name)]
    package = {"name": name, "profile": "data-package", "resources": resources}
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()


def _resource(table: Table, files: Sequence[FileEntry]) -> dict[str, Any]:
    ordered = sorted(files, key=lambda f: f.path)
    return {
        "name": table.name,
        "description": f"One row is {table.description}.",
        "path": [f.path for f in ordered],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "n_rows": sum(f.rows for f in ordered),
        "n_bytes": sum(f.bytes for f in ordered),
        "files": [{"path": f.path, "rows": f.rows, "bytes": f.bytes, "hash": f"sha256:{f.sha256}"} for f in ordered],
        "schema": {"fields": [_field(column) for column in table.columns]} | _key(table),
    }


def _key(table: Table) -> dict[str, Any]:
    """The key, where none of its columns may be null."""
    nullable = {column.name for column in table.columns if column.nullable}
    return {"primaryKey": list(table.key)} if table.key and not nullable & set(table.key) else {}


def _field(column: Column) -> dict[str, Any]:
    kind = next((name for fits, name in TYPES if fits(column.kind)), "object")
    kind = "number" if kind == "integer" and column.nullable else kind
    limits: dict[str, Any] = {"enum": list(column.choices) or None}
    limits |= {} if column.nullable else {"minimum": column.low, "maximum": column.high}
    constraints = {"required": not column.nullable} | {k: v for k, v in limits.items() if v is not None}
    return {"name": column.name, "type": kind, "description": column.description, "constraints": constraints}
