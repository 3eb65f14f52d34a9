"""What became of each record: table `rejected`, and how many of a file and publisher went where."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import is_valid, numbers, strings, to_numpy
from pipeline.arrays.types import Int64
from pipeline.tables.cleaning import REJECTED
from pipeline.tables.deliveries import DELIVERIES, DELIVERY_COUNTS, NO_FAULTS, OUTCOMES

Verdict = tuple[str, str]
"""Reason and the same in words; empty strings for a record that gives an article."""

COUNTS = ("n_records", "n_articles", "n_repeated", "n_updated", "n_rejected", "n_faulty")
_NO_DAY = int(np.iinfo(np.int32).min)


def verdicts(records: pa.Table) -> list[Verdict]:
    """What the readers have against each record."""
    reasons, details = records["reason"].to_pylist(), records["detail"].to_pylist()
    return [(reason or "", detail or "") for reason, detail in zip(reasons, details, strict=True)]


def rejected(records: pa.Table, told: Sequence[Verdict]) -> pa.Table:
    """Table `rejected`: the records with a reason, sorted by place."""
    names = ("source_file", "record", "n_unread")
    lost = sorted(
        (*place, *why) for *place, why in zip(*(records[n].to_pylist() for n in names), told, strict=True) if why[0]
    )
    file, record, n_unread, reason, detail = zip(*lost, strict=True) if lost else ((), (), (), (), ())
    return REJECTED.build(
        source_file=strings(file),
        record=numbers(np.array(record, np.int32)),
        reason=strings(reason),
        detail=strings(detail),
        n_unread=numbers(np.array(n_unread, np.int32)),
    )


def counted_outcomes(records: pa.Table, told: Sequence[Verdict], relation: Sequence[str | None]) -> pa.Table:
    """Table `outcomes`: the records of each file and publisher, counted by what became of them.

    Args:
        records: rows of table `records`.
        told: the verdict on each.
        relation: `repeated` or `updated` for each record that a newer one replaced; else None.
    """
    weights = to_numpy(records["n_unread"]).astype(np.int64)
    lost = np.array([bool(reason) for reason, _ in told], bool)
    repeated = np.array([one == "repeated" for one in relation], bool) & ~lost
    updated = np.array([one == "updated" for one in relation], bool) & ~lost
    faulty = lost & np.array([reason not in NO_FAULTS for reason, _ in told], bool)
    masks = (np.ones(len(lost), bool), ~(lost | repeated | updated), repeated, updated, lost, faulty)
    published = np.where(is_valid(records["day"]), to_numpy(records["day"]), _NO_DAY)
    day = np.where(is_valid(records["delivery_day"]), to_numpy(records["delivery_day"]), published)
    return OUTCOMES.build(**_summed(records, day, {n: weights * m for n, m in zip(COUNTS, masks, strict=True)}))


def delivery_counts(outcomes: pa.Table, articles: pa.Table) -> pa.Table:
    """Table `delivery_counts`: the outcomes of a part, and how many of its articles are near-duplicates."""
    copies = articles.filter(pc.is_valid(articles["duplicate_of"]))
    rows = pa.concat_tables([outcomes.select(["source_file", "source"]), copies.select(["source_file", "source"])])
    n, extra = outcomes.num_rows, copies.num_rows
    counts = {name: np.append(to_numpy(outcomes[name]).astype(np.int64), np.zeros(extra, np.int64)) for name in COUNTS}
    counts["n_copies"] = np.append(np.zeros(n, np.int64), np.ones(extra, np.int64))
    day = np.append(_days(outcomes), np.full(extra, _NO_DAY))
    return DELIVERY_COUNTS.build(**_summed(rows, day, counts))


def total_deliveries(counts: pa.Table) -> pa.Table:
    """Table `deliveries`: the counts of all parts, added up."""
    names = (*COUNTS, "n_copies")
    return DELIVERIES.build(**_summed(counts, _days(counts), {name: to_numpy(counts[name]) for name in names}))


def _days(rows: pa.Table) -> Int64:
    return np.where(is_valid(rows["delivery_day"]), to_numpy(rows["delivery_day"]), _NO_DAY).astype(np.int64)


def _summed(rows: pa.Table, day: Int64, counts: dict[str, Int64]) -> dict[str, pa.Array]:
    """The columns of a table of counts: one row per file and publisher, sorted.

    Args:
        rows: `source_file` and `source`.
        day: shape (n_rows,); the newest of a file counts, for all its publishers.
        counts: name → shape (n_rows,).
    """
    places = list(zip(rows["source_file"].to_pylist(), rows["source"].to_pylist(), strict=True))
    known = sorted(set(places), key=lambda place: (place[0], place[1] is None, place[1]))
    number = {place: at for at, place in enumerate(known)}
    at = np.array([number[place] for place in places], np.int64)
    newest: dict[str, int] = {}
    for (file, _), one in zip(places, day.tolist(), strict=True):
        newest[file] = max(one, newest.get(file, _NO_DAY))
    days = np.array([newest[file] for file, _ in known], np.int64)
    return {
        "source_file": strings([file for file, _ in known]),
        "source": strings([source for _, source in known]),
        "delivery_day": numbers(days, pa.date32(), days != _NO_DAY),
        **{name: numbers(_added(at, values, len(known))) for name, values in counts.items()},
    }


def _added(at: Int64, values: Int64, n: int) -> Int64:
    """Sum of the values at each of n places."""
    total = np.zeros(n, np.int64)
    np.add.at(total, at, values)
    return total
