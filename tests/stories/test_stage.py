"""The laws of `article_stories`, on invented articles about events."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from pipeline.engine.dag import STEPS
from pipeline.stories.thresholds import AFTER, BEFORE, PERIOD
from tests.stories.newsroom import KINDS, Article, groups, pair_shares, stories_of, told

FIRST = 7 * 2850  # first day of a week


@cache
def week() -> tuple[Article, ...]:
    """Twenty events of one to four reports each, within a fortnight."""
    return tuple(
        told(event, version, FIRST + event % 12 + version // 2, sorted(KINDS)[event % 4])
        for event in range(20)
        for version in range(1 + event % 4)
    )


def n_stories(*days: int | None, **config: float) -> int:
    """The number of stories that reports on one event on these days make, among other events."""
    rows = [told(99, i, day, "vote") for i, day in enumerate(days)]
    around = week() if rows[0].day is not None else tuple(a._replace(day=None) for a in week())
    found = stories_of([*rows, *around], **config)
    return len({found[a.article_id] for a in rows})


def test_events_are_found() -> None:
    """The reports on an event share a story, and those on other events of its kind and day have others."""
    wanted = {frozenset(a.article_id for a in week() if a.event == event) for event in range(20)}
    assert groups(stories_of(week())) == wanted


def test_events_without_a_day_are_found() -> None:
    """Articles without a day are compared with each other alone."""
    rows = [a._replace(day=None) for a in week()]
    found = stories_of(rows)
    precision, recall = pair_shares([a.event for a in rows], [found[a.article_id] for a in rows])
    assert precision == 1
    assert recall > 0.95
    mixed = stories_of([*rows, told(3, 77, FIRST + 3)])
    assert mixed[told(3, 77).article_id] == told(3, 77).article_id


def test_a_big_event_is_one_story_and_its_sister_another() -> None:
    """150 reports on one event are one story, though most articles of the week have its names; so are its sister's."""
    rows = [told(event, version, FIRST + version % 3) for event in (50, 51) for version in range(150)]
    found = groups(stories_of([*rows, *week()]))
    assert {frozenset(a.article_id for a in rows if a.event == event) for event in (50, 51)} <= found


def test_a_story_is_named_after_its_first_article() -> None:
    """story_id is the article_id of the article that was published first; of equals the smallest id."""
    found = stories_of(week())
    day = {a.article_id: a.day for a in week()}
    for members in groups(found):
        assert {found[one] for one in members} == {min(members, key=lambda one: (day[one] or 0, one))}


def test_time_parts_what_words_join() -> None:
    """Reports a day apart are one story, also over the end of a week; beyond the window they are two."""
    assert n_stories(FIRST, FIRST + 1) == 1
    assert n_stories(FIRST + PERIOD - 1, FIRST + PERIOD) == 1
    assert n_stories(FIRST, FIRST + 4) == 2
    assert n_stories(FIRST, FIRST + 3, window_days=2) == 2
    assert n_stories(FIRST, FIRST + 1, window_days=0) == 2


def test_a_story_ends_after_two_weeks() -> None:
    """An event that is told every day for four weeks gets a story a fortnight, not one for ever."""
    days = range(FIRST, FIRST + 4 * PERIOD)
    found = stories_of([told(99, i, day, "vote") for i, day in enumerate(days)])
    spans = [sorted(int(one, 16) - 99_000 for one in members) for members in groups(found)]
    assert max(len(span) for span in spans) <= 2 * PERIOD


def test_the_setting_decides_how_alike() -> None:
    """With a cosine of 1 only the same text is one event; with a tiny one nearly all are."""
    assert n_stories(FIRST, FIRST, min_cosine=1.0) == 2
    assert n_stories(None, None, min_cosine_undated=1.0) == 2
    assert len(groups(stories_of(week(), min_cosine=0.01))) < 12


@pytest.mark.parametrize("gap", [AFTER + 1, 200])
def test_what_happened_elsewhere_changes_nothing(gap: int) -> None:
    """Law 6: articles more than AFTER days later change no story, and a step that sees no further finds the same."""
    later = [told(event, 9, FIRST + 11 + gap + event % 3) for event in range(20)]
    alone = stories_of(week())
    assert {one: name for one, name in stories_of([*week(), *later]).items() if one in alone} == alone


def test_the_window_of_the_step_is_what_stories_depend_on() -> None:
    """The engine hands the step as many days as a result depends on, at most window_days + 30 of the contract."""
    step = next(one for one in STEPS if one.name == "stories.article_stories")
    assert (step.before, step.after) == (BEFORE, AFTER)
    assert max(BEFORE, AFTER) <= 30


def test_days_by_themselves_give_what_all_days_give() -> None:
    """Asked for one day, the step gives that day's rows as it does when asked for all."""
    rows = [*week(), *(told(99, i, FIRST + i, "vote") for i in range(20))]
    every = stories_of(rows)
    for day in ("2024-08-16", "2024-08-27"):
        some = stories_of(rows, [day])
        assert some
        assert some == {one: every[one] for one in some}


def test_order_does_not_matter() -> None:
    """The same stories whatever order the articles come in."""
    order = np.random.default_rng(3).permutation(len(week()))
    assert stories_of([week()[i] for i in order]) == stories_of(week())


def test_articles_without_terms_are_alone() -> None:
    """Texts of stop words alone, or of nothing, are stories by themselves."""
    rows = [
        Article("a" * 16, "the and of", FIRST),
        Article("b" * 16, "", FIRST),
        Article("c" * 16, "the and of", FIRST),
    ]
    assert len(groups(stories_of([*rows, *week()]))) == 23


def test_a_title_counts() -> None:
    """Two short texts with nothing in common but their titles' words are one story."""
    title = "Kalmornis vote in Pratovus ends without majority after Velgrinis speech"
    rows = [
        Article(f"{i:016x}", text, FIRST, title) for i, text in enumerate(("They came late.", "Nobody knows more."))
    ]
    found = stories_of([*rows, *week()])
    assert len({found[a.article_id] for a in rows}) == 1
    bare = stories_of([*(a._replace(title=None) for a in rows), *week()])
    assert len({bare[a.article_id] for a in rows}) == 2
