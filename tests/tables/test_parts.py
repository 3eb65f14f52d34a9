"""Tables in parts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers
from pipeline.tables.parts import MemoryParts, scatter, take


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
