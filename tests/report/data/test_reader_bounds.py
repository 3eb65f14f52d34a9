"""The block of the views at its bounds: lengths, numbers of names and keywords, units of the map, minutes, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from pipeline.report.data.reader import newest, reader_block, story_numbers
from tests.report.invented import FIRST_DAY, Rows, rows_of_a_night, summary_of, tables

Block = dict[str, Any]


def night(n: int) -> Rows:
    """Originals of one publisher, the first the newest; each in a story of its own and without a topic."""
    rows = rows_of_a_night(n)
    for i, (article, story, topic) in enumerate(
        zip(rows["articles"], rows["article_stories"], rows["article_topics"], strict=True)
    ):
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None, source="Post")
        article.update(day=FIRST_DAY - timedelta(days=i), url=f"https://a.example/{i:03d}")
        story["story_id"] = f"{i:016x}"
        topic.update(topic_id=-1, strength=0.0)
    return rows


def block(rows: Rows, n_full: int = 1000, n_quotes: int = 100) -> Block:
    """The block of these rows."""
    corpus = summary_of(rows)
    return reader_block(corpus, tables(rows), newest(corpus, n_full), n_quotes)


@pytest.mark.parametrize(("size", "is_shown"), [(24, False), (25, True), (220, True), (221, False)])
def test_quotations_of_25_to_220_characters(size: int, is_shown: bool) -> None:
    """Shorter ones say nothing alone, longer ones are statements."""
    rows = night(1)
    article = rows["articles"][0]
    said = article["text"][3 : 3 + size]
    quote = {"article_id": article["article_id"], "start": 3, "end": 3 + size, "text": said, "speaker": "Ann"}
    rows["quotes"] = [{**quote, "compound": -0.126}]
    text = " ".join(said.split())
    assert block(rows)["quotes"] == ([[0, "Ann", text, -13]] if is_shown else [])


@pytest.mark.parametrize(("n", "places"), [(0, []), (1, [0]), (2, [0, 0]), (3, [0, 0, 2]), (9, [0, 0, 2])])
def test_the_newest_quotations_are_shown(n: int, places: list[int]) -> None:
    """In the order of the list; a copy's are not, nor is one without a tone left out."""
    rows = night(3)
    ids = [article["article_id"] for article in rows["articles"]]
    rows["articles"][1].update(duplicate_of=ids[0], other_article_id=ids[0], relation="exact", similarity=1.0)
    rows["quotes"] = [
        {"article_id": ids[article], "start": start, "end": start + 30, "speaker": "Ann", "compound": None}
        for article, start in ((2, 0), (1, 0), (0, 0), (0, 40))
    ]
    found = block(rows, n_quotes=n)["quotes"]
    assert [at for at, *_ in found] == places
    assert all(tone == 101 for *_, tone in found)


@pytest.mark.parametrize(
    ("tone", "whole"), [(0.0, 0), (0.004, 0), (0.006, 1), (-0.126, -13), (1.0, 100), (-1.0, -100), (None, 101)]
)
def test_tones_are_whole_hundredths(tone: float | None, whole: int) -> None:
    """101 stands for none."""
    rows = night(1)
    rows["sentiment"][0]["compound"] = tone
    assert block(rows)["tone"] == [whole]


@pytest.mark.parametrize(("rank", "n"), [(1, 2), (3, 2), (4, 0)])
def test_three_keywords_of_an_article_are_searched(rank: int, n: int) -> None:
    """A fourth is not counted, however many articles have it."""
    rows = night(2)
    for row in rows["keywords"]:
        row.update(rank=rank, keyword="pier", keyword_key="pier")
    found = block(rows)
    assert (found["keywords"], sum(map(len, found["of_keywords"]))) == (["pier"] if n else [], n)


def test_four_names_of_an_article_are_searched() -> None:
    """The most salient ones; the fifth is not counted."""
    rows = night(2)
    rows["entities"] = [
        {"article_id": article["article_id"], "entity_id": f"{k:016x}", "name": f"N{k}", "kind": "person",
         "salience": 0.9 - k / 10, "count": 1, "starts": [0], "forms": ["N"], "in_title": False}
        for article in rows["articles"]
        for k in range(5)
    ]  # fmt: skip
    found = block(rows)
    assert [name for name, *_ in found["names"]] == ["N0", "N1", "N2", "N3"]
    assert found["of_names"] == [[0, 1, 2, 3]] * 2
    assert found["best_names"] == 4


@pytest.mark.parametrize(("width", "shown"), [(120, "x" * 120), (121, "x" * 119 + "…")])
def test_headlines_have_120_characters(width: int, shown: str) -> None:
    """As everywhere on the page."""
    rows = night(1)
    rows["articles"][0]["title"] = "x" * width
    assert block(rows)["title"] == shown


@pytest.mark.parametrize(("width", "shown"), [(60, "y" * 60), (61, "y" * 59 + "…")])
def test_names_of_publishers_have_60_characters(width: int, shown: str) -> None:
    """The views have room for more than the page, which cuts at 40."""
    rows = night(1)
    rows["articles"][0]["source"] = "y" * width
    assert block(rows)["sources"] == [shown]


def test_publishers_and_languages_by_frequency() -> None:
    """An article without one has the number -1."""
    rows = night(4)
    for article, source, language in zip(rows["articles"], "BAA ", ("de", None, "de", "en"), strict=True):
        article.update(source=source.strip() or None, language=language)
    found = block(rows)
    assert (found["sources"], found["source"]) == (["A", "B"], [1, 0, 0, -1])
    assert (found["languages"], found["language"]) == (["de", "en"], [0, -1, 0, 1])


def test_places_on_the_map_are_in_two_units() -> None:
    """Corners of 851 (1.6 times 532) by 532 units amid 1,000 by 580, halved; up is up; without a place -1."""
    rows = night(4)
    rows["article_topics"].pop()
    for row, place in zip(rows["article_topics"], (-1.0, 1.0, 0.0), strict=True):
        row.update(x=place, y=place)
    found = block(rows)
    assert found["x"] == [37, 463, 250, -1]
    assert found["y"] == [278, 12, 145, -1]


@pytest.mark.parametrize(
    ("hour", "minute", "second", "expected"), [(0, 0, 0, 0), (0, 1, 59, 1), (6, 30, 0, 390), (23, 59, 59, 1439)]
)
def test_minutes_of_the_day(hour: int, minute: int, second: int, expected: int) -> None:
    """Of articles that share a story; the other article of it has no time, the third no story."""
    rows = night(3)
    stamp = datetime(2026, 11, 19, hour, minute, second, tzinfo=UTC)
    for article, story, published in zip(rows["articles"], "aab", (stamp, None, stamp), strict=True):
        article["published_at"] = published
        rows["article_stories"][int(article["record"]) - 1]["story_id"] = story * 16
    found = block(rows)
    assert found["minute"] == [expected, -1, -1]
    assert (found["story"], found["n_stories"]) == ([0, 0, -1], 1)


@pytest.mark.parametrize(
    ("stories", "numbers"),
    [
        ("aabb", [0, 0, 1, 1]),
        ("bbaa", [0, 0, 1, 1]),
        ("abab", [0, 1, 0, 1]),
        ("abca", [0, -1, -1, 0]),
        ("abcd", [-1] * 4),
    ],
)
def test_stories_are_numbered_from_the_newest(stories: Sequence[str], numbers: list[int]) -> None:
    """Those that two or more of the articles held share."""
    rows = night(4)
    for row, story in zip(rows["article_stories"], stories, strict=True):
        row["story_id"] = story * 16
    assert block(rows)["story"] == numbers


def test_a_story_whose_second_article_is_not_held_has_no_number() -> None:
    """Two of three articles are held, of two stories."""
    rows = night(3)
    for row, story in zip(rows["article_stories"], "aba", strict=True):
        row["story_id"] = story * 16
    corpus = summary_of(rows)
    assert story_numbers(corpus, newest(corpus, 2)) == {}
    assert story_numbers(corpus, newest(corpus, 3)) == {"a" * 16: 0}


def test_days_that_are_not_held() -> None:
    """Articles and the mean tone in hundredths; 101 where none has one; undated and far-off articles nowhere."""
    rows = night(7)
    days = (0, -1, -1, -1, -2, None, -2000)
    for article, day in zip(rows["articles"], days, strict=True):
        article["day"] = None if day is None else FIRST_DAY + timedelta(days=day)
    for row, tone in zip(rows["sentiment"], (0.9, 0.1, 0.2, None, None, 0.3, 0.3), strict=True):
        row["compound"] = tone
    first = (FIRST_DAY - FIRST_DAY.__class__(1970, 1, 1)).days
    found = block(rows, n_full=1)
    assert found["other_days"] == [[first - 2, 1, 101], [first - 1, 3, 15]]
    assert (found["covered"], found["day"], found["n"]) == ([first - 2, first], [first], 7)


def test_the_newest_come_first_then_by_publisher_and_address() -> None:
    """Without a publisher or an address before those that have one; without a day last."""
    rows = night(5)
    first, second = "https://a.example/2", "https://b.example/1"
    told = [(0, "B", second), (0, "A", first), (0, "A", None), (1, "Z", None), (None, None, None)]
    for article, (day, source, url) in zip(rows["articles"], told, strict=True):
        article.update(day=None if day is None else FIRST_DAY + timedelta(days=day), source=source, url=url)
    corpus = summary_of(rows)
    ids = [article["article_id"] for article in rows["articles"]]
    order = corpus.articles.values("article_id", newest(corpus, 9))
    assert order == [ids[3], ids[2], ids[1], ids[0], ids[4]]
    assert np.array_equal(newest(corpus, 2), newest(corpus, 9)[:2])


@pytest.mark.parametrize("n", [2, 9])
def test_quotations_are_those_of_their_parts(n: int) -> None:
    """The words of each, whatever parts the articles lie in."""
    rows = night(9)
    rows["quotes"] = [
        {
            "article_id": article["article_id"],
            "start": start,
            "end": start + 30,
            "text": f"“{article['article_id']} from {start:02d}”",
            "speaker": "Ann",
            "compound": 0.0,
        }
        for article in rows["articles"]
        for start in (0, 40)
    ]
    corpus, parts = summary_of(rows, 4), tables(rows, 4)
    found = reader_block(corpus, parts, newest(corpus, 1000), n)["quotes"]
    ids = [article["article_id"] for article in rows["articles"]]
    assert [said for _, _, said, _ in found] == [f"“{ids[i // 2]} from {40 * (i % 2):02d}”" for i in range(n)]
