"""Laws of records that share an article_id."""

from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.arrays.arrow import constant, numbers, string_lists, strings
from pipeline.cleaning.collisions import giving_way
from pipeline.tables.parts import MemoryParts
from pipeline.tables.records import RECORDS

Record = dict[str, Any]


def part_of(rows: list[Record]) -> pa.Table:
    """A part of `records`; what a row does not say is null, and its text is "text"."""
    rows = sorted(rows, key=lambda row: (row["article_id"], row.get("source_file", "a.jsonl"), row["record"]))
    n = len(rows)
    days = np.array([(row.get("day") or 0) * 86_400_000_000 for row in rows], np.int64)
    dated = np.array([row.get("day") is not None for row in rows], bool)
    none = {
        name: constant(None, n) for name in ("external_id", "url", "title", "source", "published_at_raw", "section")
    }
    return RECORDS.build(
        **none,
        article_id=strings([row["article_id"] for row in rows]),
        source_file=strings([row.get("source_file", "a.jsonl") for row in rows]),
        record=numbers(np.array([row["record"] for row in rows], np.int32)),
        authors=string_lists([[] for _ in rows]),
        published_at=numbers(days, pa.timestamp("us", "UTC"), dated),
        day=numbers(np.zeros(n, np.int32), pa.date32(), np.zeros(n, bool)),
        language=constant(None, n),
        text=strings([row.get("text", "text") for row in rows]),
        text_sha256=strings([row.get("sha", "0") for row in rows]),
        reason=strings([row.get("reason") for row in rows]),
        detail=constant(None, n),
    )


def lost(*parts: list[Record]) -> list[tuple[int, str]]:
    """Record numbers that give way, and to whom."""
    table, _ = giving_way(MemoryParts({f"p{at}": part_of(rows) for at, rows in enumerate(parts)}))
    return list(zip(table["record"].to_pylist(), table["detail"].to_pylist(), strict=True))


def rival(record: int, **more: object) -> Record:
    """One of several records of an article."""
    return {"article_id": "a" * 16, "record": record, **more}


def test_records_of_their_own_stay() -> None:
    """Nothing gives way where no id is shared."""
    assert lost([rival(1)], [{"article_id": "b" * 16, "record": 1}]) == []


def test_the_latest_is_kept_then_the_longest() -> None:
    """Date first, a record without one last; then length, hash, place."""
    assert lost([rival(1, day=1), rival(2, day=3)], [rival(3, text="a longer text")]) == [
        (1, "kept: a.jsonl, record 2"),
        (3, "kept: a.jsonl, record 2"),
    ]
    assert lost([rival(1), rival(2, text="longer")]) == [(1, "kept: a.jsonl, record 2")]
    assert lost([rival(1, sha="b"), rival(2, sha="a")]) == [(1, "kept: a.jsonl, record 2")]
    assert lost([rival(1), rival(2)]) == [(2, "kept: a.jsonl, record 1")]


def test_records_that_could_not_be_read_take_no_part() -> None:
    """A rejected record neither wins nor gives way."""
    assert lost([rival(1), rival(2, reason="bad_json", text=None, sha=None)]) == []


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.none() | st.integers(0, 2), st.sampled_from(["x", "yy"])), max_size=7)
)
def test_one_of_each_id_is_kept_whatever_the_parts(rows: list[tuple[str, int | None, str]]) -> None:
    """All but one record of an id give way, and the same ones when all stand in one part."""
    records = [
        {"article_id": key * 16, "record": at + 1, "day": day, "text": text, "sha": text}
        for at, (key, day, text) in enumerate(rows)
    ]
    apart, together = lost(records[::2], records[1::2]), lost(records)
    assert apart == together
    assert len(together) == len(records) - len({row["article_id"] for row in records})
