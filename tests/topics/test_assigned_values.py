"""Table `assigned` field by field: every figure of the model in its own column, and back again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.tables.topics import ASSIGNED
from pipeline.topics.assign import Memberships, nowhere
from pipeline.topics.assigned import assigned_rows, memberships

COLUMNS = ("topic", "strength", "second", "second_strength", "closeness", "x", "y")
ROWS = [
    (3, 0.75, 1, 0.125, 0.5, -1.0, 0.25),
    (-1, 0.0, -1, 0.0, 0.0, 0.0, 0.0),
    (0, 1.0, 2, 0.375, -0.5, 0.625, -0.875),
]


def table() -> pa.Table:
    """Three articles, no two figures of a row alike but for one that is nowhere."""
    rows = [{"article_id": f"{n:016x}", **dict(zip(COLUMNS, row, strict=True))} for n, row in enumerate(ROWS)]
    return pa.Table.from_pylist(rows, ASSIGNED.schema)


def fields(found: Memberships) -> list[tuple[Any, ...]]:
    """The figures text by text, in the order of the columns."""
    place = found.place.tolist()
    columns = (found.topic, found.strength, found.second, found.second_strength, found.closeness)
    return [(*row, x, y) for row, (x, y) in zip(zip(*(c.tolist() for c in columns), strict=True), place, strict=True)]


@pytest.mark.parametrize("at", [[0, 1, 2], [2, 0], [1, 1, 0], [], [2]])
def test_every_figure_comes_from_its_own_column(at: list[int]) -> None:
    """In the order asked for, a row as often as it is."""
    found = memberships(table(), np.array(at, np.int64))
    assert fields(found) == [ROWS[n] for n in at]
    assert found.place.shape == (len(at), 2)


def test_the_types_of_the_arrays() -> None:
    """Numbers of topics in 64 bits, so that they can be places; shares in 32."""
    found = memberships(table(), np.arange(3))
    assert {found.topic.dtype, found.second.dtype} == {np.dtype(np.int64)}
    assert {one.dtype for one in (found.strength, found.second_strength, found.closeness, found.place)} == {
        np.dtype(np.float32)
    }


def test_the_columns_of_the_table() -> None:
    """Numbers from -1 on, shares from 0 to 1; positions and cosines have no bounds there."""
    columns = {column.name: column for column in ASSIGNED.columns}
    assert list(columns) == ["article_id", *COLUMNS]
    assert [columns[name].low for name in COLUMNS] == [-1, 0, -1, 0, None, None, None]
    assert [columns[name].high for name in COLUMNS] == [None, 1, None, 1, None, None, None]
    assert [str(columns[name].kind) for name in COLUMNS] == ["int32", "float", "int32", *["float"] * 4]
    assert not any(column.nullable for column in columns.values())


@pytest.mark.parametrize("n", [0, 1, 4])
def test_nowhere(n: int) -> None:
    """No topic, no second, no strength, the middle of the map."""
    assert fields(nowhere(n)) == [(-1, 0.0, -1, 0.0, 0.0, 0.0, 0.0)] * n


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_a_model_the_rows_say_so(n: int) -> None:
    """A row for each article, under its id; the terms are not looked at."""
    ids = [f"{number:016x}" for number in range(n)]
    terms = pa.table({"article_id": pa.array(ids, pa.string())})
    found = assigned_rows(terms, pa.table({"term": pa.array([], pa.string())}), None)
    assert found.schema == ASSIGNED.schema
    assert [tuple(row.values()) for row in found.to_pylist()] == [(one, -1, 0, -1, 0, 0, 0, 0) for one in ids]
