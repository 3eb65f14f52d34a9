"""Row hashes tell rows apart by their values alone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.hashing import byte_hashes, mixed, row_hashes

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


BYTES = b"ferrylate"


@pytest.mark.parametrize(
    ("start", "size", "expected"),
    [
        (0, 5, "731b7ff8040eaef6"),
        (5, 4, "92fefc561488544a"),
        (0, 9, "8b3a5f76e43cae25"),
        (0, 0, "0000000000000000"),
        (9, 0, "0000000000000000"),
    ],
)
def test_the_hash_of_bytes_is_fixed(start: int, size: int, expected: str) -> None:
    """Values that are written down: a change would make every stored hash worthless."""
    found = byte_hashes(np.frombuffer(BYTES, np.uint8), np.array([start]), np.array([size]))
    assert [f"{value:016x}" for value in found.tolist()] == [expected]


def plain_hash(data: bytes) -> int:
    """The hash of some bytes, written as a loop over their words of eight bytes."""
    if not data:
        return 0
    total = len(data)
    for number, at in enumerate(range(0, len(data), 8), 1):
        word = data[at : at + 8]
        bits = int.from_bytes(word, "little") << 8 * (8 - len(word))
        total += plain_mixed(bits + number * 0x9E3779B97F4A7C15)
    return plain_mixed(total)


def plain_mixed(bits: int) -> int:
    """The finisher of splitmix64 in Python's integers."""
    bits %= 2**64
    bits = ((bits ^ bits >> 30) * 0xBF58476D1CE4E5B9) % 2**64
    bits = ((bits ^ bits >> 27) * 0x94D049BB133111EB) % 2**64
    return bits ^ bits >> 31


@given(st.lists(st.binary(max_size=26), max_size=6))
def test_hashes_of_bytes_are_those_of_the_loop(parts: list[bytes]) -> None:
    """Every span of a batch has the hash that the loop gives of its bytes alone."""
    sizes = np.array([len(part) for part in parts], np.int64)
    found = byte_hashes(np.frombuffer(b"".join(parts), np.uint8), np.cumsum(sizes) - sizes, sizes)
    assert found.tolist() == [plain_hash(part) for part in parts]


@given(st.integers(0, 2**64 - 1))
def test_mixing_is_that_of_splitmix64(bits: int) -> None:
    """The three steps, with their shifts and factors."""
    assert mixed(np.array([bits], np.uint64)).tolist() == [plain_mixed(bits)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "string",
            [
                "41944e8daeb4e366",
                "e220a8397b1dcdaf",
                "a7b77319d39f7883",
                "460f8ab43fa0ca53",
                "5007128962d60edb",
                "fcd5b42a0e504d48",
                "4891ee31b5fc09d6",
            ],
        ),
        ("binary", ["e220a8397b1dcdaf", "01d614f74e2a26c6", "c58e01b1f63badc2", "a7b77319d39f7883"]),
        ("int", ["a706dd2f4d197e6f", "5e41ab087439611e", "e91b2c1036e2f20e", "0ad6c884b8e59aeb", "a7b77319d39f7883"]),
        ("float", ["a706dd2f4d197e6f", "7f5c9c5ee9dfeacf", "403766ca0eec1bf9", "a7b77319d39f7883"]),
        ("bool", ["5e41ab087439611e", "a706dd2f4d197e6f", "a7b77319d39f7883"]),
        ("date", ["a706dd2f4d197e6f", "5e41ab087439611e", "a7b77319d39f7883"]),
        ("time", ["a706dd2f4d197e6f", "5e41ab087439611e", "de6f510ed6c32d1c", "a7b77319d39f7883"]),
        (
            "list",
            [
                "c4536a67ee5da5f1",
                "73d23a00d98d4bdb",
                "e220a8397b1dcdaf",
                "4f323ff7967d4614",
                "64f19801ec216ea2",
                "a7b77319d39f7883",
            ],
        ),
        (
            "numbers",
            ["25259eda6e35df9f", "fdd23c1940cccc7f", "e220a8397b1dcdaf", "39352ec56689f28d", "a7b77319d39f7883"],
        ),
        ("struct", ["f79bb9d4cd744905", "079563d4e2d64486"]),
    ],
)
def test_the_hash_of_a_row_is_fixed(name: str, expected: list[str]) -> None:
    """Stored row hashes stay what they are: the same rows are reused tomorrow."""
    kind, values = COLUMNS[name]
    found = row_hashes([pa.array(values, kind)], len(values))
    assert [f"{value:016x}" for value in found.tolist()] == expected
