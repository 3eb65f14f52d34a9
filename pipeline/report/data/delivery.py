"""The last delivery: what came, from whom, beside each publisher's own past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from statistics import median

from pipeline.report.data.reading import gather
from pipeline.tables.parts import Parts

PAST = 14  # deliveries that the last one is compared with
FEWEST = 3  # deliveries of the past below which nobody is called silent
UNKNOWN = "unknown publisher"


@dataclass(frozen=True)
class Counts:
    """Records of a delivery and what became of them; copies are articles too."""

    n_records: int = 0
    n_articles: int = 0
    n_repeated: int = 0
    n_updated: int = 0
    n_rejected: int = 0
    n_copies: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The counts of both."""
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True)
class PublisherDelivery:
    """What a publisher delivered; `usual` is the median of its records in the deliveries before, None without any."""

    source: str
    counts: Counts
    usual: float | None


@dataclass(frozen=True)
class SilentPublisher:
    """A publisher that came with most of the deliveries before and not with the last one."""

    source: str
    last_seen: date
    usual: float


@dataclass(frozen=True)
class Delivery:
    """The last delivery.

    Attributes:
        day: its day.
        total: all publishers together.
        publishers: those that came, most records first.
        silent: those that did not, though they usually do; most records first.
        n_past: deliveries before it that it is compared with.
    """

    day: date
    total: Counts
    publishers: tuple[PublisherDelivery, ...]
    silent: tuple[SilentPublisher, ...]
    n_past: int

    @property
    def columns(self) -> list[str]:
        """Of copies, repeated, updated and rejected records those that came at all."""
        return [name for name in ("copies", "repeated", "updated", "rejected") if getattr(self.total, f"n_{name}")]


def last_delivery(deliveries: Parts | None) -> Delivery | None:
    """Read the table `deliveries`; None where no delivery has a day."""
    if deliveries is None:
        return None
    names = [f.name for f in fields(Counts)]
    data = gather("deliveries", deliveries, ("delivery_day", "source", *names))
    by_day: dict[date, dict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    for row in data.to_pylist():
        if row["delivery_day"] is not None:
            by_day[row["delivery_day"]][row["source"] or UNKNOWN] += Counts(*(row[name] for name in names))
    if not by_day:
        return None
    *before, last = sorted(by_day)
    past = [by_day[day] for day in before[-PAST:]]
    return Delivery(
        day=last,
        total=sum(by_day[last].values(), Counts()),
        publishers=_publishers(by_day[last], past),
        silent=_silent(by_day, before[-PAST:], last),
        n_past=len(past),
    )


def _publishers(tonight: Mapping[str, Counts], past: Sequence[Mapping[str, Counts]]) -> tuple[PublisherDelivery, ...]:
    found = [PublisherDelivery(source, counts, _usual(source, past)) for source, counts in tonight.items()]
    return tuple(sorted(found, key=lambda p: (-p.counts.n_records, p.source)))


def _usual(source: str, past: Sequence[Mapping[str, Counts]]) -> float | None:
    records = [counts[source].n_records for counts in past if source in counts]
    return median(records) if records else None


def _silent(
    by_day: Mapping[date, Mapping[str, Counts]], before: Sequence[date], last: date
) -> tuple[SilentPublisher, ...]:
    """Publishers of more than half of the deliveries before that are not in the last one."""
    if len(before) < FEWEST:
        return ()
    days = {source: [day for day in before if source in by_day[day]] for day in before for source in by_day[day]}
    past = [by_day[day] for day in before]
    found = [
        SilentPublisher(source, max(seen), _usual(source, past) or 0.0)
        for source, seen in days.items()
        if source not in by_day[last] and source != UNKNOWN and 2 * len(seen) > len(before)
    ]
    return tuple(sorted(found, key=lambda s: (-s.usual, s.source)))
