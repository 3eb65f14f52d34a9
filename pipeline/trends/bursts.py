"""Days on which a topic has more articles than its own past lets expect."""

from __future__ import annotations

import numpy as np
from scipy.special import betainc, ndtri

from pipeline.arrays.types import Floating, Int64

_PRIOR = 0.5
LIMIT = 10.0
"""Scores end here on both sides."""


def past(group: Int64, day: Int64, count: Int64, window: int) -> Int64:
    """Articles of the same group in the `window` days before each row's day; days without a row count as zero.

    Args:
        group: shape (n_rows,).
        day: shape (n_rows,), days since 1970; rows sorted by (group, day), each pair once.
        count: articles of the row.
        window: days.
    """
    low = int(day.min(initial=0)) - window
    width = int(day.max(initial=0)) - low + 1
    key = group * width + (day - low)
    sums = np.concatenate([[0], np.cumsum(count)])
    return np.asarray(sums[np.searchsorted(key, key)] - sums[np.searchsorted(key, key - window)], np.int64)


def burst_scores(count: Int64, total: Int64, past_count: Int64, past_total: Int64) -> Floating:
    """How surprising each count is, as a score on the normal scale.

    The past gives a rate with its doubt (a gamma distribution), the rate a negative binomial for the day. Rows exist
    only where there is an article, so the tail is taken given at least one; half of the count's own probability
    belongs to the tail. About 0.1 % of unsurprising rows score above 3.

    Args:
        count: articles of the topic on the day, at least 1.
        total: articles of all topics on the day.
        past_count: articles of the topic in the window before.
        past_total: articles of all topics in the window before.

    Returns:
        float64, -10..10; 0 where there is no past.
    """
    shape = past_count + _PRIOR
    share: Floating = np.asarray(past_total / np.maximum(past_total + total, 1), np.float64)
    above = _tail(count + 1, shape, share)
    here = _tail(count, shape, share) - above
    some = np.maximum(_tail(np.ones_like(count), shape, share), 1e-300)
    score = -ndtri(np.clip((above + here / 2) / some, 1e-300, 1 - 1e-16))
    return np.where(past_total > 0, np.clip(score, -LIMIT, LIMIT), 0.0)


def _tail(least: Int64, shape: Floating, share: Floating) -> Floating:
    """Probability of at least `least` under a negative binomial."""
    return np.asarray(betainc(np.maximum(least, 1), shape, np.clip(1 - share, 0, 1)))
