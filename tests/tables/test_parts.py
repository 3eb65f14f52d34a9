"""Tables in parts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers
from pipeline.tables.parts import MemoryParts, each_part, scatter, take


def rows(values: list[int]) -> pa.Table:
    """A table with one column `v` and another `w`."""
    column = numbers(np.array(values, np.int32))
    return pa.Table.from_arrays([column, column], names=["v", "w"])


def test_all_parts_come_in_name_order_with_their_numbers() -> None:
    """`all` joins the parts in name order and tells each row's part."""
    parts = MemoryParts({"b": rows([3]), "a": rows([1, 2])})
    data, part = parts.all(["v"])
    assert parts.names == ("a", "b")
    assert data.to_pydict() == {"v": [1, 2, 3]}
    assert part.tolist() == [0, 0, 1]


@given(st.lists(st.integers(0, 3), max_size=20))
def test_scatter_cuts_and_loses_nothing(part: list[int]) -> None:
    """Every row lands in its part, in order; a part without rows is an empty table."""
    names = ["p0", "p1", "p2", "p3"]
    cut = scatter(rows(list(range(len(part)))), np.array(part, np.int64), names)
    assert list(cut) == names
    for number, name in enumerate(names):
        assert cut[name]["v"].to_pylist() == [i for i, p in enumerate(part) if p == number]


def test_take_keeps_the_asked_order() -> None:
    """Rows come in the order of the index."""
    assert take(rows([5, 6, 7]), np.array([2, 0]))["v"].to_pylist() == [7, 5]


def test_a_part_is_read_whole_or_by_columns() -> None:
    """Columns come in the order asked for."""
    parts = MemoryParts({"a": rows([1, 2])})
    assert parts.read("a").column_names == ["v", "w"]
    assert parts.read("a", ["w"]).column_names == ["w"]
    assert parts.all()[0].column_names == ["v", "w"]


def scaled(one: pa.Table, other: pa.Table, factor: int) -> pa.Table:
    """The first column of a part, times a factor, and the sum of the other's."""
    total = sum(other[other.column_names[0]].to_pylist())
    return rows([factor * value for value in one["v"].to_pylist()] + [total])


def test_each_part_is_given_to_the_function_with_its_namesakes() -> None:
    """In the order of the names, with the columns of each table and the arguments."""
    first = MemoryParts({"b": rows([3]), "a": rows([1, 2])})
    second = MemoryParts({"a": rows([10]), "b": rows([20, 30])})
    found = [*each_part(scaled, first, second, columns=(("v",), ("w",)), factor=2)]
    assert [table["v"].to_pylist() for table in found] == [[2, 4, 10], [6, 50]]
    assert [table["v"].to_pylist() for table in each_part(scaled, first, second, factor=1)] == [[1, 2, 10], [3, 50]]


def test_rows_keep_their_order_within_a_part() -> None:
    """Rows 0 to 4 in parts 1, 0, 1, 0, 1."""
    cut = scatter(rows([10, 11, 12, 13, 14]), np.array([1, 0, 1, 0, 1]), ["first", "second", "third"])
    assert {name: part["v"].to_pylist() for name, part in cut.items()} == {
        "first": [11, 13],
        "second": [10, 12, 14],
        "third": [],
    }


def test_a_row_may_be_taken_twice_or_not_at_all() -> None:
    """The index decides; its type does not matter."""
    assert take(rows([5, 6, 7]), np.array([1, 1], np.int32))["w"].to_pylist() == [6, 6]
    assert take(rows([5, 6, 7]), np.zeros(0, np.int64)).num_rows == 0


def test_a_part_is_computed_when_it_is_asked_for() -> None:
    """Results of earlier parts need not be held while later ones are made."""
    asked: list[int] = []

    def counted(rows: pa.Table) -> pa.Table:
        asked.append(rows.num_rows)
        return rows

    found = each_part(counted, MemoryParts({"a": rows([1]), "b": rows([2, 3])}))
    assert next(found).num_rows == 1
    assert asked == [1]
