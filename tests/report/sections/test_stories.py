"""Top stories."""

from __future__ import annotations

import math
from datetime import timedelta

from pipeline.report.data.reader import newest
from pipeline.report.sections.stories import Story, stories
from tests.report.invented import FIRST_DAY, Rows, rows_of_a_night, summary_of


def told(rows: Rows, n: int = 10) -> tuple[list[Story], int]:
    """The stories of these rows."""
    corpus = summary_of(rows)
    return stories(corpus, newest(corpus, 1000), n)[:2]


def one_story(rows: Rows, story_id: str) -> Rows:
    """The same rows, all articles in one story."""
    for row in rows["article_stories"]:
        row.update(story_id=story_id)
    return rows


def test_the_largest_story_leads() -> None:
    """Stories by their articles of the last days; single articles are none."""
    rows = rows_of_a_night(80)
    found, n_shared = told(rows)
    sizes: dict[str, int] = {}
    for row in rows["article_stories"]:
        sizes[row["story_id"]] = sizes.get(row["story_id"], 0) + 1
    assert found[0].n_articles == max(sizes.values())
    assert n_shared == sum(n > 1 for n in sizes.values())
    assert len(told(rows, 3)[0]) == 3


def test_an_old_story_makes_room() -> None:
    """A large story of last month is no top story, but it is counted; a story that reaches the last days is one."""
    rows = rows_of_a_night(30)
    for i, (article, row) in enumerate(zip(rows["articles"], rows["article_stories"], strict=True)):
        old = i >= 4
        row["story_id"] = ("a" if old else "b") * 16
        article["day"] = FIRST_DAY + timedelta(days=0 if old else 30)
    found, n_shared = told(rows)
    assert ([s.n_articles for s in found], n_shared) == ([4], 2)
    rows["articles"][4]["day"] = FIRST_DAY + timedelta(days=28)
    assert [s.n_articles for s in told(rows)[0]] == [4, 26]
    rows["articles"][4]["day"] = FIRST_DAY + timedelta(days=27)
    assert [s.n_articles for s in told(rows)[0]] == [4]


def test_a_day_of_another_year_carries_its_year() -> None:
    """Days without a year are of the year of the edition."""
    rows = one_story(rows_of_a_night(3, n_days=1), "e" * 16)
    rows["articles"][0]["day"] = FIRST_DAY - timedelta(days=330)
    assert told(rows)[0][0].days == "24 Dec 2025 – 19 Nov"


def test_the_headline_is_that_of_the_article_the_story_is_named_after() -> None:
    """story_id is the article_id of the first article; without its title another one speaks."""
    rows = rows_of_a_night(6)
    namesake = rows["articles"][3]
    one_story(rows, namesake["article_id"])
    assert told(rows)[0][0].lead.article_id == namesake["article_id"]
    namesake["title"] = None
    assert told(rows)[0][0].lead.article_id != namesake["article_id"]


def test_reporters_and_quotes_are_means_over_texts() -> None:
    """Copies do not weigh; without quotes there is a dash."""
    rows = one_story(rows_of_a_night(3), "c" * 16)
    a, b, _ = rows["articles"]
    b.update(duplicate_of=a["article_id"], relation="exact", similarity=1.0)
    for row, tone in zip(rows["sentiment"], (0.2, 0.9, 0.4), strict=True):
        row.update(reporter_compound=tone, quotes_compound=None)
    (story,), _ = told(rows)
    assert math.isclose(story.reporter, 0.3, abs_tol=1e-6)
    assert math.isnan(story.quotes)
    assert story.n_copies == 1


def test_a_story_without_days_topic_or_publisher() -> None:
    """Nothing is made up where nothing is known."""
    rows = one_story(rows_of_a_night(2), "d" * 16)
    for article, row in zip(rows["articles"], rows["article_topics"], strict=True):
        article.update(day=None, source=None)
        row["topic_id"] = -1
    (story,), _ = told(rows)
    assert (story.days, story.topic, story.sources, story.n_sources) == ("", "", [], 0)


def test_a_story_of_one_day_names_it_once() -> None:
    """First and last day are the same."""
    rows = one_story(rows_of_a_night(3, n_days=1), "e" * 16)
    assert told(rows)[0][0].days == "19 Nov"


def test_a_story_of_copies_alone_is_still_told() -> None:
    """Copies of an article in another story keep theirs."""
    rows = rows_of_a_night(3)
    for row, story_id in zip(rows["article_stories"], "aff", strict=True):
        row["story_id"] = story_id * 16
    for article in rows["articles"][1:]:
        article.update(duplicate_of=rows["articles"][0]["article_id"], relation="near", similarity=0.9)
    (story,), _ = told(rows)
    assert (story.n_articles, story.n_copies) == (2, 2)


def test_articles_without_a_story_are_left_out() -> None:
    """No rows in `stories`: no stories."""
    rows = rows_of_a_night(4)
    rows["article_stories"] = []
    assert told(rows) == ([], 0)
