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


def each(*columns: pa.Array | pa.ChunkedArray) -> list[int]:
    """The hash of each row by itself."""
    return list(row_hashes(columns, np.arange(len(columns[0]) + 1)).tolist())


@pytest.mark.parametrize("name", COLUMNS)
def test_different_values_have_different_hashes(name: str) -> None:
    """Each value of a column, null among them, has a hash of its own, the same in any position or slice."""
    kind, values = COLUMNS[name]
    column = pa.array(values, kind)
    found = each(column)
    assert len(set(found)) == len(values)
    assert each(pa.array(values[::-1], kind)) == found[::-1]
    assert each(column.slice(1)) == found[1:]
    assert each(pa.chunked_array([column.slice(0, 1), column.slice(1)])) == found


@pytest.mark.parametrize("name", COLUMNS)
def test_a_span_has_the_hash_of_its_rows_in_their_order(name: str) -> None:
    """Whatever lies around it, nulls too; with two rows swapped or one more it is another."""
    kind, values = COLUMNS[name]
    alone = row_hashes([pa.array(values, kind)], np.array([0, len(values)])).tolist()
    bounds = np.array([0, 1, len(values) + 1, len(values) + 3])
    bounds = np.array([0, 1, len(values) + 1, len(values) + 3])
    within = row_hashes([pa.array([None, *values, *values[:1], None], kind)], bounds)
    assert within[1:2].tolist() == alone
    others = [[values[1], values[0], *values[2:]], [*values, values[0]], values[:-1], [*values, None]]
    hashes = [row_hashes([pa.array(other, kind)], np.array([0, len(other)])).tolist()[0] for other in others]
    assert len({*alone, *hashes}) == 5


def test_values_belong_to_their_rows() -> None:
    """The same letters and numbers, cut into rows or lists at another place, are other rows."""
    for one, other in (
        (pa.array(["ab", "c"]), pa.array(["a", "bc"])),
        (pa.array([[1, 2], [3]]), pa.array([[1], [2, 3]])),
        (pa.array([["a"], ["b", "c"]]), pa.array([["a", "b"], ["c"]])),
        (pa.array([0, None]), pa.array([None, 0], pa.int64())),
    ):
        whole = np.array([0, 2])
        assert row_hashes([one], whole) != row_hashes([other], whole)


def test_the_columns_count_by_their_place() -> None:
    """The same two values in swapped columns are another row, nulls too; without columns the number of rows counts."""
    a, b = pa.array(["x", "y"]), pa.array(["y", "x"])
    assert each(a, b)[0] != each(b, a)[0]
    zero, null = pa.array([0], pa.int32()), pa.array([None], pa.int32())
    assert len({*each(zero, null), *each(null, zero), *each(zero, zero), *each(null, null)}) == 4
    assert row_hashes([], np.array([0, 1, 2, 4])).tolist() == [1, 1, 2]
    assert row_hashes([a.slice(2), zero.slice(1)], np.array([0])).tolist() == []


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
                "9fc61396f028a458",
                "082003aefe946143",
                "f81f80b62e03f76e",
                "f001925cc9aaf8f2",
                "1c674fae1fb813ce",
                "8d7c692c523d32f0",
                "7c9af180a7e0c93c",
            ],
        ),
        ("binary", ["082003aefe946143", "cebda33e861aaa52", "c287448ce40bbc68", "f81f80b62e03f76e"]),
        ("int", ["b85087ab184cf2b5", "d2da04f5ef1b89be", "a3dc042b765f5057", "991f8faadfd443c0", "f5216dab9b68c52c"]),
        ("float", ["b85087ab184cf2b5", "a05296ed0ea7d544", "94f322118679334c", "0134d679b2d9e36e"]),
        ("bool", ["d2da04f5ef1b89be", "b85087ab184cf2b5", "f5216dab9b68c52c"]),
        ("date", ["b85087ab184cf2b5", "d2da04f5ef1b89be", "f5216dab9b68c52c"]),
        ("time", ["85a4ab07114a37ae", "662ae7c916530a1d", "980abe268f7177cb", "e9cf49d9c5d715ab"]),
        (
            "list",
            [
                "eb5231258eb1b0a1",
                "ebbfb500b6d1f7fe",
                "8632f4245d102898",
                "ed36c5ab2a242951",
                "9dba4676cc9a549e",
                "52e29f42e3fd29d2",
            ],
        ),
        (
            "numbers",
            ["8df619bb81aad9b5", "6c144b653dcb786f", "082003aefe946143", "01db33d48b36aba1", "f81f80b62e03f76e"],
        ),
        ("struct", ["d6d601e8590008c3", "f1e3143008e8fa49"]),
    ],
)
def test_the_hash_of_a_row_is_fixed(name: str, expected: list[str]) -> None:
    """Stored row hashes stay what they are: the same rows are reused tomorrow."""
    kind, values = COLUMNS[name]
    assert [f"{value:016x}" for value in each(pa.array(values, kind))] == expected
