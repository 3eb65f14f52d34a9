"""Which stories lead, in which order, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import pytest

from pipeline.report.data.reader import newest
from pipeline.report.sections.stories import Story, stories
from tests.report.invented import FIRST_DAY, Rows, rows_of_a_night, summary_of


class Told(NamedTuple):
    """An article of a story: its letter, the day from the first on, publisher, topic."""

    story: str
    day: int | None = 2
    source: str | None = "Post"
    topic: int = 0


def rows_of(articles: Sequence[Told]) -> Rows:
    """A night of these articles, none of them a copy; the tone of reporter and quotes is not set."""
    rows = rows_of_a_night(len(articles))
    lists = (rows["articles"], rows["article_stories"], rows["article_topics"])
    for one, article, story, topic in zip(articles, *lists, strict=True):
        article.update(day=None if one.day is None else FIRST_DAY + timedelta(days=one.day), source=one.source)
        article.update(duplicate_of=None, other_article_id=None, relation=None, similarity=None)
        story["story_id"] = one.story * 16
        topic["topic_id"] = one.topic
    return rows


def chosen(rows: Rows, n: int = 10) -> tuple[list[Story], int]:
    """The stories that lead, and how many there are."""
    corpus = summary_of(rows)
    return stories(corpus, newest(corpus, 1000), n)[:2]


def sizes(articles: Sequence[Told], n: int = 10) -> list[int]:
    """Articles of each story that leads."""
    return [story.n_articles for story in chosen(rows_of(articles), n)[0]]


def test_recent_articles_count_before_all() -> None:
    """Three articles of tonight lead over two of tonight and four of last week."""
    old = [Told("a", -5)] * 4
    assert sizes([*old, *[Told("a")] * 2, *[Told("b")] * 3]) == [3, 6]
    assert sizes([*old, *[Told("a")] * 3, *[Told("b")] * 3]) == [7, 3]


@pytest.mark.parametrize(("day", "leads"), [(2, True), (1, True), (0, True), (-1, False)])
def test_three_days_are_recent(day: int, leads: bool) -> None:
    """The day of the edition and the two before it."""
    corpus = summary_of(rows_of([Told("a", day), Told("a", -9), Told("b", 2)]))
    found, n_shared, are_current = stories(corpus, newest(corpus, 1000), 10)
    assert (len(found), n_shared, are_current) == (1, 1, leads)


def test_without_a_current_story_those_that_ended_last_are_shown() -> None:
    """By their last day, then by size; a story beyond the edition, or without a day, is none of them."""
    old = [*[Told("a", -30)] * 5, Told("b", -9), Told("b", -40), *[Told("c", -9)] * 3, *[Told("d", None)] * 2]
    rows = rows_of([*old, Told("e", 2)])
    assert [story.n_articles for story in chosen(rows)[0]] == [3, 2, 5]
    assert [story.n_articles for story in chosen(rows, 1)[0]] == [3]
    far = rows_of([*old, Told("e", 2), *[Told("f", 9999)] * 2])
    assert [story.n_articles for story in chosen(far)[0]] == [3, 2, 5]


def test_two_articles_make_a_story() -> None:
    """One does not, however new."""
    found, n_shared = chosen(rows_of([Told("a"), Told("b"), Told("b"), Told("c", -9), Told("c", -9)]))
    assert [story.n_articles for story in found] == [2]
    assert n_shared == 2


@pytest.mark.parametrize(("n", "expected"), [(0, []), (1, [4]), (2, [4, 3]), (3, [4, 3, 2]), (9, [4, 3, 2])])
def test_no_more_than_asked(n: int, expected: list[int]) -> None:
    """The largest ones."""
    assert sizes([*[Told("a")] * 2, *[Told("b")] * 3, *[Told("c")] * 4], n) == expected


def test_equal_stories_come_by_their_id() -> None:
    """So that no order of files shows."""
    found, _ = chosen(rows_of([Told("c", 2, "C"), Told("a", 2, "A"), Told("c", 2, "C"), Told("a", 2, "A")]))
    assert [story.sources for story in found] == [["A"], ["C"]]


def test_where_nobody_has_a_day_all_stories_are_current() -> None:
    """And none of them says when it was."""
    found, _ = chosen(rows_of([Told("a", None)] * 2))
    assert [(story.n_articles, story.days) for story in found] == [(2, "")]


@pytest.mark.parametrize(("n", "shown"), [(1, "A"), (3, "ABC"), (4, "ABCD"), (5, "ABCD"), (7, "ABCD")])
def test_four_publishers_are_named(n: int, shown: str) -> None:
    """In the order of the alphabet, each once; all of them are counted."""
    names = "GFEDCBA"[7 - n :]
    (story,), _ = chosen(rows_of([Told("a", 2, name) for name in [*names, *names]]))
    assert (story.sources, story.n_sources, story.n_articles) == (list(shown), n, 2 * n)


def test_long_names_of_publishers_are_cut_at_forty() -> None:
    """An article without a publisher adds none."""
    (story,), _ = chosen(rows_of([Told("a", 2, "x" * 41), Told("a", 2, "y" * 40), Told("a", 2, None)]))
    assert story.sources == ["x" * 39 + "…", "y" * 40]
    assert story.n_sources == 2


@pytest.mark.parametrize(
    ("topics", "label"),
    [
        ([0, 0, 1], "Ferry strike and harbour"),
        ([1, 0, 1], "Storm and flood repairs"),
        ([2, 1], "Storm and flood repairs"),
        ([-1, 0], ""),
        ([-1, 0, 0], "Ferry strike and harbour"),
        ([9, 9], "topic 9"),
    ],
)
def test_the_topic_of_most_articles_is_that_of_the_story(topics: list[int], label: str) -> None:
    """The smaller number of two equals; no topic is the smallest."""
    (story,), _ = chosen(rows_of([Told("a", 2, "Post", topic) for topic in topics]))
    assert story.topic == label


@pytest.mark.parametrize(
    ("days", "said"),
    [([2, 2], "21 Nov"), ([0, 2], "19 Nov – 21 Nov"), ([2, None, 1], "20 Nov – 21 Nov"), ([2, None], "21 Nov")],
)
def test_first_and_last_day(days: list[int | None], said: str) -> None:
    """Of the articles that have one."""
    (story,), _ = chosen(rows_of([Told("a", day) for day in days]))
    assert story.days == said
