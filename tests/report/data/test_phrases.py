"""Keyphrases that articles of a topic share."""

from __future__ import annotations

from pipeline.report.data.frame import frame
from pipeline.report.data.phrases import Phrases, phrases
from tests.report.invented import Rows, rows_of_a_night, tables


def found_in(rows: Rows, n_parts: int = 1) -> Phrases:
    """The phrases of these rows."""
    parts = tables(rows, n_parts)
    return phrases(frame(parts), parts["keywords"])


def test_phrases_are_shared_by_two_articles_of_the_topic() -> None:
    """What only one article says is no phrase of its topic; the most shared one comes first."""
    rows = rows_of_a_night(60)
    found = found_in(rows, 3)
    topic_of = {r["article_id"]: r["topic_id"] for r in rows["article_topics"]}
    copies = {a["article_id"] for a in rows["articles"] if a["duplicate_of"]}
    for topic, words in found.of_topic.items():
        said = [
            r["keyword"]
            for r in rows["keywords"]
            if topic_of[r["article_id"]] == topic and r["article_id"] not in copies
        ]
        counts = [said.count(word) for word in words]
        assert min(counts) > 1
        assert counts == sorted(counts, reverse=True)


def test_case_does_not_split_a_phrase() -> None:
    """`Tram budget` and `tram budget` are one phrase, shown as it is mostly written."""
    rows = rows_of_a_night(6)
    for i, row in enumerate(rows["keywords"]):
        row["keyword"] = "Tram budget" if i % 3 else "tram budget"
    for row in rows["article_topics"]:
        row["topic_id"] = 2
    assert found_in(rows).of_topic == {2: ["Tram budget"]}


def test_rows_are_counted_whatever_their_rank() -> None:
    """All rows count for the mean, only good ranks for topics, and every article once."""
    rows = rows_of_a_night(5)
    rows["keywords"] += [{**row, "rank": 30, "keyword": "far down"} for row in rows["keywords"]]
    found = found_in(rows, 2)
    assert (found.n, found.n_articles) == (10, 5)
    assert not any("far down" in words for words in found.of_topic.values())


def test_no_keywords_are_no_error() -> None:
    """An empty table gives no phrases."""
    rows = rows_of_a_night(3)
    rows["keywords"] = []
    assert found_in(rows) == Phrases(0, 0, {})
