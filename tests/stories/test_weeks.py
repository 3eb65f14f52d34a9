"""Stories over the ends of weeks."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.stories import weeks
from pipeline.stories.grouping import Limits, Links
from pipeline.stories.vectors import Coverage
from pipeline.stories.weeks import _kept, _mutual, dated_stories, undated_stories

LIMITS = Limits(0.2, 3)


def coverage(day: list[int], terms: list[list[float]]) -> Coverage:
    """Articles in three names and three words."""
    return Coverage(np.array(day, np.int64), csr_matrix(np.array(terms, np.float32)), 3)


@pytest.mark.parametrize(("day", "stories"), [([6, 7], 1), ([5, 9], 2), ([0, 1], 1), ([6, 14], 2), ([-1, 0], 1)])
def test_a_story_goes_on_into_the_next_week(day: list[int], stories: int) -> None:
    """The same article on two days near each other is one story, within a week and over its end, before 1970 too."""
    assert len(set(dated_stories(coverage(day, [[1, 0, 0, 1, 0, 0]] * 2), LIMITS).tolist())) == stories


def test_a_week_without_articles_ends_all_stories() -> None:
    """With a window of a week, a story that sleeps over a whole week does not go on."""
    week = Limits(0.2, 7)
    assert dated_stories(coverage([6, 14], [[1, 0, 0, 1, 0, 0]] * 2), week).tolist() == [0, 1]


def test_no_articles() -> None:
    """Nothing gives nothing."""
    nothing = Coverage(np.zeros(0, np.int64), csr_matrix((0, 6), dtype=np.float32), 3)
    assert dated_stories(nothing, LIMITS).tolist() == []
    assert undated_stories(nothing, LIMITS).tolist() == []


@pytest.mark.parametrize(
    ("similarity", "kept"),
    [
        ((0.5, 0.4, 0.3), [0]),
        ((0.3, 0.5, 0.4), [1]),
        ((0.4, 0.4, 0.4), [0]),
        ((0.5, 0.3, 0.4), [0, 2]),
    ],
)
def test_the_more_alike_side_wins(similarity: tuple[float, ...], kept: list[int]) -> None:
    """A group that could go on on both sides goes with the more alike, of equals the earlier: two weeks, no more."""
    links = Links(np.array([0, 1, 2]), np.array([1, 2, 3]), np.array(similarity))
    assert _kept(links, 4).first.tolist() == kept


def test_other_groups_do_not_matter() -> None:
    """Each link is judged by its own two groups."""
    links = Links(np.array([0, 1, 2, 6]), np.array([2, 3, 4, 5]), np.array([0.3, 0.9, 0.5, 0.4]))
    assert _kept(links, 7).first.tolist() == [1, 2, 6]


def test_groups_are_linked_where_each_is_the_most_alike_of_the_other() -> None:
    """Not where one of them has a better one; of equals the lower."""
    links = Links(np.array([0, 0, 1, 2, 3]), np.array([5, 6, 6, 7, 7]), np.array([0.5, 0.4, 0.4, 0.3, 0.3]))
    found = _mutual(links)
    assert sorted(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 5), (2, 7)]


@pytest.mark.parametrize("batch", [1, 4, 100])
def test_weeks_may_be_grouped_together(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many weeks are grouped in one pass decides nothing."""
    monkeypatch.setattr(weeks, "BATCH", batch)
    days = [0, 1, 1, 8, 9, 9, 12, 14, 30, 31]
    terms = [[1, 0, 0, 1, 0, 0], [0, 1, 0, 1, 0, 0], [1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1], [1, 0, 0, 1, 1, 0]] * 2
    assert dated_stories(coverage(days, terms), LIMITS).tolist() == [0, 0, 0, 1, 2, 2, 3, 4, 5, 6]


def test_only_the_weeks_that_wanted_days_depend_on() -> None:
    """Two weeks before the first wanted day's and one after the last's are grouped; all others are -1."""
    days = [0, 7, 14, 21, 24, 28, 35, 42]
    every = coverage(days, [[1, 0, 0, 1, 0, 0]] * 8)
    found = dated_stories(every, LIMITS, (22, 27)).tolist()
    assert [number >= 0 for number in found] == [False, True, True, True, True, True, False, False]
    whole = dated_stories(every, LIMITS).tolist()
    assert min(whole) >= 0
    assert (found[3] == found[4]) == (whole[3] == whole[4])


@pytest.mark.parametrize(("ahead", "weighs_less"), [(7, True), (8, False)])
def test_terms_of_the_week_ahead_count_the_days_after_do_not(ahead: int, weighs_less: bool) -> None:
    """How rare a term is follows from seven days after the week too: what is common then links articles less."""
    two = [[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0]]
    later = [[0, 1, 0, 0, 0, 0]] * 200
    every = coverage([5, 6] + [6 + ahead] * 200, two + later)
    alone = dated_stories(coverage([5, 6], two), Limits(0.14, 3)).tolist()
    assert alone == [0, 0]
    found = dated_stories(every, Limits(0.14, 3)).tolist()
    assert (found[0] != found[1]) == weighs_less


@pytest.mark.parametrize(("back", "weighs_less"), [(10, True), (11, False)])
def test_terms_of_ten_days_before_the_week_count(back: int, weighs_less: bool) -> None:
    """And of ten days before it."""
    two = [[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0]]
    every = coverage([28 - back] * 200 + [29, 30], [[0, 1, 0, 0, 0, 0]] * 200 + two)
    found = dated_stories(every, Limits(0.14, 3)).tolist()
    assert (found[-1] != found[-2]) == weighs_less
