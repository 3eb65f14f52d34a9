"""Columns as arrays."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import flat
from pipeline.report.data import reading
from pipeline.report.data.reading import (
    article_runs,
    floats,
    gather,
    in_batches,
    longs,
    of_originals,
    places,
    places_of_runs,
    texts_at,
)
from pipeline.tables.parts import MemoryParts
from tests.report.invented import rows_of_a_night, tables


def test_a_table_without_parts_has_its_columns_and_no_rows() -> None:
    """A stage may be given a table of no part at all."""
    found = gather("removed", MemoryParts({}), ("rule", "start"))
    assert found.num_rows == 0
    assert found.schema.types == [pa.string(), pa.int32()]


@pytest.mark.parametrize("n_parts", [1, 3])
def test_columns_of_all_parts(n_parts: int) -> None:
    """Of one part as of several: all rows, in the order of the parts."""
    articles = tables(rows_of_a_night(6), n_parts)["articles"]
    found = gather("articles", articles, ("n_chars", "article_id"))
    assert found.equals(articles.all(("n_chars", "article_id"))[0])
    assert found.num_rows == 6


def test_nulls_become_nan_or_the_given_number() -> None:
    """Floats say NaN, integers what they are told."""
    column = pa.chunked_array([pa.array([1, None], pa.int32()), pa.array([3], pa.int32())])
    assert longs(column, -1).tolist() == [1, -1, 3]
    found = floats(column).tolist()
    assert found[::2] == [1.0, 3.0]
    assert math.isnan(found[1])
    assert len(flat(pa.chunked_array([], pa.int32()))) == 0


def test_dates_become_days() -> None:
    """A date is the number of days since 1970, before it too."""
    assert longs(pa.array([date(1970, 1, 2), date(1969, 12, 31)])).tolist() == [1, -1]


def test_places_finds_rows_by_id() -> None:
    """Each id gives its row, an unknown one -1."""
    assert places(pa.array(["b", "x", "a"]), pa.array(["a", "b"])).tolist() == [1, -1, 0]


def test_texts_are_found_whatever_the_part() -> None:
    """In the order asked for, an article twice too."""
    rows = rows_of_a_night(12)
    articles = tables(rows, 3)["articles"]
    table, part = articles.all(["text"])
    at = np.array([11, 0, 5, 0])
    place = np.arange(12) - np.searchsorted(part, part)
    assert texts_at(articles, part[at], place[at]) == [table["text"].to_pylist()[i] for i in at.tolist()]
    assert texts_at(articles, part[:0], place[:0]) == []


def test_runs_of_articles() -> None:
    """First rows, and the run of each row; an article that comes back is another run."""
    first, run = article_runs(pa.array(["a", "a", "b", "a"]))
    assert (first.tolist(), run.tolist()) == ([0, 2, 3], [0, 0, 1, 2])
    assert [len(found) for found in article_runs(pa.array([], pa.string()))] == [0, 0]


@given(st.lists(st.sampled_from(["0" * 16, "0" * 15 + "1", "1" + "0" * 15, "short"]), min_size=1, max_size=12))
def test_runs_begin_where_the_id_is_another(ids: list[str]) -> None:
    """Whatever half of an id differs, and however long ids are; in a slice too."""
    expected = [i for i, one in enumerate(ids) if not i or one != ids[i - 1]]
    for column in (pa.array(ids), pa.array(["x", *ids, "x"]).slice(1, len(ids))):
        first, run = article_runs(column)
        assert first.tolist() == expected
        assert [expected[number] for number in run.tolist()] == [
            max(e for e in expected if e <= i) for i in range(len(ids))
        ]


def test_rows_of_copies_are_told() -> None:
    """A copy, and an article that is not there, are no originals."""
    articles = pa.table({"article_id": ["a", "b"], "duplicate_of": pa.array([None, "a"], pa.string())})
    assert of_originals(pa.array(["a", "a", "b", "x"]), articles).tolist() == [True, True, False, False]
    assert of_originals(pa.array([], pa.string()), articles).tolist() == []


@pytest.mark.parametrize(("least", "sizes"), [(1, [2, 2, 2]), (2, [2, 2, 2]), (3, [4, 2]), (6, [6]), (7, [6])])
def test_batches_hold_whole_parts(monkeypatch: pytest.MonkeyPatch, least: int, sizes: list[int]) -> None:
    """As many as have so many rows together, all rows in the order of the parts; without a part there is no batch."""
    monkeypatch.setattr(reading, "BATCH", least)
    whole = tables(rows_of_a_night(6), 1)["articles"].all()[0]
    articles = MemoryParts({name: whole.slice(2 * number, 2) for number, name in enumerate("abc")})
    found = [*in_batches(articles, ("article_id", "n_chars"))]
    assert [batch.num_rows for batch in found] == sizes
    assert pa.concat_tables(found).combine_chunks().equals(articles.all(("article_id", "n_chars"))[0])
    assert [*in_batches(MemoryParts({}), ("n_chars",))] == []


def test_places_of_runs_are_those_of_the_rows() -> None:
    """Looked up once for each run, whatever comes back, is unknown or missing."""
    ids, among = pa.array(["b", "b", "x", "a", "b"]), pa.array(["a", "b"])
    assert places_of_runs(ids, among).tolist() == places(ids, among).tolist() == [1, 1, -1, 0, 1]
    assert places_of_runs(ids[:0], among).tolist() == []
