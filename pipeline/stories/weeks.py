"""Stories week by week: no week but the neighbouring ones can change them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.stories.grouping import NO_LINKS, Groups, Limits, Links, grown, near, single
from pipeline.stories.thresholds import AHEAD, BACK, DATED, PERIOD, UNDATED
from pipeline.stories.vectors import Coverage, vectors


class Week(NamedTuple):
    """The events of a week.

    Attributes:
        rows: its articles.
        number: int64: the group of each.
        groups: the groups.
    """

    rows: slice
    number: Int64
    groups: Groups


def dated_stories(coverage: Coverage, limits: Limits, wanted: tuple[int, int] | None = None) -> Int64:
    """Number of each article's story, for articles with a day.

    Each week is grouped by itself. A group of one week and a group of the next become one story where they are each
    other's most alike and neither is more alike to a group on its other side: so a story has two weeks at most. It is
    called by its first article, so that of an article depends on the two weeks before its own and the one after, and
    on the days that tell how frequent their terms are: BEFORE days and AFTER.

    Args:
        coverage: the articles.
        limits: when two groups are one.
        wanted: first and last day whose stories are wanted; None: all.

    Returns:
        int64, shape (n,); -1 for articles of weeks that no wanted day depends on.
    """
    weeks = [_week(coverage, first, limits) for first in _first_days(coverage.day, wanted)]
    starts = np.cumsum([0, *(len(week.groups.size) for week in weeks)])
    target = np.arange(starts[-1])
    bridges = [_bridge(one, two, coverage.day, limits) for one, two in pairwise(weeks)]
    for i, links in enumerate(_kept(bridges)):
        target[starts[i + 1] + links.second] = starts[i] + links.first
    number = np.full(len(coverage.day), -1)
    for start, week in zip(starts, weeks, strict=False):
        number[week.rows] = target[start + week.number]
    return number


def undated_stories(coverage: Coverage, limits: Limits) -> Int64:
    """Number of each article's story, for articles without a day: all at once."""
    every = slice(None)
    articles = vectors(coverage, every, every, UNDATED)
    return grown(single(articles, np.zeros(articles.shape[0], np.int64)), limits)


def _first_days(day: Int64, wanted: tuple[int, int] | None) -> list[int]:
    """First day of each week that has articles and that the wanted days depend on."""
    weeks = np.unique(day // PERIOD)
    if wanted is not None:
        first, last = (end // PERIOD for end in wanted)
        weeks = weeks[(weeks >= first - 2) & (weeks <= last + 1)]
    return [int(week) * PERIOD for week in weeks]


def _week(coverage: Coverage, first: int, limits: Limits) -> Week:
    last = first + PERIOD - 1
    rows, around = _between(coverage.day, first, last), _between(coverage.day, first - BACK, last + AHEAD)
    articles = single(vectors(coverage, around, rows, DATED), coverage.day[rows])
    number = grown(articles, limits)
    return Week(rows, number, articles.joined(number))


def _between(day: Int64, first: int, last: int) -> slice:
    return slice(*np.searchsorted(day, [first, last + 1]).tolist())


def _bridge(one: Week, two: Week, day: Int64, limits: Limits) -> Links:
    """Groups of a week and of the next that are each other's most alike."""
    if day[two.rows.start] // PERIOD - day[one.rows.start] // PERIOD > 1:
        return NO_LINKS
    links = near(one.groups, np.arange(len(one.groups.size)), two.groups, limits)
    links = links.at(np.lexsort((links.second, links.first, -links.similarity)))
    forth, back = (np.unique(side, return_index=True)[1] for side in (links.first, links.second))
    return links.at(np.intersect1d(forth, back))


def _kept(bridges: list[Links]) -> list[Links]:
    """Without those whose group is more alike to one on its other side; of equals the earlier stays."""
    left = [_by_group(links.second, links) for links in bridges]
    right = [_by_group(links.first, links) for links in bridges]
    kept = []
    for i, links in enumerate(bridges):
        before = left[i - 1] if i else {}
        after = right[i + 1] if i + 1 < len(bridges) else {}
        pairs = zip(links.first.tolist(), links.second.tolist(), links.similarity.tolist(), strict=True)
        is_kept = [s > before.get(a, 0.0) and s >= after.get(b, 0.0) for a, b, s in pairs]
        kept.append(links.at(np.flatnonzero(is_kept)))
    return kept


def _by_group(group: Int64, links: Links) -> dict[int, float]:
    return dict(zip(group.tolist(), links.similarity.tolist(), strict=True))
