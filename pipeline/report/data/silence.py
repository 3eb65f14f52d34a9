"""Publishers that fell silent, and deliveries that are far smaller than usual: each against its own past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median

# Measured on invented publishers with 28 to 40 delivery days, twenty draws: see docs/decisions/009-nights.md.
MOST_DAYS = 60  # delivery days looked back
LEAST_DELIVERIES = 5  # days; who delivered on fewer has no habit to break
CHANCE = 0.1  # probability of such a silence at the publisher's own rate; .05 and .2 decide nearly the same
FEW = 1 / 3  # of the usual number of records: fewer are reported; of 200 nights at .3, 134 are
LEAST_DAYS = 4  # delivery days before tonight that "usual" is taken from

Deliveries = Mapping[date, Mapping[str, int]]  # delivery day → publisher → raw records


@dataclass(frozen=True)
class Silence:
    """A publisher without a delivery.

    Attributes:
        source: the publisher.
        n_days: delivery days since its last one.
        last_day: its last delivery day.
    """

    source: str
    n_days: int
    last_day: date


def silent(deliveries: Deliveries) -> list[Silence]:
    """The publishers that are silent for longer than they ever were, and than chance explains; sorted by name."""
    days = sorted(deliveries)[-MOST_DAYS:]
    sources = {source for day in days for source in deliveries[day]}
    found = (_silence(source, [source in deliveries[day] for day in days], days) for source in sorted(sources))
    return [one for one in found if one is not None]


def _silence(source: str, came: Sequence[bool], days: Sequence[date]) -> Silence | None:
    """What is unusual about a publisher's silence; `came` says of each delivery day whether it delivered."""
    last = len(came) - 1 - came[::-1].index(True)
    past, gap = came[came.index(True) : last + 1], len(came) - 1 - last
    n, longest = sum(past), max((_length(run) for is_there, run in groupby(past) if not is_there), default=0)
    rate = (n + 0.5) / (len(past) + 1)
    if gap <= longest or n < LEAST_DELIVERIES or (1 - rate) ** gap > CHANCE:
        return None
    return Silence(source, gap, days[last])


def _length(run: Iterable[bool]) -> int:
    return sum(1 for _ in run)


def usual_size(sizes: Sequence[int]) -> float | None:
    """The usual number of records of a delivery day, where the last of `sizes` (by day) is far below it; else None."""
    *past, tonight = sizes
    if len(past) < LEAST_DAYS or tonight >= FEW * median(past) or tonight >= min(past):
        return None
    return median(past)
