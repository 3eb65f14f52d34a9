"""Rows of table `stories`: values by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stories.stage import StoriesConfig, stories
from pipeline.stories.story_rows import article_facts
from pipeline.stories.story_table import story_table
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts

ROWS: dict[str, list[dict[str, Any]]] = {
    "article_stories": [
        {"article_id": "a", "story_id": "b"}, {"article_id": "b", "story_id": "b"},
        {"article_id": "c", "story_id": "b"}, {"article_id": "d", "story_id": "d"},
    ],
    "articles": [
        {"article_id": "a", "title": "Later", "source": "Post", "text": "x", "hour": (2, 9)},
        {"article_id": "b", "title": None, "source": None, "text": "First words\n\nsecond", "hour": (1, 7)},
        {"article_id": "c", "title": "Latest", "source": "Post", "text": "y", "hour": (3, 1)},
        {"article_id": "d", "title": None, "source": "Mail", "text": " No day \nat all", "hour": None},
    ],
    "article_topics": [
        {"article_id": "a", "topic_id": 5}, {"article_id": "b", "topic_id": 2}, {"article_id": "c", "topic_id": -1},
        {"article_id": "d", "topic_id": -1},
    ],
    "sentiment": [{"article_id": "a", "compound": 0.5}, {"article_id": "c", "compound": -0.2502}],
    "keywords": [
        {"article_id": one, "keyword": word}
        for one, words in {"a": "z e y", "b": "y e", "c": "e x w v"}.items()
        for word in words.split()
    ],
    "entities": [{"article_id": "a", "entity_id": "k2"}, {"article_id": "b", "entity_id": "k1"}],
}  # fmt: skip


def parts_of(tables_: dict[str, list[dict[str, Any]]], home: dict[str, str] | None = None) -> dict[str, MemoryParts]:
    """Rows as tables, those of each article in its part, `p` unless told otherwise."""
    home, tables = home or {}, {}
    for name, rows in tables_.items():
        schema, names = TABLES[name].schema, sorted({"p", *home.values()})
        own = {part: [row for row in rows if home.get(row["article_id"], "p") == part] for part in names}
        tables[name] = MemoryParts({part: pa.Table.from_pylist(rows, schema) for part, rows in own.items()})
    return tables


def made(**changed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Table `stories` of these rows."""
    found = stories(StoriesConfig(), **parts_of(dated(**changed)))["stories"]
    TABLES["stories"].check(found)
    rows_made: list[dict[str, Any]] = found.to_pylist()
    return rows_made


def dated(**changed: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows, with a day and a time for the `hour` of each article."""
    tables = {}
    for name, listed in (ROWS | changed).items():
        rows = [dict(row) for row in listed]
        for row in rows:
            if "hour" in row:
                hour = row.pop("hour")
                row["day"] = hour and date(2026, 5, hour[0])
                row["published_at"] = hour and datetime(2026, 5, *hour, tzinfo=UTC)
        tables[name] = rows
    return tables


def test_values_of_a_story() -> None:
    """First title there is; publishers once; the smaller topic of two; five keywords by articles."""
    assert made()[0] == {
        "story_id": "b", "headline": "Later", "n_articles": 3, "n_sources": 1, "first_day": date(2026, 5, 1),
        "last_day": date(2026, 5, 3), "first_article_id": "b", "first_source": None, "topic_id": 2,
        "compound_mean": 0.12489999830722809, "keywords": ["e", "y", "v", "w", "x"], "entity_ids": ["k1", "k2"],
    }  # fmt: skip


def test_a_story_without_a_day_title_or_tone() -> None:
    """What is not known is null, -1 or empty; the first line of the text stands in for the title."""
    assert made()[1] == {
        "story_id": "d", "headline": "No day", "n_articles": 1, "n_sources": 1, "first_day": None, "last_day": None,
        "first_article_id": "d", "first_source": "Mail", "topic_id": -1, "compound_mean": None, "keywords": [],
        "entity_ids": [],
    }  # fmt: skip


@given(st.tuples(*[st.sampled_from("pqr")] * 4), st.integers(1, 5))
def test_stories_of_several_parts(homes: tuple[str, str, str, str], at_once: int) -> None:
    """Whatever parts the articles of a story lie in, and however many are read together."""
    tables = parts_of(dated(), dict(zip("abcd", homes, strict=True)))
    assert story_table(tables.pop("article_stories"), tables, at_once).to_pylist() == made()


def test_no_stories() -> None:
    """No article, no story."""
    assert made(**{name: [] for name in ROWS}) == []


def test_the_more_frequent_topic_wins() -> None:
    """Two articles of one topic outvote one of a smaller id."""
    topics = [{"article_id": one, "topic_id": t} for one, t in (("a", 5), ("b", 2), ("c", 5), ("d", 0))]
    assert [row["topic_id"] for row in made(article_topics=topics)] == [5, 0]


def test_of_a_text_only_its_opening_is_kept() -> None:
    """The first line, 160 characters at most: what is remembered of a part is small."""
    rows = [{"article_id": "a", "text": " First line. \n Second."}, {"article_id": "b", "text": "x" * 200}]
    found = article_facts(pa.Table.from_pylist(rows))
    assert found.column_names == ["article_id", "opening"]
    assert found["opening"].to_pylist() == ["First line.", "x" * 160]
