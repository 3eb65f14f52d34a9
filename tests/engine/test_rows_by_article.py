"""Rows by article: hashes, selections, joins."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from pipeline.engine import rows_by_article
from pipeline.engine.row_tasks import _renamed
from pipeline.engine.rows_by_article import (
    compared,
    ids_of,
    joined,
    of_articles,
    rows_of,
    rows_of_articles,
    rows_of_file,
)

Rows = Callable[..., pa.Table]


def test_a_hash_covers_every_row_in_its_order_and_not_the_text_twice(rows: Rows) -> None:
    """Rows in another order are other rows; `text` counts by its digest where the table has one."""
    first, second = ({"article_id": letter * 16, "score": 1.0, "authors": []} for letter in "ab")
    notes = [{"article_id": "a" * 16, "start": start} for start in (1, 2)]
    lead = rows("lead", [first, second])
    one = rows_of_articles({"lead": lead, "notes": rows("notes", notes)})
    two = rows_of_articles({"lead": lead, "notes": rows("notes", notes[::-1])})
    assert one.same_as(two).tolist() == [False, True]
    texts = [pa.table({"article_id": ["a" * 16], "text": [t], "content_sha256": ["s"]}) for t in ("x", "y")]
    assert rows_of_articles({"t": texts[0]}).same_as(rows_of_articles({"t": texts[1]})).all()


def test_articles_of_another_name_are_always_computed() -> None:
    """Where a table names another article_id, both are computed, so that no row of either is taken over."""
    ids = {"article_id": ["a" * 16, "b" * 16], "final_article_id": ["a" * 16, "c" * 16]}
    found = _renamed({"records": pa.table({"article_id": ["a" * 16]}), "versions": pa.table(ids)})
    assert found.tolist() == [b"b" * 16, b"c" * 16]
    assert _renamed({}).tolist() == []


def test_rows_of_some_articles_in_their_order() -> None:
    """All rows of the articles that are asked for, and of none where none is."""
    table = pa.table({"article_id": ["a" * 16, "b" * 16, "a" * 16, "c" * 16], "n": [1, 2, 3, 4]})
    wanted = ids_of(pa.table({"article_id": ["a" * 16, "c" * 16]}))
    assert of_articles(table, wanted)["n"].to_pylist() == [1, 3, 4]
    assert of_articles(table, wanted[:0]).num_rows == 0


def test_joined_rows_are_sorted_by_article_and_keep_their_order_within() -> None:
    """As a step that computed all of them would have written them."""
    one = pa.table({"article_id": ["b" * 16, "b" * 16], "n": [9, 1]})
    other = pa.table({"article_id": ["a" * 16, "c" * 16], "n": [5, 6]})
    assert joined(one, other).to_pydict() == {
        "article_id": ["a" * 16, "b" * 16, "b" * 16, "c" * 16],
        "n": [5, 9, 1, 6],
    }


def test_ids_of_any_length() -> None:
    """Those of tests are shorter than the sixteen digits of real ones."""
    assert ids_of(pa.table({"article_id": ["a", "bc"]})).tolist() == [b"a", b"bc"]
    assert ids_of(pa.table({"article_id": ["a" * 16]})).tolist() == [b"a" * 16]
    assert ids_of(pa.table({"article_id": ["a" * 16, "b"]})).tolist() == [b"a" * 16, b"b"]


def test_a_text_with_a_digest_need_not_be_read() -> None:
    """The rows are the same without it; a text that nothing else tells of is compared."""
    table = pa.table({"article_id": ["a" * 16], "text": ["x"], "content_sha256": ["s"]})
    assert compared(table.schema.names) == ["article_id", "content_sha256"]
    assert compared(["article_id", "text"]) == ["article_id", "text"]
    assert rows_of(table).hashes.tolist() == rows_of(table.drop_columns(["text"])).hashes.tolist()


def test_a_text_without_a_digest_counts() -> None:
    """Another text is another row, where nothing else says what the text is."""
    one, other = (rows_of_articles({"t": pa.table({"article_id": ["a" * 16], "text": [t]})}) for t in ("x", "y"))
    assert one.same_as(other).tolist() == [False]


def test_the_same_row_of_another_article_is_another_row() -> None:
    """The days of a window are compared by the sum of the hashes of their articles."""
    tables = [pa.table({"article_id": [letter * 16], "n": [1]}) for letter in "ab"]
    assert rows_of(tables[0]).hashes.tolist() != rows_of(tables[1]).hashes.tolist()


def test_the_articles_of_the_first_table_count_in_any_order_of_its_rows(rows: Rows) -> None:
    """Rows of other articles are left out; an article without rows in a table differs from one that has some."""
    lead = rows("lead", [{"article_id": letter * 16, "score": 1.0, "authors": []} for letter in "ca"])
    notes = rows("notes", [{"article_id": letter * 16, "start": 7} for letter in "bc"])
    found = rows_of_articles({"lead": lead, "notes": notes})
    assert found.ids.tolist() == [b"a" * 16, b"c" * 16]
    without = rows_of_articles({"lead": lead, "notes": notes.slice(0, 1)})
    assert found.same_as(without).tolist() == [True, False]
    assert rows_of(notes).of(found.ids).tolist() == [0, rows_of(notes.slice(1)).hashes[0]]
    assert rows_of(notes.slice(0, 0)).of(found.ids).tolist() == [0, 0]


def test_the_rows_of_a_file_are_hashed_once(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the SHA-256 of the file; the ones that were asked for last are kept."""
    asked = []

    def counted(table: pa.Table) -> rows_by_article.Rows:
        asked.append(table.num_rows)
        return rows_by_article.Rows(np.zeros(0, "S16"), np.zeros(0, np.uint64))

    monkeypatch.setattr(rows_by_article, "rows_of", counted)
    monkeypatch.setattr(rows_by_article, "KNOWN", 2)
    monkeypatch.setattr(rows_by_article, "_KNOWN", {})
    for sha256 in ("one", "two", "one", "three", "one", "two"):
        rows_of_file(sha256, rows("notes", []))
    assert len(asked) == 4
