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


@pytest.mark.parametrize(
    ("values", "low", "high", "fault"),
    [
        ([0.0, 1.0], 0, 1, ""),
        ([-0.001], 0, 1, "1 values outside 0 to 1"),
        ([1.001, 2.0, 0.5], 0, 1, "2 values outside 0 to 1"),
        ([1e9], 0, None, ""),
        ([-1.0], 0, None, "1 values outside 0 to inf"),
        ([-1e9], None, 1, ""),
        ([1.5], None, 1, "1 values outside -inf to 1"),
        ([1e9, -1e9], None, None, ""),
        ([], 0, 1, ""),
    ],
)
def test_bounds_are_inclusive(values: list[float], low: float | None, high: float | None, fault: str) -> None:
    """A value at a bound is within; a bound that is not given is none."""
    data = pa.chunked_array([numbers(np.array(values, np.float64))])
    assert column("share", pa.float64(), "a share", low=low, high=high).fault(data) == fault


@pytest.mark.parametrize(
    ("values", "nullable", "fault"),
    [
        (["red", "blue"], False, ""),
        (["red", None], True, ""),
        (["red", None, None], False, "2 nulls"),
        (["green", "red", "pink", "grey", "black"], True, "values outside red, blue: ['black', 'green', 'grey']"),
    ],
)
def test_choices_and_nulls(values: list[str | None], nullable: bool, fault: str) -> None:
    """Nulls are no values; of values that are not allowed the first three are named."""
    checked = column("name", pa.string(), "a name", nullable=nullable, choices=("red", "blue"))
    assert checked.fault(pa.chunked_array([strings(values)])) == fault


def test_missing_numbers_are_not_compared() -> None:
    """What stands below a null is not looked at."""
    data = numbers(np.array([5.0, 0.5]), valid=np.array([False, True]))
    assert column("share", pa.float64(), "a share", nullable=True, low=0, high=1).fault(pa.chunked_array([data])) == ""


def test_a_table_carries_its_name_and_description() -> None:
    """Names and descriptions stand in the schema, in the order of the columns, and a cast keeps them."""
    assert COLOURS.schema.names == ["article_id", "name", "share"]
    assert COLOURS.schema.metadata == {b"table": b"colours", b"description": b"a colour"}
    assert COLOURS.schema.field("share").metadata == {b"description": b"0..1; null when unknown"}
    built = COLOURS.build(
        share=numbers(np.array([0.5], np.float64)), article_id=strings(IDS[:1]), name=strings(["red"])
    )
    assert built.schema.equals(COLOURS.schema, check_metadata=True)
    assert COLOURS.sort == ("article_id",)
    assert COLOURS.interim is False


def test_rows_may_share_an_article() -> None:
    """Equal ids in a row are in order; a table without article_id has no order to keep."""
    COLOURS.check(colours([IDS[0], IDS[0]], ["red", "blue"], [0, 1]))
    plain = table("plain", "a row", column("n", pa.int64(), "a number"))
    plain.check(plain.build(n=numbers(np.array([2, 1]))))


def test_an_article_id_says_what_it_is() -> None:
    """The shared key column has a description, or the one that is given."""
    assert article_id().description == "article; 16 hex digits, key of `articles`"
    assert article_id("an id").description == "an id"
    assert (article_id().name, article_id().kind, article_id().nullable) == ("article_id", pa.string(), False)


def test_tables_have_names_of_their_own() -> None:
    """No two tables of the pipeline share a name; the public ones and its own are told apart."""
    assert len(TABLES) == len(PUBLIC) + len(INTERIM)
    assert not any(one.interim for one in PUBLIC)
    assert all(one.interim for one in INTERIM)
