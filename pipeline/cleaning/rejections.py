"""Records that give no article: why, and the table `rejected`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.tables.cleaning import REJECTED

Verdict = tuple[str, str]
"""Reason and the same in words; empty strings for a record that gives an article."""


def verdicts(records: pa.Table, collisions: pa.Table) -> list[Verdict]:
    """What is known against each record before its text is looked at.

    Args:
        records: rows of table `records`.
        collisions: those of them that give way to another record.

    Returns:
        One verdict a record.
    """
    reasons, details = records["reason"].to_pylist(), records["detail"].to_pylist()
    lost = dict(zip(_places(collisions), collisions["detail"].to_pylist(), strict=True))
    ways = [("duplicate_id", lost[place]) if place in lost else ("", "") for place in _places(records)]
    return [(r, d or "") if r else way for r, d, way in zip(reasons, details, ways, strict=True)]


def rejected(records: pa.Table, told: Sequence[Verdict]) -> pa.Table:
    """Table `rejected`: the records with a reason, sorted by place."""
    lost = sorted((*place, *why) for place, why in zip(_places(records), told, strict=True) if why[0])
    file, record, reason, detail = zip(*lost, strict=True) if lost else ((), (), (), ())
    return REJECTED.build(
        source_file=strings(file),
        record=numbers(np.array(record, np.int32)),
        reason=strings(reason),
        detail=strings(detail),
    )


def _places(rows: pa.Table) -> list[tuple[str, int]]:
    """File and record of each row."""
    return list(zip(rows["source_file"].to_pylist(), rows["record"].to_pylist(), strict=True))
