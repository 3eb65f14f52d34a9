"""Row hashes tell rows apart by their values alone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.hashing import byte_hashes, row_hashes

COLUMNS: dict[str, tuple[pa.DataType, list[object]]] = {
    "string": (pa.string(), ["a", "", None, "aa", "a\0", "grüß", "a" * 9]),
    "binary": (pa.binary(), [b"", b"\0", b"\0\0", None]),
    "int": (pa.int32(), [0, 1, -1, 2**31 - 1, None]),
    "float": (pa.float32(), [0.0, -1.5, 1e-7, None]),
    "bool": (pa.bool_(), [True, False, None]),
    "date": (pa.date32(), [0, 1, None]),
    "time": (pa.timestamp("us", "UTC"), [0, 1, 10**15, None]),
    "list": (pa.list_(pa.string()), [["a", "b"], ["ab"], [], [""], ["b", "a"], None]),
    "numbers": (pa.list_(pa.int32()), [[0], [0, 0], [], [1], None]),
    "struct": (pa.struct([("t", pa.string()), ("w", pa.float32())]), [{"t": "a", "w": 1.0}, {"t": "a", "w": 2.0}]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_different_values_have_different_hashes(name: str) -> None:
    """Each value of a column, null among them, has a hash of its own, the same in any position or slice."""
    kind, values = COLUMNS[name]
    column = pa.array(values, kind)
    found = row_hashes([column], len(column)).tolist()
    assert len(set(found)) == len(values)
    assert row_hashes([pa.array(values[::-1], kind)], len(values)).tolist() == found[::-1]
    assert row_hashes([column.slice(1)], len(values) - 1).tolist() == found[1:]
    assert row_hashes([pa.chunked_array([column.slice(0, 1), column.slice(1)])], len(values)).tolist() == found


def test_the_columns_count_by_their_place() -> None:
    """The same two values in swapped columns are another row; no column at all gives one hash for every row."""
    a, b = pa.array(["x", "y"]), pa.array(["y", "x"])
    assert row_hashes([a, b], 2)[0] != row_hashes([b, a], 2)[0]
    assert row_hashes([], 3).tolist() == [0, 0, 0]


FIXED = ["731b7ff8040eaef6", "92fefc561488544a", "8b3a5f76e43cae25", "0000000000000000"]


def test_the_hash_of_bytes_is_fixed() -> None:
    """Values that are written down: a change would make every stored hash worthless."""
    data = np.frombuffer(b"ferrylate", np.uint8)
    found = byte_hashes(data, np.array([0, 5, 0, 0]), np.array([5, 4, 9, 0]))
    assert [f"{value:016x}" for value in found.tolist()] == [
        "731b7ff8040eaef6",
        "92fefc561488544a",
        "8b3a5f76e43cae25",
        "0000000000000000",
    ]
