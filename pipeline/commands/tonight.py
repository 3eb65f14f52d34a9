"""What came tonight: the deliveries that the last night did not have, and what the gates have to know of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.report.data.silence import Deliveries, Silence, silent, usual_size

COUNTS = ("n_records", "n_articles", "n_repeated", "n_updated", "n_rejected", "n_faulty", "n_copies")
Row = dict[str, Any]
Key = tuple[str, str | None]


@dataclass(frozen=True)
class Tonight:
    """What came since the last night that was looked at.

    Attributes:
        counts: sums over what came, by column of `deliveries`.
        rejected_in: raw file → (records rejected that should have been articles, records), where there are any.
        sources: publisher → records that came.
        n_files: raw files that are new or have other records.
        n_gone: records that were there and are not any more.
        silences: publishers that are silent against their habit.
        usual: records of a usual delivery day, where tonight's was far smaller.
        is_first: whether there was no night to compare with.
    """

    counts: Mapping[str, int]
    rejected_in: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    n_files: int = 0
    n_gone: int = 0
    silences: Sequence[Silence] = ()
    usual: float | None = None
    is_first: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came at all."""
        return not (self.is_first or self.n_files)

    @property
    def rejected_share(self) -> float:
        """Of the records that came and should have been articles, 0..1."""
        meant = self.counts["n_records"] - self.counts["n_rejected"] + self.counts["n_faulty"]
        return self.counts["n_faulty"] / max(1, meant)


def compare(now: pa.Table, before: pa.Table | None) -> Tonight:
    """What came between two nights.

    Args:
        now: `deliveries` of tonight.
        before: of the last night that was looked at; None before the first.
    """
    rows, old = _by_key(now), _by_key(before) if before is not None else {}
    came = {key: _increase(row, old.get(key)) for key, row in rows.items()}
    came = {key: row for key, row in came.items() if any(row[name] for name in COUNTS)}
    gone = sum(max(0, row["n_records"] - rows.get(key, _NOTHING)["n_records"]) for key, row in old.items())
    rejected: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sources: Counter[str] = Counter()
    for (file, source), row in came.items():
        rejected[file].update({name: row[name] for name in ("n_faulty", "n_records")})
        sources[source or ""] += row["n_records"]
    tallied, is_first = _by_day(now), before is None
    return Tonight(
        {name: sum(row[name] for row in came.values()) for name in COUNTS},
        {f: (c["n_faulty"], c["n_records"]) for f, c in sorted(rejected.items()) if c["n_faulty"]},
        dict(sources),
        len({file for file, _ in came}),
        gone,
        silent(tallied) if came and not is_first else (),
        _usual(tallied, came) if came and not is_first else None,
        is_first,
    )


_NOTHING: Row = dict.fromkeys(COUNTS, 0)


def _by_key(deliveries: pa.Table) -> dict[Key, Row]:
    return {(row["source_file"], row["source"]): row for row in deliveries.to_pylist()}


def _increase(row: Row, before: Row | None) -> Row:
    """How much more than before there is of each; of a file whose records were replaced by as many, nothing."""
    old = before or _NOTHING
    return {"delivery_day": row["delivery_day"], **{name: max(0, row[name] - old.get(name, 0)) for name in COUNTS}}


def _by_day(deliveries: pa.Table) -> Deliveries:
    """Delivery day → publisher → raw records, those without a day or a publisher left out."""
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for row in deliveries.to_pylist():
        if row["delivery_day"] is not None and row["source"] and row["n_records"]:
            found[row["delivery_day"]][row["source"]] += row["n_records"]
    return found


def _usual(tallied: Deliveries, came: Mapping[Key, Row]) -> float | None:
    """The usual records of a delivery day, where those of tonight's are far fewer."""
    days = {row["delivery_day"] for row in came.values() if row["delivery_day"] is not None}
    past = [sum(sources.values()) for day, sources in sorted(tallied.items()) if day not in days]
    total = sum(row["n_records"] for row in came.values())
    return usual_size([*past, total // max(1, len(days))])
