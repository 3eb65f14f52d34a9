"""The table of topics at its bounds: articles that stand for a topic, last bars, tone, colours."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.report.sections.topic_table import TopicRow, topic_rows
from tests.report.invented import FIRST_DAY, Rows, rows_of_a_night, summary_of


def night(n_topics: int, n_each: int = 1) -> Rows:
    """Topics of as many articles each, those with a smaller number named as larger."""
    rows = rows_of_a_night(n_topics * n_each)
    ids = [row["article_id"] for row in rows["article_topics"]]
    for i, (article, row) in enumerate(zip(rows["articles"], rows["article_topics"], strict=True)):
        row.update(topic_id=i // n_each, strength=0.5)
        article.update(day=FIRST_DAY, duplicate_of=None, other_article_id=None, relation=None, similarity=None)
    rows["topics"] = [
        {
            **rows_of_a_night(1)["topics"][0],
            "topic_id": number,
            "label": f"T{number}",
            "n_articles": 100 - number,
            "representative_ids": ids[number * n_each : (number + 1) * n_each],
        }
        for number in range(n_topics)
    ]
    return rows


def shown(rows: Rows) -> list[TopicRow]:
    """The rows of the table."""
    return topic_rows(summary_of(rows))


@pytest.mark.parametrize(("n_each", "expected"), [(1, [1] * 14), (2, [2] * 12 + [1] * 2), (3, [2] * 12 + [1] * 2)])
def test_two_articles_stand_for_a_large_topic(n_each: int, expected: list[int]) -> None:
    """For each of the first twelve two, for the others one, in the order of the topic's row."""
    rows = night(14, n_each)
    found = shown(rows)
    assert [len(row.representatives) for row in found] == expected
    firsts = [row.representatives[0].article_id for row in found]
    assert firsts == [topic["representative_ids"][0] for topic in rows["topics"]]


def test_colours_go_by_size() -> None:
    """Twelve of their own, then grey."""
    assert [row.colour for row in shown(night(14))] == [*(f"c{n}" for n in range(12)), "rest", "rest"]


def test_the_share_is_that_of_the_topic_s_row() -> None:
    """Of all articles, copies and those without a topic among them."""
    rows = night(2, 5)
    rows["topics"][0]["n_articles"], rows["topics"][1]["n_articles"] = 4, 1
    assert [row.share for row in shown(rows)] == [0.4, 0.1]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([0], "1 dated article; 1"),
        ([0, 0, 2], "3 dated articles; 2, 0, 1"),
        ([0, 6], "2 dated articles; 1, 0, 0, 0, 0, 0, 1"),
        ([0, 7], "2 dated articles; last bars: 0, 0, 0, 0, 0, 0, 1"),
        ([0, 1, 7], "3 dated articles; last bars: 1, 0, 0, 0, 0, 0, 1"),
        ([0, None], "1 dated article; 1"),
    ],
)
def test_the_last_seven_bars_are_said(days: list[int | None], said: str) -> None:
    """All of them where there are no more; articles without a day do not count."""
    rows = night(1, len(days))
    for article, day in zip(rows["articles"], days, strict=True):
        article["day"] = None if day is None else FIRST_DAY + timedelta(days=day)
    (row,) = shown(rows)
    assert f'aria-label="{said}"' in row.spark


def test_bars_are_those_of_the_night_not_of_the_topic() -> None:
    """A topic of one day has an empty bar for each other day of the night."""
    rows = night(2)
    rows["articles"][1]["day"] = FIRST_DAY + timedelta(days=2)
    first, second = shown(rows)
    assert 'aria-label="1 dated article; 1, 0, 0"' in first.spark
    assert 'aria-label="1 dated article; 0, 0, 1"' in second.spark


def test_tone_is_the_mean_of_the_originals() -> None:
    """Of .2, -.6 and a copy of .9 it is -.2; an article without a score does not count."""
    rows = night(1, 4)
    for row, tone in zip(rows["sentiment"], (0.2, -0.6, 0.9, None), strict=True):
        row["compound"] = tone
    kept = rows["articles"][0]["article_id"]
    rows["articles"][2].update(duplicate_of=kept, other_article_id=kept, relation="near", similarity=0.9)
    assert shown(rows)[0].compound == pytest.approx(-0.2, abs=1e-6)


def test_a_topic_below_a_desk_names_it() -> None:
    """Also one with the number 0; the desk itself is no row."""
    rows = night(3)
    rows["topics"][1]["parent_id"] = 0
    assert [(row.topic.label, row.parent) for row in shown(rows)] == [("T1", "T0"), ("T2", "")]
