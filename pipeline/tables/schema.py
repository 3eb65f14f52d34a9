"""What a table is: its columns with their descriptions, and `check()`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, is_valid, to_numpy
from pipeline.errors import PipelineError

STAMP = pa.timestamp("us", "UTC")
ID = "16 hex digits"


class Column(NamedTuple):
    """A column of the contract.

    Attributes:
        name: its name in the Parquet file.
        kind: Arrow type.
        description: meaning, unit, range, when null; stored in the Parquet schema.
        nullable: whether nulls may stand in it.
        low: smallest allowed number, inclusive.
        high: largest allowed number, inclusive.
        choices: the allowed strings, empty for any.
    """

    name: str
    kind: pa.DataType
    description: str
    nullable: bool = False
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    def field(self) -> pa.Field:
        """The Arrow field, description included."""
        return pa.field(self.name, self.kind, metadata={"description": self.description})

    def fault(self, values: pa.ChunkedArray) -> str:
        """What is wrong with these values, in words; empty when nothing is."""
        if values.null_count and not self.nullable:
            return f"{values.null_count} nulls"
        if self.choices:
            odd = set(values.unique().to_pylist()) - {*self.choices, None}
            return f"values outside {', '.join(self.choices)}: {sorted(odd)[:3]}" if odd else ""
        if self.low is None and self.high is None:
            return ""
        numbers = to_numpy(values)[is_valid(values)]
        low, high = self.low if self.low is not None else -np.inf, self.high if self.high is not None else np.inf
        outside = int(np.count_nonzero(~((numbers >= low) & (numbers <= high))))
        return f"{outside} values outside {low:g} to {high:g}" if outside else ""


@dataclass(frozen=True)
class Table:
    """A table of the contract or of the pipeline's own (`interim`).

    Attributes:
        name: folder name below the output folder.
        columns: in the order of the file.
        sort: the columns that rows are sorted by within a part.
        description: what one row is.
        interim: true for tables that only the pipeline itself reads.
        key: the columns that name a row; those of `sort` where nothing else is said.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    sort: tuple[str, ...] = ("article_id",)
    interim: bool = False
    key: tuple[str, ...] = ()
    schema: pa.Schema = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Build the Arrow schema once, and the key."""
        about = {"table": self.name, "description": self.description}
        object.__setattr__(self, "key", self.key or self.sort)
        object.__setattr__(self, "schema", pa.schema([c.field() for c in self.columns], metadata=about))

    def build(self, **columns: Any) -> pa.Table:
        """An Arrow table from one array a column, in the declared order and types.

        Raises:
            PipelineError: a column is missing or unknown.
        """
        if set(columns) != set(self.schema.names):
            odd = sorted(set(columns) ^ set(self.schema.names))
            raise PipelineError(f"columns do not fit the contract: {', '.join(odd)}", where=f"table {self.name}")
        return pa.Table.from_arrays([columns[name] for name in self.schema.names], names=self.schema.names).cast(
            self.schema
        )

    def empty(self) -> pa.Table:
        """No rows."""
        arrays = [pa.nulls(0, f.type) for f in self.schema]
        return pa.Table.from_arrays(arrays, schema=self.schema)

    def check(self, data: pa.Table) -> None:
        """Compare data with the contract: columns, types, nulls, ranges, order of rows.

        Raises:
            PipelineError: at the first column that does not hold what it promises.
        """
        where = f"table {self.name}"
        if not data.schema.equals(self.schema):
            raise PipelineError(f"schema differs from the contract:\n{data.schema}", where=where)
        for column in self.columns:
            fault = column.fault(data[column.name])
            if fault:
                raise PipelineError(f"column {column.name}: {fault}", where=where)
        if "article_id" in data.schema.names and not _is_sorted(flat(data["article_id"])):
            raise PipelineError("rows are not sorted by article_id", where=where)


def _is_sorted(ids: pa.Array) -> bool:
    """Whether no id is larger than the next one."""
    falls = pc.greater(ids.slice(0, max(0, len(ids) - 1)), ids.slice(1))
    return not to_numpy(falls).any()


def table(name: str, description: str, *columns: Column, **options: Any) -> Table:
    """Declare a table; see `Table`."""
    return Table(name, description, columns, **options)


def column(name: str, kind: pa.DataType, description: str, **options: Any) -> Column:
    """Declare a column; see `Column`."""
    return Column(name, kind, description, **options)


def article_id(description: str = f"article; {ID}, key of `articles`") -> Column:
    """The key column that most tables share."""
    return Column("article_id", pa.string(), description)
