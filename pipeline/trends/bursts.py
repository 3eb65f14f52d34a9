"""Days on which a keyword or topic has more articles than its own past lets expect."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Float64, Int64

SPANS = (1, 2, 3)
"""Days over which articles may add up to a burst, the row's own day the last of them."""

PRIOR = 0.12
"""Articles that every group has had before its past begins, so that what is new can burst. On twelve known days of US
news .1, .12 and .15 catch ten, ten and nine, with .51, .40 and .23 false alarms per 1,000 rows of days dealt anew."""

LONG, FADED = 5, 0.1
"""Windows before the window whose articles tell what is usual of a topic, and how much each of these articles counts.
A topic of one article in fifty has none among a hundred in one month of eight; what comes back then is no news, and
such were two in three of the false bursts of topics. Of 10,400 news with their days dealt anew (12 to 40 times) 2.5 of
1,000 rows are false without, 1.7 with; with .25 1.5, with two windows at .25 1.7, with eleven at .1 and .25 1.5 and
1.6. On the true days there are 332, 361, 415, 372, 406 and 517 bursts: the longer and heavier the past, the more topics
that grow for good burst for months."""

LIMIT = 10.0
"""Scores end here."""


class Counts(NamedTuple):
    """Articles by group and day, each pair once, sorted; int64, shape (n_rows,). day: days since 1970."""

    group: Int64
    day: Int64
    articles: Int64


def burst_scores(rows: Counts, total: Counts, window: int, *, is_long: bool = False) -> Float64:
    """How surprising the articles of the last days are, as a score on the normal scale.

    The `window` days before give a rate with its doubt (a gamma distribution), and the rate a negative binomial for the
    one, two or three days that end with the row's. The least probable of the three counts, three times its probability
    because it was picked from three; then Benjamini and Hochberg's false discovery rate among the groups that could
    burst that day, which are those with an article on the day or in the window: of the rows of a day that score 1.64 or
    more at most one in twenty is there by chance.

    Args:
        rows: of the groups.
        total: of all articles, group 0.
        window: days.
        is_long: whether the five windows before the window count too, see LONG.

    Returns:
        float64, shape (n_rows,), 0..10; 0 where nothing is unusual, or where there was no article before.
    """
    from scipy.special import betainc, ndtri

    chance = np.ones(len(rows.day))
    every = Counts(np.zeros_like(rows.group), rows.day, rows.articles)
    farthest = -max(SPANS) - (1 + LONG * is_long) * window
    near = _Near(rows, rows, farthest, 0), _Near(total, every, farthest, 0)
    ends = [one.before(1) for one in near]
    for span in SPANS:
        begins = [one.before(1 - span) for one in near]
        n, n_all = (end - begin for end, begin in zip(ends, begins, strict=True))
        past, past_all = (_past(*one, span, window, is_long=is_long) for one in zip(near, begins, strict=True))
        now_share = n_all / np.maximum(past_all + n_all, 1)
        chance = np.minimum(chance, np.where(past_all > 0, betainc(np.maximum(n, 1), past + PRIOR, now_share), 1.0))
    rate = false_discovery_rates(np.minimum(len(SPANS) * chance, 1.0), rows.day, n_candidates(rows, window))
    return np.asarray(np.clip(-ndtri(np.clip(rate, 1e-300, 0.5)), 0.0, LIMIT) + 0.0, np.float64)  # -0.0 is 0.0


def _past(near: _Near, begin: Int64, span: int, window: int, *, is_long: bool) -> Float64:
    """Articles of each row's group in the window before the span, those of the windows before it faded."""
    before = near.before(1 - span - window)
    past = (begin - before).astype(np.float64)
    return past + FADED * (before - near.before(1 - span - (1 + LONG) * window)) if is_long else past


def articles_near(counts: Counts, rows: Counts, first: int, last: int) -> Int64:
    """Articles of each row's group on the days `first` to `last` after the row's own; negative for before.

    Args:
        counts: all counts of the groups.
        rows: groups and days to look up.
        first: first day, counted from the row's own.
        last: last day, at least `first`.
    """
    near = _Near(counts, rows, first, last)
    return np.asarray(near.before(last + 1) - near.before(first), np.int64)


class _Near:
    """Articles before days near those of rows."""

    def __init__(self, counts: Counts, rows: Counts, first: int, last: int) -> None:
        """Prepare for the days `first` to `last`; arguments: see `articles_near`."""
        low = int(min(counts.day.min(initial=0), rows.day.min(initial=0) + first))
        width = int(max(counts.day.max(initial=0), rows.day.max(initial=0) + last + 1)) - low + 1
        self._key, self._at = counts.group * width + (counts.day - low), rows.group * width + (rows.day - low)
        self._sums = np.concatenate([[0], np.cumsum(counts.articles)])

    def before(self, day: int) -> Int64:
        """Articles of all groups before a row's own, and of its own before a day, counted from the row's."""
        return np.asarray(self._sums[np.searchsorted(self._key, self._at + day)])


def n_candidates(rows: Counts, window: int) -> Int64:
    """Groups that have an article on the day of each row or in the `window` days before."""
    if not len(rows.day):
        return np.zeros(0, np.int64)
    low, width = int(rows.day.min()), int(np.ptp(rows.day)) + window + 2
    goes_on = np.append(rows.group[1:] == rows.group[:-1], False)
    end = np.where(goes_on, np.minimum(rows.day + window, np.roll(rows.day, -1) - 1), rows.day + window)
    steps = np.bincount(rows.day - low, minlength=width) - np.bincount(end + 1 - low, minlength=width)
    return np.asarray(np.cumsum(steps)[rows.day - low], np.int64)


def false_discovery_rates(chance: Float64, day: Int64, n_tests: Int64) -> Float64:
    """Smallest false discovery rate at which each row is let through, among the tests of its day.

    Args:
        chance: probability of each row, 0..1.
        day: its day.
        n_tests: tests made on that day, rows or not.

    Source: Benjamini & Hochberg 1995, Controlling the false discovery rate.
    """
    order = np.lexsort((-chance, day))  # the most probable first, so that a running minimum goes down the ranks
    days, number = np.unique(day[order], return_inverse=True)
    end = np.searchsorted(number, number, side="right")
    rate = np.minimum(chance[order] * n_tests[order] / (end - np.arange(len(order))), 1.0)
    later = 2.0 * (len(days) - number)  # keeps the minimum of a day from going on into the next
    found = np.empty(len(order))
    found[order] = np.minimum.accumulate(rate + later) - later
    return np.clip(found, 0.0, 1.0)
