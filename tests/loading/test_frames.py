"""Laws of data frames: which type each column gets."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.errors import UsageError
from pipeline.loading.frames import CATEGORIES, ENGINES, optional, to_arrow, to_pandas

DATA = pa.table(
    {
        "article_id": pa.array(["a", "b", None]),
        "source": pa.array(["Gazette", None, "Gazette"]),
        "n": pa.array([1, 2, 3], pa.int32()),
        "n_some": pa.array([1, None, 3], pa.int32()),
        "n_long": pa.array([None, 2**40, 3], pa.int64()),
        "compound": pa.array([0.5, None, -1.0], pa.float32()),
        "is_burst": pa.array([True, False, True]),
        "day": pa.array([date(2026, 3, 1), None, date(2026, 3, 2)]),
        "published_at": pa.array([datetime(2026, 3, 1, 7, 30, tzinfo=UTC), None, None], pa.timestamp("us", "UTC")),
    }
)


@pytest.mark.parametrize(
    ("column", "dtype"),
    [
        ("source", "category"),
        ("n", "int32"),
        ("n_some", "Int32"),
        ("n_long", "Int64"),
        ("compound", "float32"),
        ("is_burst", "bool"),
        ("day", "datetime64[ms]"),
        ("published_at", "datetime64[us, UTC]"),
    ],
)
def test_each_kind_of_column_has_its_type(column: str, dtype: str) -> None:
    """Integers stay integers also where a value is missing; days and times can be compared and resampled."""
    assert str(to_pandas(DATA)[column].dtype) == dtype


def test_missing_values_are_missing() -> None:
    """A null is a missing value of every kind, and nothing else is."""
    frame = to_pandas(DATA)
    assert frame.isna().to_numpy().sum() == sum(column.null_count for column in DATA.columns)
    assert frame["n_long"].tolist()[1:] == [2**40, 3]
    assert frame["n_some"].sum() == 4
    assert frame["day"][0] == pd.Timestamp("2026-03-01")


def test_few_valued_names_are_categories() -> None:
    """Columns of a handful of values are stored once each."""
    frame = to_pandas(DATA.select(["source"]))
    assert frame["source"].cat.categories.tolist() == ["Gazette"]
    assert set(CATEGORIES) >= {"source", "label", "language", "rule", "reason"}


def test_the_engines_are_these() -> None:
    """pandas, polars and Arrow; Arrow gives the table itself."""
    assert list(ENGINES) == ["pandas", "polars", "arrow"]
    assert to_arrow(DATA) is DATA


def test_a_library_that_is_not_there_is_named() -> None:
    """The error says what to install."""
    with pytest.raises(UsageError, match=r"no_such_library is not installed\s+hint: pip install no_such_library"):
        optional("no_such_library")
    assert optional("math").pi > 3
