"""Declared tables and their checks."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from pipeline.arrays.arrow import numbers, strings
from pipeline.errors import PipelineError
from pipeline.tables import INTERIM, PUBLIC, TABLES
from pipeline.tables.schema import article_id, column, table

COLOURS = table(
    "colours",
    "a colour",
    article_id(),
    column("name", pa.string(), "red or blue", choices=("red", "blue")),
    column("share", pa.float32(), "0..1; null when unknown", nullable=True, low=0, high=1),
)
IDS = ["0" * 16, "1" * 16]


def colours(ids: list[str], names: list[str | None], shares: list[float]) -> pa.Table:
    """A table of colours."""
    return COLOURS.build(article_id=strings(ids), name=strings(names), share=numbers(np.array(shares, np.float32)))


def test_a_lawful_table_passes() -> None:
    """Data that keep the contract raise nothing."""
    COLOURS.check(colours(IDS, ["red", "blue"], [0, 1]))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (colours(IDS[::-1], ["red", "red"], [0, 1]), "not sorted"),
        (colours(IDS, ["red", "green"], [0, 1]), "column name: values outside red, blue: .*green"),
        (colours(IDS, ["red", None], [0, 1]), "column name: 1 nulls"),
        (colours(IDS, ["red", "red"], [0, 1.5]), "column share: 1 values outside 0 to 1"),
        (colours(IDS, ["red", "red"], [0, float("nan")]), "column share: 1 values outside"),
        (colours(IDS, ["red", "red"], [0, 1]).drop(["share"]), "schema differs"),
    ],
)
def test_every_broken_promise_is_named(data: pa.Table, words: str) -> None:
    """A check names the column and what it does not keep."""
    with pytest.raises(PipelineError, match=words):
        COLOURS.check(data)


def test_columns_must_be_those_of_the_contract() -> None:
    """Building with a missing or an unknown column names both."""
    with pytest.raises(PipelineError, match="hue, name, share"):
        COLOURS.build(article_id=strings(IDS), hue=strings(["x", "y"]))


@pytest.mark.parametrize("one", [*PUBLIC, *INTERIM], ids=lambda t: t.name)
def test_every_column_is_described(one: object) -> None:
    """Every column of every table carries a description into the Parquet schema, and an empty table is lawful."""
    contract = TABLES[one.name]
    assert all(field.metadata[b"description"].strip() for field in contract.schema)
    assert contract.description
    contract.check(contract.empty())
