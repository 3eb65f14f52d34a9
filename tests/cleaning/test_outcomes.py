"""Laws of what becomes of records: `rejected`, and the counts of `deliveries`."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import strings
from pipeline.cleaning.outcomes import counted_outcomes, delivery_counts, rejected, total_deliveries, verdicts
from pipeline.ingest.batches import to_table
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.fields import to_record
from pipeline.ingest.names import Names
from pipeline.ingest.record import Raw, Reason
from pipeline.ingest.record import rejected as unread

CONFIG = IngestConfig()
NAMES = Names(CONFIG.aliases)


def records(*raws: Raw) -> pa.Table:
    """Rows of table `records`."""
    return to_table([to_record(raw, NAMES, CONFIG) for raw in raws])


def article(file: str, number: int, **fields: str) -> Raw:
    """A record with a text."""
    return Raw(file, number, {"text": "The quay is let.", **fields})


def summed(data: pa.Table, relation: list[str | None], copies: list[bool] | None = None) -> list[dict[str, Any]]:
    """Rows of `deliveries` of one part whose articles are copies or not."""
    told = verdicts(data)
    counts = counted_outcomes(data, told, relation)
    kept = data.filter(pa.array([not why[0] and one is None for why, one in zip(told, relation, strict=True)]))
    marks = strings(["x" if copy else None for copy in copies or [False] * kept.num_rows])
    both = delivery_counts(counts, kept.append_column("duplicate_of", marks))
    rows: list[dict[str, Any]] = total_deliveries(both).to_pylist()
    return rows


def test_rejected_has_a_row_for_each_record_with_a_reason() -> None:
    """Sorted by place, with how many raw records the row stands for."""
    data = records(
        unread("b.csv", 4, Reason.BAD_ROW, "x", 3), article("a.csv", 1), unread("a.csv", 2, Reason.NO_TEXT, "y")
    )
    assert rejected(data, verdicts(data)).to_pylist() == [
        {"source_file": "a.csv", "record": 2, "reason": "no_text", "detail": "y", "n_unread": 1},
        {"source_file": "b.csv", "record": 4, "reason": "bad_row", "detail": "x", "n_unread": 3},
    ]


def test_records_are_counted_by_file_and_publisher() -> None:
    """Every raw record once, those that a row stands for included; publishers sorted, the unnamed one last."""
    data = records(
        article("a.jsonl", 1, id="1", source="Post"),
        article("a.jsonl", 2, id="2", source="Post"),
        article("a.jsonl", 3, id="3", source="Courier"),
        article("a.jsonl", 4, id="4", source="Courier"),
        unread("a.jsonl", 5, Reason.BAD_ROW, "x", 7),
    )
    by_record = {1: None, 2: "repeated", 3: "updated", 4: None, 5: None}
    rows = summed(data, [by_record[n] for n in data["record"].to_pylist()])
    names = ("source", "n_records", "n_articles", "n_repeated", "n_updated", "n_rejected", "n_copies")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("Courier", 2, 1, 0, 1, 0, 0),
        ("Post", 2, 1, 1, 0, 0, 0),
        (None, 7, 0, 0, 0, 7, 0),
    ]


def test_copies_are_counted_among_the_articles() -> None:
    """A near-duplicate stays an article of its delivery."""
    data = records(*(article("a.jsonl", n, source="Post") for n in (1, 2, 3)))
    (row,) = summed(data, [None] * 3, [True, False, True])
    assert (row["n_articles"], row["n_copies"], row["n_records"]) == (3, 2, 3)


def test_the_day_of_a_delivery_is_its_folders_else_its_newest_article_s() -> None:
    """One day a file, for all its publishers; none where nothing says."""
    data = records(
        article("2026-03-09/a.jsonl", 1, source="Post", published_at="2026-03-11"),
        article("b.jsonl", 1, source="Post", published_at="2026-03-01"),
        article("b.jsonl", 2, source="Courier", published_at="2026-03-04"),
        article("c.jsonl", 1, source="Post"),
    )
    rows = summed(data, [None] * 4)
    assert [(row["source_file"][-7:], row["source"], row["delivery_day"]) for row in rows] == [
        ("a.jsonl", "Post", date(2026, 3, 9)),
        ("b.jsonl", "Courier", date(2026, 3, 4)),
        ("b.jsonl", "Post", date(2026, 3, 4)),
        ("c.jsonl", "Post", None),
    ]


def test_the_counts_of_parts_add_up() -> None:
    """A file that lies in two parts has one row a publisher."""
    parts = [records(article("b.jsonl", n, source="Post", published_at=f"2026-03-0{n}")) for n in (1, 2)]
    counts = []
    for part in parts:
        kept = part.append_column("duplicate_of", strings([None]))
        counts.append(delivery_counts(counted_outcomes(part, verdicts(part), [None]), kept))
    (row,) = total_deliveries(pa.concat_tables(counts)).to_pylist()
    assert (row["n_records"], row["delivery_day"]) == (2, date(2026, 3, 2))
    assert total_deliveries(counts[0].slice(0, 0)).num_rows == 0
    assert np.iinfo(np.int32).max > row["n_records"]


def test_what_a_warc_holds_beside_pages_is_nobodys_fault() -> None:
    """It is rejected, and not counted among the faulty."""
    data = records(
        unread("a.warc", 1, Reason.NO_PAGE_RECORD, "x"), unread("a.warc", 2, Reason.NOT_A_PAGE, "x"),
        unread("a.warc", 3, Reason.BAD_HTML, "x", 2), article("a.warc", 4),
    )  # fmt: skip
    (row,) = summed(data, [None] * 4)
    assert (row["n_records"], row["n_articles"], row["n_rejected"], row["n_faulty"]) == (5, 1, 4, 2)
