"""The articles of a night, joined."""

from __future__ import annotations

import math

import numpy as np

from pipeline.report.data.days import NO_DAY
from pipeline.report.data.frame import frame, mean
from tests.report.invented import rows_of_a_night, tables


def test_the_frame_does_not_know_how_articles_were_dealt_to_parts() -> None:
    """One part or five: the same rows in the same order, and the same texts."""
    rows = rows_of_a_night(40)
    one, five = (frame(tables(rows, n)) for n in (1, 5))
    places = ["part", "place"]
    assert one.data.drop_columns(places).equals(five.data.drop_columns(places))
    at = np.arange(40)
    assert one.texts(tables(rows, 1)["articles"], at) == five.texts(tables(rows, 5)["articles"], at)


def test_every_article_keeps_its_own_tone_topic_and_story() -> None:
    """The join goes by article_id."""
    rows = rows_of_a_night(30)
    found = frame(tables(rows, 3))
    tone = {r["article_id"]: r["compound"] for r in rows["sentiment"]}
    topic = {r["article_id"]: r["topic_id"] for r in rows["article_topics"]}
    ids = found.ids.to_pylist()
    assert np.allclose(found.compound, [tone[i] for i in ids])
    assert found.topic.tolist() == [topic[i] for i in ids]


def test_an_article_without_a_row_beside_has_no_value() -> None:
    """Missing rows become NaN, -1 and null, not a neighbour's values."""
    rows = rows_of_a_night(5)
    rows["sentiment"], rows["article_topics"], rows["article_stories"] = [], [], []
    found = frame(tables(rows))
    assert found.n == 5
    assert np.isnan(found.compound).all()
    assert found.topic.tolist() == [-1] * 5
    assert not found.has("story_id").any()


def test_a_missing_title_is_replaced_by_the_opening_words() -> None:
    """An article without a title, or with a blank one, is known by its text."""
    rows = rows_of_a_night(4)
    rows["articles"][0]["title"], rows["articles"][1]["title"] = None, "  "
    found = frame(tables(rows, 2))
    lines = dict(zip(found.ids.to_pylist(), found.data["headline"].to_pylist(), strict=True))
    for article in rows["articles"][:2]:
        assert lines[article["article_id"]] == article["text"][:160]
    assert lines[rows["articles"][2]["article_id"]] == rows["articles"][2]["title"]


def test_a_missing_day_is_no_day() -> None:
    """Null days become NO_DAY, so that no chart counts them as 1970."""
    rows = rows_of_a_night(3)
    rows["articles"][0]["day"] = None
    assert (frame(tables(rows)).day == NO_DAY).sum() == 1


def test_the_mean_of_nothing_is_not_a_number() -> None:
    """NaN values do not count; without any other there is no mean."""
    assert mean(np.array([1.0, math.nan, 2.0])) == 1.5
    assert math.isnan(mean(np.array([math.nan])))
