"""A night, read once."""

from __future__ import annotations

import math

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
