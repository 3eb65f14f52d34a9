"""Stories over the ends of weeks."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.stories.grouping import Limits, Links
from pipeline.stories.vectors import Coverage
from pipeline.stories.weeks import _kept, dated_stories, undated_stories

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


def links(*pairs: tuple[int, int, float]) -> Links:
    """Groups of one week and of the next, and how alike they are."""
    first, second, similarity = zip(*pairs, strict=True)
    return Links(np.array(first), np.array(second), np.array(similarity))


@pytest.mark.parametrize(
    ("similarity", "kept"),
    [
        ((0.5, 0.4, 0.3), [1, 0, 0]),
        ((0.3, 0.5, 0.4), [0, 1, 0]),
        ((0.4, 0.4, 0.4), [1, 0, 0]),
        ((0.5, 0.3, 0.4), [1, 0, 1]),
    ],
)
def test_the_more_alike_side_wins(similarity: tuple[float, ...], kept: list[int]) -> None:
    """A group that could go on on both sides goes with the more alike, of equals the earlier: two weeks, no more."""
    found = _kept([links((0, 0, s)) for s in similarity])
    assert [len(one.first) for one in found] == kept


def test_other_groups_do_not_matter() -> None:
    """Each link is judged by its own two groups."""
    found = _kept([links((0, 0, 0.3), (1, 1, 0.9)), links((0, 2, 0.5), (5, 5, 0.4))])
    assert [one.first.tolist() for one in found] == [[1], [0, 5]]


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
