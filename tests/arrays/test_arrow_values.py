"""Columns and arrays of a few values: what each function gives, slices and nulls included."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays import arrow as a
from pipeline.arrays.hashing import byte_hashes, mixed, row_hashes
from pipeline.arrays.sorting import bounds_of, ordered

DAY = dt.date(2026, 3, 1)
NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        (np.array([1, 2], np.int64), None, [1, 2]),
        (np.array([1, 2], np.int32), None, [1, 2]),
        (np.array([0.5, -1], np.float32), None, [0.5, -1.0]),
        (np.array([True, False, True]), None, [True, False, True]),
        (np.array([True] * 9 + [False]), None, [True] * 9 + [False]),
        (np.array([1, 0]), pa.bool_(), [True, False]),
        (np.array([1, 2], np.int64), pa.int32(), [1, 2]),
        (np.array([1, 2], np.int64), pa.float32(), [1.0, 2.0]),
        (np.array([20513], np.int64), pa.date32(), [DAY]),
        (np.array([1772366400000000]), pa.timestamp("us", "UTC"), [NOON]),
        (np.zeros(0, np.int64), None, []),
        (np.arange(6)[::2], None, [0, 2, 4]),
    ],
)
def test_numbers(values: Any, kind: pa.DataType | None, expected: list[object]) -> None:
    """Of any width, as another type, with nulls where they are not valid."""
    column = a.numbers(values, kind)
    assert column.to_pylist() == expected
    assert column.type == (kind or pa.from_numpy_dtype(values.dtype))
    valid = np.arange(len(values)) % 2 == 1
    nulled = a.numbers(values, kind, valid).to_pylist()
    assert nulled == [value if at % 2 else None for at, value in enumerate(expected)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["a", "", "bc"], ["a", "", "bc"]),
        (["a", None, "\u00e9\U0001f600"], ["a", None, "\u00e9\U0001f600"]),
        ([None, None], [None, None]),
        ([], []),
        (["\ud800x"], ["?x"]),
        (["a\0b"], ["a\0b"]),
        ([None] * 9 + ["x"], [None] * 9 + ["x"]),
    ],
)
def test_strings(values: list[str | None], expected: list[str | None]) -> None:
    """None is null, an empty string is one, a lone surrogate becomes a question mark."""
    column = a.strings(values)
    assert column.to_pylist() == expected
    assert column.type == pa.string()
    assert column.null_count == expected.count(None)
    if "\ud800x" not in values:
        assert a.encoded_strings([v if v is None else v.encode() for v in values]).to_pylist() == expected


@pytest.mark.parametrize(
    ("lengths", "values", "valid", "expected"),
    [
        ([1, 2], ["a", "b", "c"], None, [["a"], ["b", "c"]]),
        ([0, 0], [], None, [[], []]),
        ([0, 1], ["a"], [False, True], [None, ["a"]]),
        ([2, 0], ["a", "b"], [True, True], [["a", "b"], []]),
        ([], [], None, []),
    ],
)
def test_lists(
    lengths: list[int], values: list[str], valid: list[bool] | None, expected: list[list[str] | None]
) -> None:
    """Values row after row; a null list has none."""
    mask = None if valid is None else np.array(valid)
    column = a.lists(np.array(lengths, np.int64), a.strings(values), mask)
    assert column.to_pylist() == expected
    assert a.string_lists(expected).to_pylist() == expected


def test_more_values_than_a_list_column_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says how many there are, how many fit and what to do."""
    monkeypatch.setattr(a, "MAX_VALUES", 3)
    assert a.lists(np.array([3]), a.strings(["a", "b", "c"])).to_pylist() == [["a", "b", "c"]]
    with pytest.raises(a.PipelineError) as caught:
        a.lists(np.array([2, 2]), a.strings(["a"] * 4))
    assert str(caught.value) == "list column: 4 values, at most 3 fit\n  hint: read fewer articles in one run"


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([1, None, 3]), [1, 0, 3]),
        (pa.array([True, None, False]), [True, False, False]),
        (pa.array([DAY, None]), [20513, 0]),
        (pa.array([NOON, None], pa.timestamp("us", "UTC")), [1772366400000000, 0]),
        (pa.array([1, 2, 3, 4]).slice(1, 2), [2, 3]),
        (pa.array([None, 2, None, 4]).slice(1, 2), [2, 0]),
        (pa.array([True, False, True, True, None] * 3).slice(7, 4), [True, True, False, True]),
        (pa.array([], pa.int32()), []),
        (pa.array([], pa.bool_()), []),
        (pa.chunked_array([[1, 2], [None]], pa.int64()), [1, 2, 0]),
        (pa.chunked_array([], pa.int64()), []),
    ],
)
def test_columns_as_arrays(column: Any, expected: list[object]) -> None:
    """Nulls are 0 or False; slices and chunks are read as they are."""
    assert a.to_numpy(column).tolist() == expected
    assert a.is_valid(column).tolist() == [value is not None for value in column.to_pylist()]


def test_nulls_of_floats_are_not_a_number() -> None:
    """In a copy: the column itself keeps its bytes."""
    column = pa.array([0.5, None], pa.float32())
    found = a.to_numpy(column)
    assert found.dtype == np.float32
    assert found[0] == 0.5
    assert np.isnan(found[1])
    assert column.to_pylist() == [0.5, None]


@pytest.mark.parametrize(
    ("wanted", "known", "expected"),
    [
        (["b", "z", None, "a"], ["a", "b"], [1, -1, -1, 0]),
        (["a"], [], [-1]),
        ([], ["a"], []),
        ([None], [None, "a"], [-1]),
        (["a", "a"], ["b", "a"], [1, 1]),
    ],
)
def test_places_of_values(wanted: list[str | None], known: list[str | None], expected: list[int]) -> None:
    """-1 for what is not there, and for null."""
    assert a.index_of(pa.array(wanted, pa.string()), pa.array(known, pa.string())).tolist() == expected


@pytest.mark.parametrize(
    ("rows", "start", "bounds", "inner"),
    [
        ([["a"], [], ["b", "c"]], 0, [0, 1, 1, 3], ["a", "b", "c"]),
        ([["a"], [], ["b", "c"]], 1, [0, 0, 2], ["b", "c"]),
        ([["a"], [], ["b", "c"]], 3, [0], []),
        ([["x", "y"], ["z"]], 1, [0, 1], ["z"]),
    ],
)
def test_the_inside_of_lists(rows: list[list[str]], start: int, bounds: list[int], inner: list[str]) -> None:
    """Bounds begin at 0 of the values of the slice."""
    column = pa.array(rows, pa.list_(pa.string())).slice(start)
    assert a.offsets(column).tolist() == bounds
    assert a.values(column).to_pylist() == inner


@pytest.mark.parametrize(
    ("texts", "start", "n", "data", "bounds"),
    [
        (["ab", "", "\u00e9"], 0, 3, b"ab\xc3\xa9", [0, 2, 2, 4]),
        (["ab", "", "\u00e9"], 1, 2, b"\xc3\xa9", [0, 0, 2]),
        (["ab", "", "\u00e9"], 0, 1, b"ab", [0, 2]),
        (["ab", None, "c"], 0, 3, b"abc", [0, 2, 2, 3]),
        ([], 0, 0, b"", [0]),
    ],
)
def test_the_bytes_of_texts(texts: list[str | None], start: int, n: int, data: bytes, bounds: list[int]) -> None:
    """Of a slice alone, and where each text begins."""
    raw, ends = a.text_bytes(a.strings(texts).slice(start, n))
    assert (raw.tobytes(), ends.tolist()) == (data, bounds)
    assert a.utf8(raw, ends).to_pylist() == [text or "" for text in texts[start : start + n]]


@pytest.mark.parametrize(
    ("keys", "order", "bounds"),
    [
        ([[2, 1, 1, 0]], [3, 1, 2, 0], [0, 1, 3]),
        ([[1, 0, 1, 0], [5, 9, 4, 9]], [1, 3, 2, 0], [0, 2, 3]),
        ([[70000, 65536, 3, 65539]], [2, 1, 3, 0], [0, 1, 2, 3]),
        ([[0, 0, 0]], [0, 1, 2], [0]),
        ([[]], [], []),
    ],
)
def test_an_order_by_several_keys(keys: list[list[int]], order: list[int], bounds: list[int]) -> None:
    """The first key counts most, equal ones stay as they came; a new combination begins at each bound."""
    arrays = [np.array(key, np.int64) for key in keys]
    found = ordered(arrays)
    assert found.tolist() == order
    assert bounds_of([key[found] for key in arrays]).tolist() == bounds


@pytest.mark.parametrize(
    ("bits", "expected"),
    [(0, 0), (1, 0x5692161D100B05E5), (0x9E3779B97F4A7C15, 0xE220A8397B1DCDAF), ((1 << 64) - 1, 0xB4D055FCF2CBBD7B)],
)
def test_bits_are_spread_as_by_splitmix(bits: int, expected: int) -> None:
    """The finisher of splitmix64; its first number from seed 0 is the published one."""
    assert int(mixed(np.array([bits], np.uint64))[0]) == expected


def test_hashes_tell_places_sizes_and_nulls_apart() -> None:
    """Eight bytes at a time, each with its place; an empty span is 0 and a null is no empty string."""
    data = np.frombuffer(b"abcdefghabcdefgh\0", np.uint8)
    starts, sizes = np.array([0, 8, 0, 0, 0, 16, 16]), np.array([8, 8, 16, 7, 0, 1, 0])
    found = byte_hashes(data, starts, sizes).tolist()
    assert found[0] == found[1]
    assert found[4] == found[6] == 0
    assert len({*found}) == 5
    rows = row_hashes([pa.array(["", None, "a", "a"]), pa.array([1, 1, 1, 2])], np.arange(5))
    assert len(set(rows.tolist())) == 4
    swapped = row_hashes([pa.array([1, 1, 1, 2]), pa.array(["", None, "a", "a"])], np.arange(5))
    assert not set(rows.tolist()) & set(swapped.tolist())
