"""The last delivery beside those before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.report.data.delivery import UNKNOWN, Counts, Delivery, last_delivery
from tests.report.invented import tables

LAST = date(2026, 11, 21)


def row(days_ago: int, source: str | None, n: int, **counts: int) -> dict[str, Any]:
    """A row of `deliveries`: n records, all of them articles unless counts say otherwise."""
    zero = dict.fromkeys(("n_repeated", "n_updated", "n_rejected", "n_copies"), 0)
    day = LAST - timedelta(days=days_ago)
    name = f"{day}/{source}.jsonl"
    n_articles = n - sum(counts.get(key, 0) for key in ("n_repeated", "n_updated", "n_rejected"))
    return {"source_file": name, "delivery_day": day, "source": source, "n_records": n, "n_articles": n_articles,
            **zero, **counts}  # fmt: skip


def delivery_of(*rows: dict[str, Any]) -> Delivery:
    """The last delivery of these rows."""
    found = last_delivery(tables({"deliveries": list(rows)})["deliveries"])
    assert found is not None
    return found


def test_only_the_last_day_counts() -> None:
    """What came the day before is the past, file by file added up."""
    found = delivery_of(row(1, "Gazette", 50), row(0, "Gazette", 7, n_rejected=2), row(0, "Ferry", 9, n_copies=1))
    assert found.day == LAST
    assert found.total == Counts(16, 14, 0, 0, 2, 1)
    assert [(p.source, p.counts.n_records, p.usual) for p in found.publishers] == [
        ("Ferry", 9, None),
        ("Gazette", 7, 50),
    ]
    assert found.n_past == 1


def test_usual_is_the_median_of_the_publisher_s_own_past() -> None:
    """One huge delivery does not move it."""
    found = delivery_of(*(row(k, "Gazette", n) for k, n in enumerate((5, 10, 12, 900, 11))))
    assert found.publishers[0].usual == pytest.approx(11.5)


def test_a_publisher_that_usually_comes_is_silent() -> None:
    """More than half of at least three deliveries; a rare one is not missed, nor is anybody after two deliveries."""
    past = [row(k, "Gazette", 10) for k in range(1, 6)]
    found = delivery_of(*past, row(1, "Weekly", 3), row(0, "Ferry", 9))
    assert [(s.source, s.last_seen, s.usual) for s in found.silent] == [("Gazette", LAST - timedelta(days=1), 10)]
    assert delivery_of(*past[:2], row(0, "Ferry", 9)).silent == ()
    half = [row(k, "Gazette", 10) for k in (1, 2)] + [row(k, "Ferry", 10) for k in range(5)]
    assert delivery_of(*half).silent == ()


def test_records_without_a_publisher_are_counted_and_never_silent() -> None:
    """They have a line of their own."""
    found = delivery_of(*(row(k, None, 4) for k in range(1, 5)), row(0, "Ferry", 1))
    assert found.silent == ()
    assert delivery_of(row(0, None, 4)).publishers[0].source == UNKNOWN


def test_without_days_there_is_no_delivery() -> None:
    """Neither an empty table nor rows without a day."""
    assert last_delivery(None) is None
    undated = {**row(0, "Ferry", 9), "delivery_day": None}
    assert last_delivery(tables({"deliveries": [undated]})["deliveries"]) is None


def test_counts_are_added_field_by_field() -> None:
    """Every count of one with the same of the other."""
    assert Counts(1, 2, 3, 4, 5, 6) + Counts(10, 20, 30, 40, 50, 60) == Counts(11, 22, 33, 44, 55, 66)
    assert Counts() + Counts(1) == Counts(1)


def test_publishers_come_by_their_records() -> None:
    """Most first, then by name; several files of one day add up."""
    rows = [row(0, "B", 5), row(0, "A", 5), row(0, "C", 4), {**row(0, "C", 3), "source_file": "other.jsonl"}]
    found = delivery_of(*rows)
    assert [(p.source, p.counts.n_records) for p in found.publishers] == [("C", 7), ("A", 5), ("B", 5)]
    assert found.total.n_records == 17


@pytest.mark.parametrize(("n_past", "n_silent"), [(2, 0), (3, 1), (14, 1), (15, 1)])
def test_silence_needs_three_deliveries_before(n_past: int, n_silent: int) -> None:
    """With two nobody has a habit yet."""
    found = delivery_of(row(0, "Ferry", 1), *(row(k, "Gazette", 10) for k in range(1, n_past + 1)))
    assert len(found.silent) == n_silent
    assert found.n_past == min(n_past, 14)


@pytest.mark.parametrize(("n_seen", "is_silent"), [(2, False), (3, True)])
def test_more_than_half_is_most(n_seen: int, is_silent: bool) -> None:
    """Of four deliveries before: two are no habit, three are."""
    past = [row(k, "Ferry", 1) for k in range(5)] + [row(k, "Gazette", 10) for k in range(1, n_seen + 1)]
    assert bool(delivery_of(*past).silent) is is_silent


def test_only_the_last_fourteen_deliveries_are_the_past() -> None:
    """What a publisher sent before them does not count for what is usual."""
    past = [row(k, "Gazette", 10) for k in range(1, 15)] + [row(k, "Gazette", 1000) for k in range(15, 40)]
    found = delivery_of(row(0, "Gazette", 9), *past)
    assert (found.publishers[0].usual, found.n_past) == (10, 14)


def test_the_silent_come_by_what_they_usually_send() -> None:
    """Largest first, then by name, with the day they were last seen."""
    past = [row(k, name, n) for k in range(2, 6) for name, n in (("A", 5), ("B", 9), ("C", 5))]
    found = delivery_of(row(0, "Ferry", 1), row(1, "A", 5), *past)
    assert [(s.source, s.usual) for s in found.silent] == [("B", 9), ("A", 5), ("C", 5)]
    assert [s.last_seen for s in found.silent] == [LAST - timedelta(days=days) for days in (2, 1, 2)]
