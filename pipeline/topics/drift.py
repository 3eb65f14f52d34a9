"""How far texts have gone away from the topics of an earlier model."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Float32, Float64, Int64
from pipeline.topics.calibrate import WEAK

_CHANCE = 3.0  # standard deviations that chance may make


class Fitted(NamedTuple):
    """What texts are compared with.

    Attributes:
        sizes: int64, shape (k,): texts of each topic when the model was fitted.
        weak: strength below which a text is a weak member of its topic.
    """

    sizes: Int64
    weak: float


class Seen(NamedTuple):
    """Texts as the model assigns them; arrays of shape (n,).

    Attributes:
        topic: int64, topic of each text, -1 for none.
        strength: float32, how well it fits.
        is_new: bool, whether the model was fitted without it; all where nobody knows.
    """

    topic: Int64
    strength: Float32
    is_new: Bool

    def first(self, n: int) -> Seen:
        """The first n texts."""
        return Seen(self.topic[:n], self.strength[:n], self.is_new[:n])


def is_weak(fitted: Fitted, seen: Seen) -> Bool:
    """Where a text has no topic or is a weak member of its own."""
    return np.asarray((seen.topic < 0) | (seen.strength < fitted.weak))


def drift(fitted: Fitted, seen: Seen) -> float:
    """How much has changed: the larger of two numbers 0..1, each less what chance gives; four decimals.

    One is the share of texts that are weak members of their topic beyond what is usual, see `beyond`. The other is the
    Jensen-Shannon divergence of the sizes of the topics then and now: small while topics wax and wane, large where the
    corpus has become another.
    """
    now = np.bincount(seen.topic[seen.topic >= 0], minlength=len(fitted.sizes))
    return float(np.round(min(max(beyond(fitted, seen), shift(fitted.sizes, now)), 1.0), 4))


def beyond(fitted: Fitted, seen: Seen) -> float:
    """New texts that are weak members beyond the one in ten that is usual and what chance gives; of all texts."""
    weak = is_weak(fitted, seen)[seen.is_new]
    n, then = len(weak), int(fitted.sizes.sum())
    if not (n and then):
        return 0.0
    noise = _CHANCE * np.sqrt(WEAK * (1 - WEAK) * (1 / then + 1 / n))
    grown = max(np.count_nonzero(weak) / n - WEAK - noise, 0.0) / (1 - WEAK)
    return float(grown * n / len(seen.is_new))


def shift(then: Int64, now: Int64) -> float:
    """Jensen-Shannon divergence of two lists of counts, bits, 0..1, less what two samples of one kind may show.

    For samples of sizes n and m the divergence in nats times 8 / (1 / n + 1 / m) goes like chi square of k - 1
    degrees (Menéndez et al. 1997, The Jensen-Shannon divergence); its mean and three standard deviations are taken off.
    """
    n, m = int(then.sum()), int(now.sum())
    if not (n and m):
        return 0.0
    p, q = then / n, now / m
    free = max(int(np.count_nonzero(then + now)) - 1, 0)
    chance = (free + _CHANCE * np.sqrt(2 * free)) / 8 * (1 / n + 1 / m)
    found = (_relative(p, (p + q) / 2) + _relative(q, (p + q) / 2)) / 2
    return float(max(found - chance, 0.0) / np.log(2))


def _relative(p: Float64, q: Float64) -> float:
    """Kullback-Leibler divergence, nats."""
    held = p > 0
    return float((p[held] * np.log(p[held] / q[held])).sum())
