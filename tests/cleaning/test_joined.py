"""Tables of few rows are one file each."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.arrow import numbers, strings
from pipeline.cleaning.config import CleanConfig
from pipeline.cleaning.stage import Tables, joined
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts


def made_of(gone: dict[str, list[tuple[str, str, int]]], lost: dict[str, list[tuple[str, int]]]) -> Tables:
    """`superseded` of (article, file, record) and `rejected` of (file, record), by part."""
    old = {
        part: TABLES["superseded_parts"].build(
            article_id=strings([row[0] for row in rows]),
            source_file=strings([row[1] for row in rows]),
            record=numbers(np.array([row[2] for row in rows], np.int32)),
            relation=strings(["repeated" for _ in rows]),
        )
        for part, rows in gone.items()
    }
    bad = {
        part: TABLES["rejected_parts"].build(
            source_file=strings([row[0] for row in rows]),
            record=numbers(np.array([row[1] for row in rows], np.int32)),
            reason=strings(["bad_json" for _ in rows]),
            detail=strings(["" for _ in rows]),
            n_unread=numbers(np.ones(len(rows), np.int32)),
        )
        for part, rows in lost.items()
    }
    return joined(CleanConfig(), superseded_parts=MemoryParts(old), rejected_parts=MemoryParts(bad))


def test_rows_of_all_parts_come_in_one_order() -> None:
    """By article, file and record, or by file and record, whatever part they came from."""
    gone = {"a": [("2", "x", 9), ("4", "x", 1)], "b": [], "c": [("1", "z", 1), ("2", "x", 10), ("2", "w", 11)]}
    lost = {"a": [("y", 2), ("y", 10)], "b": [("y", 3), ("x", 11)], "c": []}
    found = made_of({part: sorted(rows) for part, rows in gone.items()}, {p: sorted(rows) for p, rows in lost.items()})
    old, bad = found["superseded"].to_pydict(), found["rejected"].to_pydict()
    assert list(zip(old["article_id"], old["source_file"], old["record"], strict=True)) == [
        ("1", "z", 1), ("2", "w", 11), ("2", "x", 9), ("2", "x", 10), ("4", "x", 1)
    ]  # fmt: skip
    assert list(zip(bad["source_file"], bad["record"], strict=True)) == [("x", 11), ("y", 2), ("y", 3), ("y", 10)]
    assert all(found[name].schema.equals(TABLES[name].schema, check_metadata=True) for name in found)


def test_without_a_row_there_is_an_empty_table() -> None:
    """So that every run has the table."""
    found = made_of({"a": []}, {"a": [], "b": []})
    assert [found[name].num_rows for name in ("superseded", "rejected")] == [0, 0]
    assert all(found[name].schema.equals(TABLES[name].schema, check_metadata=True) for name in found)
