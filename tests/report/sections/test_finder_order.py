"""The list of the newest articles: order, limit, names of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from pipeline.report.sections.finder import Finder, finder
from tests.report.invented import FIRST_DAY, rows_of_a_night, summary_of

Listed = list[tuple[str, list[str]]]
NINETEENTH, TWENTIETH = "Thursday 19 November 2026", "Friday 20 November 2026"


def listed(articles: Sequence[tuple[int | None, str]], n: int = 100, copies: Sequence[int] = ()) -> Finder:
    """The list of articles given as (day from the first on, headline); `copies` are copies of the first."""
    rows = rows_of_a_night(len(articles))
    kept = rows["articles"][0]["article_id"]
    for i, (article, (day, title)) in enumerate(zip(rows["articles"], articles, strict=True)):
        own = kept if i in copies else None
        article.update(day=None if day is None else FIRST_DAY + timedelta(days=day), title=title)
        article.update(
            duplicate_of=own, other_article_id=own, relation=own and "exact", similarity=1.0 if own else None
        )
    return finder(summary_of(rows), n)


def shown(found: Finder) -> Listed:
    """Days with their headlines."""
    return [(day, [line.title for line in lines]) for day, lines in found.days]


def test_days_go_back_and_headlines_forward() -> None:
    """The newest day first; within a day by headline, capitals or not."""
    found = listed([(0, "b"), (1, "Zebra crossing"), (0, "A"), (1, "apple"), (0, "C")])
    assert shown(found) == [(TWENTIETH, ["apple", "Zebra crossing"]), (NINETEENTH, ["A", "b", "C"])]


def test_far_off_articles_stand_before_those_without_a_day() -> None:
    """Both behind all others, whether far ahead or far back."""
    found = listed([(None, "u"), (5000, "late"), (0, "a"), (0, "b"), (-5000, "early"), (None, "v")])
    assert shown(found) == [
        (NINETEENTH, ["a", "b"]),
        ("far-off dates", ["early", "late"]),
        ("without a date", ["u", "v"]),
    ]


def test_without_any_day_all_stand_together() -> None:
    """Under one head."""
    assert shown(listed([(None, "b"), (None, "a")])) == [("without a date", ["a", "b"])]


@pytest.mark.parametrize(("n", "n_shown"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (100, 3)])
def test_so_many_are_listed(n: int, n_shown: int) -> None:
    """Copies are not among them, nor among all."""
    found = listed([(0, "a"), (1, "b"), (2, "copy"), (2, "c")], n, copies=[2])
    assert (found.n_shown, found.n) == (n_shown, 3)
    titles = [title for _, lines in shown(found) for title in lines]
    assert titles == ["c", "b", "a"][:n_shown]


def test_the_limit_cuts_the_oldest() -> None:
    """Dated ones stay before far-off ones, and these before those without a day."""
    articles = [(None, "u"), (5000, "far"), (0, "a"), (1, "b")]
    assert shown(listed(articles, 3)) == [(TWENTIETH, ["b"]), (NINETEENTH, ["a"]), ("far-off dates", ["far"])]


def test_an_article_without_a_headline_is_known_by_its_opening_words() -> None:
    """Of its text, cut at 120 characters."""
    ((_, lines),) = listed([(0, "")]).days
    assert lines[0].title.endswith("…")
    assert 100 < len(lines[0].title) <= 120
