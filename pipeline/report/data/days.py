"""The calendar of a run: which days it covers, which dates cannot be meant, and the bars of its charts."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.report.drawing.formatting import dated, short_day

NO_DAY = -(2**31)
LONGEST_GAP = 366  # days: dates further off than this from the others are taken for errors (year 1, year 2050)
WIDTHS = (1, 2, 7, 14, 28, 91, 182, 364)
UNITS = {1: "day", 7: "week"}


class Calendar(NamedTuple):
    """The days that the charts show.

    Attributes:
        first: first day of the main run of days, days since 1970; NO_DAY when no article has a day.
        last: its last day, the day of the edition.
        width: days a bar of the charts.
        n_bars: bars; the last one ends with `last`.
        n_undated: articles without a day.
        n_far: articles whose day lies more than a year away from that run.
    """

    first: int
    last: int
    width: int
    n_bars: int
    n_undated: int
    n_far: int

    @property
    def is_empty(self) -> bool:
        """Whether no article has a day."""
        return self.n_bars == 0

    @property
    def unit(self) -> str:
        """What a bar stands for: `day`, `week`, `28 days`."""
        return UNITS.get(self.width, f"{self.width} days")

    def covers(self, days: Int64) -> Int64:
        """Row numbers of the days within the main run."""
        return np.flatnonzero((days >= self.first) & (days <= self.last) & (days != NO_DAY))

    def bars(self, days: Int64) -> Int64:
        """The bar of each day, int64; the days must be covered."""
        start = self.last - self.n_bars * self.width + 1
        return (days - start) // self.width

    def name(self, bar: int) -> str:
        """The days of a bar in words: `21 Nov`, `15 Nov - 21 Nov`, with years where the run spans several."""
        start = self.last - (self.n_bars - bar) * self.width + 1
        say = short_day if self.last - self.first < LONGEST_GAP else dated
        return say(start) if self.width == 1 else f"{say(start)} – {say(start + self.width - 1)}"


def calendar(days: Int64, n_bars: int) -> Calendar:
    """Find the main run of days and how to draw it.

    A new run begins after a gap of more than LONGEST_GAP days; the main one has the most articles, the later one of
    two equals.

    Args:
        days: int64, shape (n_articles,): days since 1970, NO_DAY for none.
        n_bars: most bars of a chart.

    Returns:
        The calendar; empty when no article has a day.
    """
    dated = np.sort(days[days != NO_DAY])
    n_undated = len(days) - len(dated)
    if not len(dated):
        return Calendar(NO_DAY, NO_DAY, 1, 0, n_undated, 0)
    cuts = np.flatnonzero(np.diff(dated) > LONGEST_GAP) + 1
    runs = np.split(dated, cuts)
    main = max(enumerate(runs), key=lambda item: (len(item[1]), item[0]))[1]
    first, last = int(main[0]), int(main[-1])
    span = last - first + 1
    width = next((w for w in WIDTHS if ceil(span / w) <= n_bars), ceil(span / n_bars))
    return Calendar(first, last, width, ceil(span / width), n_undated, len(dated) - len(main))
