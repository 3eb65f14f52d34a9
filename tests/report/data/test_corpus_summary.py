"""A night, read once."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.report.data import corpus_summary
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from tests.report.invented import rows_of_a_night, summary_of


def test_topics_come_largest_first() -> None:
    """Topics are ordered by size, whatever their ids."""
    found = summary_of(rows_of_a_night(80))
    sizes = [t.n_articles for t in found.topics]
    assert sizes == sorted(sizes, reverse=True)
    assert found.label(0) == "Ferry strike and harbour"
    assert found.label(99) == "topic 99"


def test_nulls_of_topics_and_events_are_plain_values() -> None:
    """A topic without coherence and parent, an event without overlap."""
    rows = rows_of_a_night(20)
    rows["topics"] = [{**rows["topics"][0], "coherence": 0.0, "parent_id": 3, "terms": [], "representative_ids": []}]
    found = summary_of(rows)
    assert found.topics[0].parent_id == 3
    assert found.topics[0].terms == ()
    born = next(e for e in found.events if e.event == "born")
    assert born.other_id is None
    assert math.isnan(born.overlap)


def test_trends_of_no_topic_are_left_out() -> None:
    """-1 is not a topic that could burst."""
    rows = rows_of_a_night(200)
    assert any(r["topic_id"] == -1 for r in rows["trends"])
    assert (summary_of(rows).trends.topic >= 0).all()


def test_the_sums_are_those_of_the_tables() -> None:
    """Characters kept and removed, records rejected."""
    rows = rows_of_a_night(20)
    found = summary_of(rows, 3)
    assert found.n_chars == sum(a["n_chars"] for a in rows["articles"])
    assert found.n_removed_chars == sum(r["end"] - r["start"] for r in rows["removed"])
    assert found.n_rejected == 2


def parts(name: str, *rows: dict[str, Any]) -> MemoryParts:
    """A table of the contract in which only some columns have values."""
    schema = TABLES[name].schema
    whole = [{field.name: row.get(field.name) for field in schema} for row in rows]
    return MemoryParts({"a": pa.Table.from_pylist(whole, schema)})


def test_desks_are_told_from_topics() -> None:
    """A desk is what a topic names as its parent; both come largest first, then by id."""
    found, desks = corpus_summary._topics(
        parts(
            "topics",
            {"topic_id": 4, "label": "a", "n_articles": 5, "parent_id": 9, "terms": [{"term": "pier", "weight": 1.0}]},
            {"topic_id": 2, "label": "b", "n_articles": 5, "parent_id": 9, "coherence": 0.5},
            {"topic_id": 7, "label": "c", "n_articles": 8},
            {"topic_id": 9, "label": "d", "n_articles": 10, "representative_ids": ["x"]},
        )
    )
    assert [topic.topic_id for topic in found] == [7, 2, 4]
    assert [desk.topic_id for desk in desks] == [9]
    assert (found[1].coherence, found[2].terms, found[0].terms, desks[0].representatives) == (
        0.5,
        ("pier",),
        (),
        ("x",),
    )
    assert math.isnan(found[0].coherence)
    assert (found[0].parent_id, found[1].parent_id) == (None, 9)


def test_how_topics_were_made() -> None:
    """The row of the state; without one, or without the table, they were fitted for the first time."""
    row = {"made": "refitted", "reason": "drift", "drift": 0.25, "accepted_day": date(2026, 3, 2), "tried": []}
    found = corpus_summary._state(parts("topic_state", row))
    assert (found.made, found.reason, found.drift, found.accepted_day) == ("refitted", "drift", 0.25, 20514)
    bare = corpus_summary._state(parts("topic_state", row | {"drift": None, "accepted_day": None}))
    assert (math.isnan(bare.drift), bare.accepted_day, bare.tried) == (True, None, ())
    for nothing in (None, MemoryParts({})):
        first = corpus_summary._state(nothing)
        assert (first.made, first.reason, first.accepted_day) == ("fitted", "first", None)


def burst(keyword: str, day: date, score: float, *, is_burst: bool = True) -> dict[str, Any]:
    """A row of `keyword_trends`."""
    return {
        "keyword": keyword,
        "keyword_key": keyword,
        "day": day,
        "n_articles": 3,
        "burst": score,
        "is_burst": is_burst,
    }


def test_rising_are_the_bursts_of_the_last_day() -> None:
    """Strongest first, then by name; other days and days without a burst do not count."""
    last, before = date(2026, 3, 2), date(2026, 3, 1)
    rows = [burst("b", last, 2.0), burst("a", last, 2.0), burst("c", last, 3.0), burst("d", before, 9.0)]
    rows.append(burst("e", last, 5.0, is_burst=False))
    found = corpus_summary._rising(parts("keyword_trends", *rows), 20514)
    assert [(one.keyword, one.n_articles, one.burst) for one in found] == [("c", 3, 3.0), ("a", 3, 2.0), ("b", 3, 2.0)]


def test_events_are_sorted() -> None:
    """By topic, then by kind, then by the other topic, none before any."""
    rows = [
        {"topic_id": 2, "label": "b", "event": "merged", "other_id": 5, "overlap": 0.5},
        {"topic_id": 2, "label": "b", "event": "merged", "other_id": 3, "overlap": 0.25},
        {"topic_id": 2, "label": "b", "event": "born"},
        {"topic_id": 1, "label": "a", "event": "died"},
    ]
    found = corpus_summary._events(parts("topic_events", *rows))
    assert [(one.topic_id, one.event, one.other_id) for one in found] == [
        (1, "died", None), (2, "born", None), (2, "merged", 3), (2, "merged", 5),
    ]  # fmt: skip
    assert found[3].overlap == 0.5


def test_trends_have_the_rows_of_topics() -> None:
    """Day, count and burst of each; those of no topic are left out."""
    rows = [
        {"topic_id": -1, "day": date(2026, 3, 1), "n_articles": 9, "burst": 1.0, "is_burst": True},
        {"topic_id": 3, "day": date(2026, 3, 2), "n_articles": 4, "burst": 0.5, "is_burst": False},
        {"topic_id": 0, "day": date(2026, 3, 1), "n_articles": 2, "burst": 2.5, "is_burst": True},
    ]
    found = corpus_summary._trends(parts("trends", *rows))
    assert found.topic.tolist() == [3, 0]
    assert found.day.tolist() == [20514, 20513]
    assert found.n_articles.tolist() == [4, 2]
    assert found.burst.tolist() == [0.5, 2.5]
    assert found.is_burst.tolist() == [False, True]
