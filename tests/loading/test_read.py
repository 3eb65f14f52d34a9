"""Tables from a folder: the columns, parts and rows that are wanted, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.engine import parquet
from pipeline.errors import PipelineError, UsageError
from pipeline.loading.lookup import contract_of, did_you_mean
from pipeline.loading.read import read_table
from pipeline.loading.selection import Selection
from pipeline.tables import PUBLIC, TABLES
from tests.report.invented import complete

DAYS = {"a": "2026-03-01", "b": "2026-03-02", "c": None, "d": "2026-03-09", "e": "2026-03-09"}
SOURCES = {"a": "Post", "b": "Herald", "c": "Post", "d": "Post", "e": None}
PARTS = {"p": "abc", "q": "de"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Five articles in two parts, their tone, a story of either half, and a trend; no keyword."""
    for part, letters in PARTS.items():
        rows = [{"article_id": one * 16, "day": day(DAYS[one]), "source": SOURCES[one]} for one in letters]
        write(tmp_path, "articles", part, rows)
        write(tmp_path, "sentiment", part, [{"article_id": row["article_id"], "n_sentences": 1} for row in rows])
    stories = [
        {"story_id": "a" * 16, "headline": "early", "first_day": day(DAYS["a"]), "last_day": day(DAYS["b"])},
        {"story_id": "d" * 16, "headline": "late", "first_day": day(DAYS["d"]), "last_day": day(DAYS["d"])},
    ]
    write(tmp_path, "stories", "all", stories)
    write(tmp_path, "topics", "all", [{"topic_id": 0, "label": "Quays"}])
    return tmp_path


def day(text: str | None) -> date | None:
    """A day, or none."""
    return None if text is None else date.fromisoformat(text)


def write(root: Path, table: str, part: str, rows: list[dict[str, Any]]) -> None:
    """A part of a table."""
    full = pa.Table.from_pylist([complete(table, row) for row in rows], TABLES[table].schema)
    (root / table).mkdir(exist_ok=True)
    parquet.write(full, root / table / f"{part}.parquet")


def letters(root: Path, table: str, **wanted: Any) -> str:
    """The first letters of the ids of the rows that are wanted."""
    name = {"stories": "story_id", "topics": "label"}.get(table, "article_id")
    selection = Selection.of(wanted.get("since"), wanted.get("until"), wanted.get("source"))
    return "".join(one[0] for one in read_table(root, table, [name], selection)[name].to_pylist())


@pytest.mark.parametrize("table", ["articles", "sentiment"])
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "abcde"),
        ({"since": "2026-03-02"}, "bde"),
        ({"until": "2026-03-02"}, "ab"),
        ({"since": "2026-03-02", "until": "2026-03-08"}, "b"),
        ({"since": "2026-03-10"}, ""),
        ({"source": "Post"}, "acd"),
        ({"source": ["Post", "Herald"]}, "abcd"),
        ({"source": []}, ""),
        ({"source": "Post", "until": "2026-03-01"}, "a"),
    ],
)
def test_articles_and_what_hangs_on_them(root: Path, table: str, wanted: dict[str, Any], expected: str) -> None:
    """By their own days and publishers, or by those of their articles; without a day where none is asked for."""
    assert letters(root, table, **wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [({}, "ad"), ({"since": "2026-03-02"}, "ad"), ({"since": "2026-03-03"}, "d"), ({"until": "2026-03-01"}, "a")],
)
def test_stories_are_wanted_where_any_day_of_theirs_is(root: Path, wanted: dict[str, Any], expected: str) -> None:
    """From the first to the last."""
    assert letters(root, "stories", **wanted) == expected


@pytest.mark.parametrize("columns", [["text"], ["source", "article_id"], ["day", "source"], []])
def test_only_the_columns_that_are_wanted_come_back(root: Path, columns: Sequence[str]) -> None:
    """In the order asked for, whatever is needed to select by."""
    selection = Selection.of("2026-03-01", None, "Post")
    found = read_table(root, "articles", columns, selection)
    assert found.schema.names == list(columns)
    assert found.num_rows == 2 or not columns


@pytest.mark.parametrize(
    ("table", "wanted", "said"),
    [
        ("stories", {"source": "Post"}, "has no publisher to select by"),
        ("topics", {"since": "2026-03-01"}, "has no day and no publisher to select by"),
        ("keywords", {}, "no table 'keywords' here"),
        ("storys", {}, "no such table"),
    ],
)
def test_what_cannot_be_selected_says_so(root: Path, table: str, wanted: dict[str, Any], said: str) -> None:
    """And what to do instead."""
    with pytest.raises(UsageError, match=said) as caught:
        letters(root, table, **wanted)
    assert "hint:" in str(caught.value)


def test_a_damaged_part_is_named(root: Path) -> None:
    """Where it lies, and which command finds all such."""
    (root / "articles/q.parquet").write_bytes(b"PAR1")
    with pytest.raises(PipelineError, match=r"q\.parquet: cannot be read[\s\S]*nightdesk validate"):
        letters(root, "articles")


@pytest.mark.parametrize(
    ("name", "hint"), [("sentimant", "did you mean sentiment?"), ("article", "did you mean articles?"), ("xyz", "no")]
)
def test_the_nearest_name_is_named(name: str, hint: str) -> None:
    """Where there is one near enough."""
    assert did_you_mean(name, [table.name for table in PUBLIC], "no") == hint


def test_contracts_are_those_of_public_tables() -> None:
    """Tables that only the pipeline reads are none for analysts."""
    assert all(contract_of(table.name) is table for table in PUBLIC)
    with pytest.raises(UsageError, match="no such table"):
        contract_of("shingles")
