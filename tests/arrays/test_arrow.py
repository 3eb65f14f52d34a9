"""Arrow columns without pandas."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays import arrow as c
from pipeline.errors import PipelineError

TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=20)


@given(TEXTS)
def test_strings_round_trip(texts: list[str | None]) -> None:
    """A string column gives back the very strings and nulls that it was made from."""
    assert c.strings(texts).to_pylist() == texts


def test_lone_surrogates_become_question_marks() -> None:
    """A lone surrogate, which JSON may hold, cannot stand in UTF-8 and is replaced."""
    assert c.strings(["a\ud800b"]).to_pylist() == ["a?b"]


@given(st.lists(st.none() | st.integers(-(2**31), 2**31 - 1), max_size=30))
def test_numbers_round_trip_with_nulls(values: list[int | None]) -> None:
    """A numeric column keeps values and nulls; to_numpy gives 0 for a null integer."""
    filled = np.array([v or 0 for v in values], np.int64)
    valid = np.array([v is not None for v in values], bool)
    column = c.numbers(filled, pa.int32(), valid)
    assert column.to_pylist() == values
    assert c.to_numpy(column).tolist() == [v or 0 for v in values]
    assert c.is_valid(column).tolist() == valid.tolist()


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 10))
def test_bools_round_trip_from_a_slice(values: list[bool], start: int) -> None:
    """Bits are read from the right place even where a column is a slice of another."""
    column = c.numbers(np.array(values, bool)).slice(min(start, len(values)))
    assert c.to_numpy(column).tolist() == values[start:]


def test_floats_give_nan_for_null() -> None:
    """A null float reads as NaN."""
    column = c.numbers(np.array([1.5, 2.5], np.float32), valid=np.array([True, False]))
    assert np.isnan(c.to_numpy(column)[1])
    assert c.to_numpy(column)[0] == 1.5


def test_dates_and_timestamps_take_integers() -> None:
    """Days since 1970 and microseconds since 1970 become dates and UTC timestamps, year 1 included."""
    days = c.numbers(np.array([0, 20000]), pa.date32())
    first = int(datetime(1, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
    stamps = c.numbers(np.array([0, first]), pa.timestamp("us", "UTC"))
    assert days.to_pylist() == [date(1970, 1, 1), date(2024, 10, 4)]
    assert c.to_numpy(stamps).tolist() == [0, first]


@pytest.mark.parametrize("texts", [["é" * 300, None, "x" * 9], ["é", "x", "", None], ["\ud800", "é" * 200]])
def test_strings_of_any_length(texts: list[str | None]) -> None:
    """Long and short ones, with letters beyond ASCII in some; a lone surrogate is a question mark."""
    assert c.strings(texts).to_pylist() == [text and text.replace("\ud800", "?") for text in texts]


@given(st.lists(st.none() | st.lists(st.text("abé", max_size=3), max_size=4), max_size=10))
def test_lists_of_strings_round_trip(rows: list[list[str] | None]) -> None:
    """Empty lists stay empty and null lists null."""
    assert c.string_lists(rows).to_pylist() == rows


@given(st.lists(st.lists(st.integers(0, 99), max_size=4), max_size=8), st.integers(0, 4))
def test_values_and_offsets_of_a_slice_fit_together(rows: list[list[int]], start: int) -> None:
    """`offsets` count from the first value that `values` gives, in slices too."""
    flat = c.numbers(np.array([v for r in rows for v in r], np.int32))
    column = c.lists(np.array([len(r) for r in rows], np.int64), flat).slice(min(start, len(rows)))
    bounds, found = c.offsets(column), c.to_numpy(c.values(column)).tolist()
    assert [found[a:b] for a, b in pairwise(bounds.tolist())] == rows[start:]


def test_text_bytes_are_utf8_and_bounds() -> None:
    """The bytes of row i lie between bounds i and i + 1."""
    raw, bounds = c.text_bytes(c.strings(["é", None, "ab"]).slice(0))
    assert raw.tobytes() == "éab".encode()
    assert bounds.tolist() == [0, 2, 2, 4]


def test_a_column_of_one_chunk_is_not_copied() -> None:
    """The array that it holds, slices too: the very memory."""
    whole = c.strings(["a", "bc", "def"])
    for one in (whole, whole.slice(1, 1)):
        found = c.flat(pa.chunked_array([one]))
        assert (found.to_pylist(), found.offset) == (one.to_pylist(), one.offset)
        assert found.buffers()[2].address == whole.buffers()[2].address


def test_chunked_columns_are_read_as_one() -> None:
    """A column in chunks, or without any, reads as one array."""
    two = pa.chunked_array([c.numbers(np.array([1], np.int32)), c.numbers(np.array([2], np.int32))])
    assert c.to_numpy(two).tolist() == [1, 2]
    assert c.to_numpy(pa.chunked_array([], pa.int32())).tolist() == []


def test_numbers_take_the_type_that_is_asked_for() -> None:
    """Without a type that of the array; else the values are cast."""
    assert c.numbers(np.array([1, 2])).type == pa.int64()
    assert c.numbers(np.array([1.5], np.float32)).type == pa.float32()
    assert c.numbers(np.array([1, 2]), pa.int32()).to_pylist() == [1, 2]
    assert c.numbers(np.array([0, 3]), pa.bool_()).to_pylist() == [False, True]
    assert c.numbers(np.array([1.0, 2.0]), pa.float32()).type == pa.float32()
    assert c.numbers(np.array([0], np.int64), pa.date32()).type == pa.date32()


def test_a_column_where_every_value_is_there_has_no_bitmap() -> None:
    """Nothing is stored for validity where nothing is missing: the same bytes whether or not it was asked."""
    full, some = np.array([True, True]), np.array([True, False])
    assert c.numbers(np.array([1, 2]), valid=full).buffers()[0] is None
    assert c.numbers(np.array([1, 2]), valid=some).buffers()[0] is not None
    assert c.strings(["a", ""]).buffers()[0] is None
    assert c.strings(["a", None]).null_count == 1


def test_values_are_read_from_arrays_of_any_stride() -> None:
    """Every second value of an array is stored as if it stood alone."""
    assert c.numbers(np.arange(6)[::2]).to_pylist() == [0, 2, 4]
    assert c.numbers((np.arange(9) % 2 == 0)[::-2]).to_pylist() == [True] * 5


def test_utf8_cuts_bytes_at_the_bounds() -> None:
    """Row i lies between bounds i and i + 1, empty rows included, whatever the integer type."""
    data = np.frombuffer("h\u00e9llo".encode(), np.uint8)
    assert c.utf8(data, np.array([0, 3, 3, 6], np.int64)).to_pylist() == ["h\u00e9", "", "llo"]
    assert c.utf8(data, np.array([0], np.int32)).to_pylist() == []


def test_byte_strings_hold_any_bytes() -> None:
    """Binary values, with zeros and without, empty ones too."""
    assert c.byte_strings([b"\0a", b"", b"\xff"]).to_pylist() == [b"\0a", b"", b"\xff"]
    assert c.byte_strings([]).to_pylist() == []


def test_a_list_may_be_null() -> None:
    """A row that is not valid is null, not empty."""
    column = c.lists(np.array([1, 0, 0]), c.strings(["a"]), np.array([True, True, False]))
    assert column.to_pylist() == [["a"], [], None]
    assert column.type == pa.list_(pa.string())


def test_constant_repeats_one_value() -> None:
    """A string as often as asked for, or as many nulls."""
    assert c.constant("a", 3).to_pylist() == ["a", "a", "a"]
    assert c.constant(None, 2).to_pylist() == [None, None]
    assert c.constant("a", 0).to_pylist() == []


def test_missing_numbers_read_as_zero_and_false() -> None:
    """Nulls of integers, dates and bools; what is stored below a null is not seen, and the column stays as it is."""
    valid = np.array([True, False, True])
    for values, kind, expected in (
        (np.array([7, 8, 9]), pa.int64(), [7, 0, 9]),
        (np.array([7, 8, 9]), pa.date32(), [7, 0, 9]),
        (np.array([True, True, True]), pa.bool_(), [True, False, True]),
    ):
        column = c.numbers(values, kind, valid)
        assert c.to_numpy(column).tolist() == expected
        assert c.is_valid(column).tolist() == valid.tolist()
        assert column.null_count == 1


def test_slices_are_read_from_their_offset() -> None:
    """Numbers, strings and lists that are slices of longer columns."""
    assert c.to_numpy(c.numbers(np.arange(9, dtype=np.int16)).slice(3, 2)).tolist() == [3, 4]
    raw, bounds = c.text_bytes(c.strings(["ab", "c", "def", "g"]).slice(1, 2))
    assert (raw.tobytes(), bounds.tolist()) == (b"cdef", [0, 1, 4])
    column = c.string_lists([["a"], ["b", "c"], [], ["d"]]).slice(1, 2)
    assert (c.values(column).to_pylist(), c.offsets(column).tolist()) == (["b", "c"], [0, 2, 2])


def test_an_empty_column_has_no_bytes() -> None:
    """No row and no text give no bytes and one bound."""
    for column in (c.strings([]), pa.array([], pa.string()), c.strings([None, ""])):
        raw, bounds = c.text_bytes(column)
        assert raw.tobytes() == b""
        assert bounds.tolist() == [0] * (len(column) + 1)


def test_flat_keeps_an_array_as_it_is() -> None:
    """An array is given back itself; chunks are joined in order."""
    one, two = c.strings(["a"]), c.strings(["b", None])
    assert c.flat(one) is one
    assert c.flat(pa.chunked_array([one, two])).to_pylist() == ["a", "b", None]
    assert c.flat(pa.chunked_array([], pa.string())).to_pylist() == []


def test_building_columns_leaves_pandas_out() -> None:
    """Building, reading and writing columns does not import pandas: 0.4 CPU seconds in every worker."""
    code = (
        "import sys, numpy as np\nfrom pipeline.arrays import arrow as c\n"
        "c.strings(['a', None]); c.string_lists([['a']]); c.to_numpy(c.numbers(np.array([1.0])))\n"
        "assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_places_of_values_among_others() -> None:
    """Each value has its first place; what is not there, and null, has -1."""
    known = c.strings(["b", "a", "b"])
    assert c.index_of(c.strings(["a", "x", None, "b"]), known).tolist() == [1, -1, -1, 0]
    assert c.index_of(c.strings([]), known).tolist() == []
    assert c.index_of(c.strings(["a"]), c.strings([])).tolist() == [-1]


def test_strings_are_made_of_bytes_and_bounds() -> None:
    """Each row is what stands between two bounds."""
    data = np.frombuffer("a\u00e9bc".encode(), np.uint8)
    assert c.utf8(data, np.array([0, 3, 3, 5])).to_pylist() == ["a\u00e9", "", "bc"]


@given(st.lists(st.none() | st.text(max_size=9), max_size=9))
def test_encoded_strings(values: list[str | None]) -> None:
    """UTF-8 gives the column that the characters give, whether they are ASCII or not."""
    encoded = c.encoded_strings([None if v is None else v.encode("utf-8", "replace") for v in values])
    assert encoded.equals(c.strings(values))
    assert encoded.to_pylist() == [v if v is None else v.encode("utf-8", "replace").decode() for v in values]


@pytest.mark.parametrize(("n", "fits"), [(2**31 - 1, True), (2**31, False), (2**33, False)])
def test_more_values_than_offsets_reach_are_an_error(n: int, fits: bool) -> None:
    """A list column holds 2**31 - 1 values; beyond that offsets would wrap."""
    lengths = np.array([n - 5, 5])
    if fits:
        assert c.lists(lengths, pa.nulls(n)).offsets.to_pylist() == [0, n - 5, n]
        return
    with pytest.raises(PipelineError, match=r"list column: [\d,]+ values, at most 2,147,483,647 fit"):
        c.lists(lengths, pa.nulls(0))


@given(st.lists(st.text("ab\u00e9 ", max_size=4)))
def test_lines(words: list[str]) -> None:
    """One row each, empty ones too."""
    data = np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8)
    assert c.lines(data).to_pylist() == words
