"""What came between two nights."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from pipeline.commands.tonight import COUNTS, compare
from pipeline.tables import TABLES

DAY = date(2026, 3, 2)


def deliveries(*rows: dict[str, Any]) -> pa.Table:
    """The table, with what is not given as 0 or null."""
    blank = {"source_file": "a.jsonl", "delivery_day": None, "source": None, **dict.fromkeys(COUNTS, 0)}
    return pa.Table.from_pylist([{**blank, **row} for row in rows], TABLES["deliveries"].schema)


def row(file: str, source: str | None = "Post", day: date = DAY, **counts: int) -> dict[str, Any]:
    """A row of the table: all records are articles unless they are said to be something else."""
    n, rest = counts.pop("n", 10), sum(v for k, v in counts.items() if k not in ("n_copies", "n_faulty"))
    return {"source_file": file, "source": source, "delivery_day": day, "n_records": n, "n_articles": n - rest} | counts


def test_the_first_night_brings_everything() -> None:
    """There is nothing to compare with, and that is no quiet night."""
    found = compare(deliveries(row("a"), row("b", n_rejected=4, n_faulty=3)), None)
    assert (found.is_first, found.is_quiet, found.n_files) == (True, False, 2)
    assert found.counts == {
        "n_records": 20, "n_articles": 16, "n_repeated": 0, "n_updated": 0, "n_rejected": 4, "n_faulty": 3,
        "n_copies": 0,
    }  # fmt: skip


def test_tonight_is_what_the_last_night_did_not_have() -> None:
    """The broken file of last night does not count again; the share is of tonight's records that should be articles."""
    old = deliveries(row("good", n=900), row("broken", n=60, n_rejected=60, n_faulty=60))
    found = compare(deliveries(*old.to_pylist(), row("new", n=40, n_rejected=20, n_faulty=5)), old)
    assert (found.counts["n_records"], found.counts["n_rejected"], found.rejected_share) == (40, 20, 0.2)
    assert found.rejected_in == {"new": (5, 40)}
    assert not found.is_first


def test_a_file_that_grew_brings_what_was_added() -> None:
    """A feed that is appended to all day."""
    found = compare(deliveries(row("feed", n=30, n_repeated=3)), deliveries(row("feed", n=20, n_repeated=1)))
    assert (found.counts["n_records"], found.counts["n_repeated"], found.n_files) == (10, 2, 1)
    assert found.sources == {"Post": 10}


def test_nothing_new_is_a_quiet_night() -> None:
    """Also where something has gone."""
    old = deliveries(row("a"), row("b"))
    found = compare(deliveries(row("a")), old)
    assert (found.is_quiet, found.n_gone, found.counts["n_records"], found.rejected_share) == (True, 10, 0, 0)
    assert found.silences == ()


def test_a_silent_publisher_is_found_on_a_night_of_others() -> None:
    """But not on a night without any delivery, when everybody is silent."""
    days = [DAY + timedelta(days=i) for i in range(6)]
    past = [row(f"{source}{d}", source, d) for d in days for source in ("Post", "Mail")]
    tonight = row("tonight", "Post", days[-1] + timedelta(days=1))
    found = compare(deliveries(*past, tonight), deliveries(*past))
    assert [(one.source, one.n_days) for one in found.silences] == [("Mail", 1)]
    assert compare(deliveries(*past), deliveries(*past)).silences == ()


def test_a_delivery_of_a_tenth_is_found() -> None:
    """With the usual number of records of a delivery day."""
    past = [row(f"a{i}", "Post", DAY + timedelta(days=i), n=80) for i in range(5)]
    few = row("few", "Post", DAY + timedelta(days=5), n=8)
    assert compare(deliveries(*past, few), deliveries(*past)).usual == 80
    usual = row("usual", "Post", DAY + timedelta(days=5), n=70)
    assert compare(deliveries(*past, usual), deliveries(*past)).usual is None
