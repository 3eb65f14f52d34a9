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
