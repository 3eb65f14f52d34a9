"""Columns that this process has read or written and will read again: the steps read one another's tables many times.

Of 3,000 articles two thirds of the time of reading went into columns that had been read before, the texts six times.
What is kept goes by the stamp of its file, and is dropped behind the last step that reads its table. Nothing is given
up for what comes later: the steps go through the parts in one order. What a step writes is kept for the next one, for
which it would be read at once; kept for any later step it would take the room of what is read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.arrays.compact import compact
from pipeline.engine import table_files
from pipeline.engine.dag import STEPS, Step
from pipeline.engine.files import stamp_of
from pipeline.text import known_cuts

TEXTS = "texts"  # the table whose texts several steps cut into words
LARGE = 1_000_000  # bytes of a column that is large
MOST, MOST_OF_LARGE = 32_000_000, 20_000_000
"""Bytes of all that is kept, and of its large columns: to open a file costs more than to read most of its columns."""


class _Column(NamedTuple):
    """A column, its field and its bytes."""

    field: pa.Field
    values: pa.ChunkedArray
    size: int


@dataclass
class _File:
    """What is kept of a file: columns, and the names of all in their order where it has been read whole."""

    table: str
    stamp: str
    names: tuple[str, ...] = ()
    columns: dict[str, _Column] = field(default_factory=dict)
    metadata: dict[bytes, bytes] | None = None

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some of the columns as a table."""
        found = [self.columns[name] for name in names]
        schema = pa.schema([column.field for column in found], metadata=self.metadata)
        return pa.Table.from_arrays([column.values for column in found], schema=schema)


class KeptColumns:
    """What one process keeps: nothing until a step begins."""

    _step: Step | None
    _wanted: frozenset[str]
    _next: frozenset[str]
    _files: dict[str, _File]

    def __init__(self) -> None:
        self.end()

    def begin(self, step: Step) -> None:
        """Say which step is computed from now on: tables that no step reads any more are dropped, and cuts of texts.

        Most steps read a column once, and drop it then if they are the last ones; the days of a window and the report
        come back to what they have read. Steps on the corpus need the most memory: large columns that they do not read
        are dropped too.
        """
        if step == self._step:  # said for each part
            return
        self._step, comes_back = step, step.scope == "window" or step == STEPS[-1]
        later = STEPS[STEPS.index(step) + (not comes_back) :] if step in STEPS else ()
        self._wanted = frozenset(table for one in later for table in one.inputs)
        behind = STEPS[STEPS.index(step) + 1 :] if step in STEPS else ()
        self._next = frozenset(behind[0].inputs if behind else ())
        known = {*self._wanted, *step.inputs}
        self._files = {path: file for path, file in self._files.items() if file.table in known}
        if TEXTS not in known:
            known_cuts.forget()
        for file in self._files.values():
            if step.scope == "corpus" and file.table not in step.inputs:
                file.columns = {name: column for name, column in file.columns.items() if column.size < LARGE}
        sizes = [column.size for file in self._files.values() for column in file.columns.values()]
        self._size, self._size_of_large = sum(sizes), sum(size for size in sizes if size >= LARGE)

    def end(self) -> None:
        """Drop all that is kept, and keep nothing until a step begins."""
        self._step, self._wanted, self._next, self._files = None, frozenset(), frozenset(), {}
        self._size = self._size_of_large = 0

    def read(self, table: str, path: Path, columns: Sequence[str] | None = None) -> pa.Table:
        """Read a file, whole or only some columns, as `table_files.read` does; what is kept of it is not read again.

        Args:
            table: whose part it is.
            path: the file.
            columns: their names; None for all.
        """
        file = self._file(table, path)
        names = file.names if columns is None else tuple(columns)
        missing = [name for name in names if name not in file.columns]
        if names and not missing:
            return file.select(names)
        if len(missing) == len(names):
            found = table_files.read(path, columns)
            file.names = tuple(found.schema.names) if columns is None else file.names
            self._keep(file, found)
            return found
        found = table_files.read(path, missing)
        both = replace(file, columns={**file.columns, **_columns(found)})
        self._keep(file, found)
        return both.select([name for name in names if name in both.columns])

    def wrote(self, table: str, path: Path, stamp: str, data: pa.Table) -> None:
        """Keep what a file was made of where the next step reads its table: nothing has to be decoded then.

        Not the large columns, of which there may be more than there is room for: steps that read them keep them.

        Args:
            table: whose part it is.
            path: the file.
            stamp: of the file.
            data: what it holds.
        """
        if str(path) in self._files:
            self._drop(str(path))
        if table in self._next:
            file = self._files[str(path)] = _File(table, stamp, tuple(data.schema.names))
            small = data.select([name for name in file.names if data[name].nbytes < LARGE])
            self._keep(file, pa.Table.from_arrays([*map(compact, small.columns)], schema=small.schema))

    def _file(self, table: str, path: Path) -> _File:
        """What is kept of a file as it is now."""
        stamp, file = stamp_of(path), self._files.get(str(path))
        is_read_again = table in self._wanted
        if file is not None and not (file.stamp == stamp and is_read_again):
            self._drop(str(path))
        if file is None or file.stamp != stamp:
            file = _File(table, stamp)
        if is_read_again:
            self._files[str(path)] = file
        return file

    def _drop(self, path: str) -> None:
        """Drop what is kept of a file."""
        for column in self._files.pop(path).columns.values():
            self._size -= column.size
            self._size_of_large -= column.size if column.size >= LARGE else 0

    def _keep(self, file: _File, found: pa.Table) -> None:
        """Keep those columns of what was read that there is room for."""
        file.metadata = found.schema.metadata
        for name, column in _columns(found).items():
            large = column.size if column.size >= LARGE else 0
            has_room = self._size + column.size <= MOST and self._size_of_large + large <= MOST_OF_LARGE
            if file.table in self._wanted and has_room and name not in file.columns:
                file.columns[name] = column
                self._size, self._size_of_large = self._size + column.size, self._size_of_large + large


def _columns(table: pa.Table) -> dict[str, _Column]:
    """The columns of a table by name."""
    pairs = zip(table.schema, table.columns, strict=True)
    return {one.name: _Column(one, values, values.nbytes) for one, values in pairs}


KEPT = KeptColumns()
"""What this process keeps."""
