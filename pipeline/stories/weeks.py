"""Stories week by week: no week but the neighbouring ones can change them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.stories.grouping import Groups, Limits, Links, near, single
from pipeline.stories.growing import grown
from pipeline.stories.thresholds import AHEAD, BACK, BATCH, DATED, PERIOD, UNDATED
from pipeline.stories.vectors import Around, Coverage, vectors
from pipeline.stories.week_columns import week_after_week, within_weeks

Grow = Callable[[Groups, Limits], Int64]
"""Joins groups, as `grown` does."""


def dated_stories(
    coverage: Coverage, limits: Limits, wanted: tuple[int, int] | None = None, grow: Grow = grown
) -> Int64:
    """Number of each article's story, for articles with a day.

    Each week is grouped by itself. A group of one week and a group of the next become one story where they are each
    other's most alike and neither is more alike to a group on its other side: so a story has two weeks at most. It is
    called by its first article, so that of an article depends on the two weeks before its own and the one after, and
    on the days that tell how frequent their terms are: BEFORE days and AFTER.

    Args:
        coverage: the articles.
        limits: when two groups are one.
        wanted: first and last day whose stories are wanted; None: all.
        grow: groups the articles of whole weeks.

    Returns:
        int64, shape (n,); -1 for articles of weeks that no wanted day depends on.
    """
    rows = _rows(coverage.day, wanted)
    day = coverage.day[rows]
    week = day // PERIOD
    ends = week * PERIOD - BACK, (week + 1) * PERIOD + AHEAD
    around = Around(*(np.searchsorted(coverage.day, end) for end in ends))
    articles = single(vectors(coverage, rows, around, DATED), day)
    number = _grouped(articles, week, limits, grow)
    groups = articles.joined(number)
    ahead, here = week_after_week(groups, week[np.unique(number, return_index=True)[1]])
    links = _kept(_mutual(near(ahead, np.arange(len(groups.size)), here, limits)), len(groups.size))
    target = np.arange(len(groups.size))
    target[links.second] = links.first
    found = np.full(len(coverage.day), -1)
    found[rows] = target[number]
    return found


def undated_stories(coverage: Coverage, limits: Limits) -> Int64:
    """Number of each article's story, for articles without a day: all at once."""
    n = len(coverage.day)
    articles = vectors(coverage, slice(0, n), Around(np.zeros(n, np.int64), np.full(n, n)), UNDATED)
    return grown(single(articles, np.zeros(n, np.int64)), limits)


def _rows(day: Int64, wanted: tuple[int, int] | None) -> slice:
    """The articles of the weeks that the wanted days depend on."""
    if wanted is None:
        return slice(0, len(day))
    first, end = (wanted[0] // PERIOD - 2) * PERIOD, (wanted[1] // PERIOD + 2) * PERIOD
    return slice(*np.searchsorted(day, [first, end]).tolist())


def _grouped(articles: Groups, week: Int64, limits: Limits, grow: Grow) -> Int64:
    """Number of each article's group within its week, by first article; weeks of few articles are grouped together."""
    number, first, k = np.zeros(len(week), np.int64), 0, 0
    for end in (np.flatnonzero(np.diff(week, append=week[-1:] + 1)) + 1).tolist():
        if end - first >= BATCH or end == len(week):
            own = within_weeks(articles.of(slice(first, end)), week[first:end])
            number[first:end] = k + grow(own, limits)
            first, k = end, int(number[first:end].max()) + 1
    return number


def _mutual(links: Links) -> Links:
    """Links of two groups that are each other's most alike; ties go to the lower first, then the lower second."""
    links = links.at(np.lexsort((links.second, links.first, -links.similarity)))
    forth, back = (np.unique(side, return_index=True)[1] for side in (links.first, links.second))
    return links.at(np.intersect1d(forth, back))


def _kept(links: Links, k: int) -> Links:
    """Without those whose group is more alike to one on its other side; of equals the earlier stays.

    Args:
        links: of groups of a week to groups of the next, one of each group to either side at most.
        k: groups.
    """
    before, after = np.zeros(k), np.zeros(k)
    before[links.second], after[links.first] = links.similarity, links.similarity
    is_kept = (links.similarity > before[links.first]) & (links.similarity >= after[links.second])
    return links.at(np.flatnonzero(is_kept))
