"""How a corpus-scope stage sees a table: its parts, read when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int64

T = TypeVar("T")
R = TypeVar("R")


class Parts(Protocol):
    """The parts of one table."""

    @property
    def names(self) -> tuple[str, ...]:
        """Part names, sorted."""
        ...

    @property
    def n_rows(self) -> int:
        """Rows of all parts, of a table with article_id."""
        ...

    def read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One part, whole or only some columns."""
        ...

    def all(self, columns: Sequence[str] | None = None) -> tuple[pa.Table, Int64]:
        """All parts in name order as one table, and the part number (index into `names`) of each row."""
        ...

    def each(
        self,
        function: Callable[..., pa.Table],
        tables: Sequence[Any],
        columns: Sequence[Sequence[str] | None],
        arguments: Mapping[str, Any],
    ) -> Iterator[pa.Table]:
        """A function over each part of these tables; what `each_part` calls."""
        ...

    def recall(self, function: Callable[..., pa.Table], table: pa.Table, arguments: Mapping[str, Any]) -> pa.Table:
        """A function of a table; what `remembered` calls."""
        ...

    @property
    def folder(self) -> Path | None:
        """A folder that all workers see, for files that a step needs while it runs; None where there are no workers."""
        ...

    def side_by_side(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
        """A function over several tasks, by the workers of the run where it has any; results in order.

        Args:
            function: of a module, or a `partial` of one.
            tasks: values that can be pickled.
        """
        ...


def each_part(
    function: Callable[..., pa.Table],
    *tables: Parts,
    columns: Sequence[Sequence[str] | None] | None = None,
    **arguments: Any,
) -> Iterator[pa.Table]:
    """Call a pure function on the parts of one name; in a run the results are remembered from night to night.

    Args:
        function: of a module, called as `function(*tables_of_the_part, **arguments)`; its result may depend on nothing
            else. A small table, of any schema.
        tables: at least one, of the same parts.
        columns: the columns that are read of each table; None for all.
        arguments: values that JSON can hold.

    Returns:
        One table a part, in the order of the part names, made when it is asked for.
    """
    return tables[0].each(function, tables, columns or [None] * len(tables), arguments)


def remembered(parts: Parts, function: Callable[..., pa.Table], table: pa.Table, **arguments: Any) -> pa.Table:
    """Call a pure function on a table that a step has made; in a run the result is kept from night to night.

    Args:
        parts: any table of the run.
        function: of a module, called as `function(table, **arguments)`; its result may depend on nothing else.
        table: of any schema.
        arguments: values that JSON can hold.
    """
    return parts.recall(function, table, arguments)


class PartByPart:
    """All but `read` of a table that can read a part: what a class of Parts inherits."""

    names: tuple[str, ...] = ()
    folder: Path | None = None

    @property
    def n_rows(self) -> int:
        """Rows of all parts."""
        return len(self.all(("article_id",))[1]) if self.names else 0

    def read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One part, whole or only some columns."""
        raise NotImplementedError

    def all(self, columns: Sequence[str] | None = None) -> tuple[pa.Table, Int64]:
        """All parts in name order as one table, and the part number (index into `names`) of each row."""
        tables = [self.read(name, columns) for name in self.names]
        sizes = [table.num_rows for table in tables]
        return pa.concat_tables(tables).combine_chunks(), np.repeat(np.arange(len(tables)), sizes)

    def each(
        self,
        function: Callable[..., pa.Table],
        tables: Sequence[Any],
        columns: Sequence[Sequence[str] | None],
        arguments: Mapping[str, Any],
    ) -> Iterator[pa.Table]:
        """A function over each part of these tables."""
        pairs = list(zip(tables, columns, strict=True))
        return (function(*(parts.read(name, wanted) for parts, wanted in pairs), **arguments) for name in self.names)

    def recall(self, function: Callable[..., pa.Table], table: pa.Table, arguments: Mapping[str, Any]) -> pa.Table:
        """A function of a table, called."""
        return function(table, **arguments)

    def side_by_side(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
        """A function over several tasks, one after the other."""
        return map(function, tasks)


class MemoryParts(PartByPart):
    """Parts held in memory."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = dict(tables)
        self.names = tuple(sorted(tables))

    def read(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One part, whole or only some columns."""
        found = self._tables[name]
        return found if columns is None else found.select(list(columns))


def scatter(data: pa.Table, part: Int64, names: Sequence[str]) -> dict[str, pa.Table]:
    """Cut a table into parts.

    Args:
        data: n rows.
        part: int, shape (n,): index into names of each row.
        names: part names; those without a row get an empty table.

    Returns:
        Part name → its rows, in the order of `data`.
    """
    order = np.argsort(part, kind="stable")
    bounds = np.searchsorted(part[order], np.arange(len(names) + 1))
    rows = [order[bounds[i] : bounds[i + 1]] for i in range(len(names))]
    return {name: take(data, index) for name, index in zip(names, rows, strict=True)}


def take(data: pa.Table, index: Int64) -> pa.Table:
    """The rows of these numbers."""
    at = pa.Array.from_buffers(pa.int64(), len(index), [None, pa.py_buffer(np.ascontiguousarray(index, np.int64))])
    return data.take(at)
