"""The same values in buffers of their own."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers
from pipeline.arrays.compact import compact

TERM = pa.struct([pa.field("term", pa.string()), pa.field("weight", pa.float32())])
VALUES: dict[pa.DataType, list[Any]] = {
    pa.string(): ["tax", None, "", "straße", "vote"],
    pa.binary(): [b"\xff", None, b"", b"ab", b"c"],
    pa.bool_(): [True, None, False, True, True],
    pa.int32(): [1, None, 3, -4, 5],
    pa.float32(): [0.5, None, -0.0, 2.0, float("inf")],
    pa.date32(): [date(2026, 3, 2), None, date(1970, 1, 1), date(1969, 1, 1), date(2026, 3, 3)],
    pa.list_(pa.int32()): [[1, 2], None, [], [3], [4, None]],
    pa.list_(pa.string()): [["a"], None, [], ["b", "", None], ["c"]],
    pa.list_(TERM): [[{"term": "a", "weight": 1.0}], None, [], [{"term": None, "weight": 0.5}, None], []],
    TERM: [{"term": "a", "weight": 1.0}, None, {"term": None, "weight": None}, {"term": "b", "weight": 0.5}, None],
}


def buffers(array: pa.Array) -> list[bytes | None]:
    """The bytes of all buffers of an array, those of its children too; an empty one counts as none."""
    return [None if one is None or one.size == 0 else one.to_pybytes() for one in array.buffers()]


@pytest.mark.parametrize(("kind", "values"), VALUES.items(), ids=str)
def test_equal_columns_have_the_same_bytes(kind: pa.DataType, values: list[Any]) -> None:
    """Whole, cut out of a longer column, in two pieces, taken row by row: one array, the same buffers."""
    whole = pa.array(values, kind)
    expected = compact(whole)
    longer = pa.array([*values[::-1], *values, *values], kind).slice(5, 5)
    pieces = pa.chunked_array([longer.slice(0, 2), whole.slice(2)])
    taken = pa.array(values[::-1], kind).take(pa.array([4, 3, 2, 1, 0]))
    assert expected.equals(whole)
    assert expected.type.equals(kind)
    for other in (longer, pieces, taken, expected):
        assert compact(other).equals(whole)
        assert buffers(compact(other)) == buffers(expected)


@pytest.mark.parametrize("kind", VALUES, ids=str)
def test_nothing_stays_nothing(kind: pa.DataType) -> None:
    """Of no rows and no chunks."""
    assert compact(pa.chunked_array([], kind)).equals(pa.array([], kind))
    assert buffers(compact(pa.array([], kind))) == buffers(compact(pa.nulls(0, kind)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(-9, 9), st.booleans()), max_size=20), st.integers(-9, 9))
def test_what_lies_under_a_null_is_gone(rows: list[tuple[int, bool]], other: int) -> None:
    """Numbers that are null are 0, whatever was there."""
    values = np.array([value for value, _ in rows], np.int32)
    valid = np.array([known for _, known in rows], bool)
    found = compact(numbers(values, valid=valid))
    assert buffers(found) == buffers(compact(numbers(np.where(valid, values, np.int32(other)), valid=valid)))
    assert found.to_pylist() == [value if known else None for value, known in rows]


def test_bits_behind_the_last_are_gone() -> None:
    """A byte of bits holds zeros behind the last value, and no bits of validity where nothing is null."""
    full = pa.Array.from_buffers(pa.bool_(), 3, [pa.py_buffer(b"\xff"), pa.py_buffer(b"\xff")])
    assert buffers(compact(full)) == [None, b"\x07"]


def test_letters_under_a_null_are_gone() -> None:
    """A null that has letters in its buffer loses them."""
    data = [pa.py_buffer(b"\x02"), pa.py_buffer(np.array([0, 2, 3], np.int32)), pa.py_buffer(b"abcxx")]
    found = compact(pa.Array.from_buffers(pa.string(), 2, data))
    assert found.to_pylist() == [None, "c"]
    assert buffers(found) == [b"\x02", np.array([0, 0, 1], np.int32).tobytes(), b"c"]
