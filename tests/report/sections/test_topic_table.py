"""The table of topics."""

from __future__ import annotations

import math

from pipeline.report.sections.topic_table import topic_rows
from tests.report.invented import rows_of_a_night, summary_of


def test_a_topic_shows_its_articles_days_and_tone() -> None:
    """Share of all articles, a column a day, the mean tone of its texts, the articles that stand for it."""
    rows = rows_of_a_night(60)
    for row in topic_rows(summary_of(rows, 2)):
        members = {r["article_id"] for r in rows["article_topics"] if r["topic_id"] == row.topic.topic_id}
        copies = {a["article_id"] for a in rows["articles"] if a["duplicate_of"]}
        tones = [r["compound"] for r in rows["sentiment"] if r["article_id"] in members - copies]
        assert math.isclose(row.share, len(members) / 60)
        assert math.isclose(row.compound, sum(tones) / len(tones), abs_tol=1e-6)
        assert {h.article_id for h in row.representatives} <= members
        assert f"{len(members)} dated article" in row.spark


def test_a_topic_without_days_or_scores() -> None:
    """No chart, no tone; a wider topic is named; an unknown representative is left out."""
    rows = rows_of_a_night(10)
    for article, tone in zip(rows["articles"], rows["sentiment"], strict=True):
        article["day"], tone["compound"] = None, None
    rows["topics"][0].update(parent_id=3, representative_ids=["0" * 16])
    row = next(r for r in topic_rows(summary_of(rows)) if r.topic.topic_id == 0)
    assert row.spark == ""
    assert math.isnan(row.compound)
    assert row.parent == "Vaccine trial"
    assert row.representatives == []


def test_long_runs_say_their_last_bars() -> None:
    """With many days only the last seven are said in words."""
    assert "last bars: " in topic_rows(summary_of(rows_of_a_night(60, n_days=20)))[0].spark
