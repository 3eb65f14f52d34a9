"""Arrow columns without pandas."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays import arrow as c

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


def test_chunked_columns_are_read_as_one() -> None:
    """A column in chunks, or without any, reads as one array."""
    two = pa.chunked_array([c.numbers(np.array([1], np.int32)), c.numbers(np.array([2], np.int32))])
    assert c.to_numpy(two).tolist() == [1, 2]
    assert c.to_numpy(pa.chunked_array([], pa.int32())).tolist() == []


def test_building_columns_leaves_pandas_out() -> None:
    """Building, reading and writing columns does not import pandas: 0.4 CPU seconds in every worker."""
    code = (
        "import sys, numpy as np\nfrom pipeline.arrays import arrow as c\n"
        "c.strings(['a', None]); c.string_lists([['a']]); c.to_numpy(c.numbers(np.array([1.0])))\n"
        "assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
