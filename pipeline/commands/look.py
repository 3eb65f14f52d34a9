"""A look at a finished night: its figures, what came, which invariants it breaks."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.commands.gates import Standing
from pipeline.commands.night import Contents, Lookback, Night
from pipeline.commands.tonight import Tonight, compare
from pipeline.engine.invariants import LAWS
from pipeline.engine.snapshots import CURRENT
from pipeline.engine.store import Store

SHOWN = 5  # violations shown of each invariant


def look(night: Night, lookback: Lookback, processed: Path, published: Path) -> tuple[Tonight, Standing]:
    """What came tonight, and what the night is compared with.

    Args:
        night: gets its figures.
        lookback: what the last night that was looked at had.
        processed: tonight's tables.
        published: folder of the snapshots.
    """
    deliveries, last = Store(processed).parts("deliveries").all()[0], Store(published / CURRENT).parts("deliveries")
    before = lookback.deliveries
    tonight = compare(deliveries, last.all()[0] if before is None and last.names else before)
    n_quiet = lookback.n_quiet + 1 if tonight.is_quiet else 0
    metrics = read_metrics(processed) or {"n_articles": 0}
    current = published / CURRENT
    night.records = {name.removeprefix("n_"): n for name, n in tonight.counts.items()} | {"gone": tonight.n_gone}
    night.n_articles, night.n_rejected, night.n_quiet = (
        int(metrics["n_articles"]),
        tonight.counts["n_rejected"],
        n_quiet,
    )
    return tonight, Standing(metrics, read_metrics(current), current.exists(), n_quiet)


def broken_invariants(store: Store) -> Iterator[str]:
    """The first violations of each invariant, in words; nothing is built on damaged files."""
    for law in LAWS:
        faults = [f"invariant {law.name}: {fault}" for fault in islice(law.new_faults(store), SHOWN)]
        yield from faults
        if faults and law.name == "files":
            return


def raw_contents(processed: Path) -> Contents:
    """The raw files as the inventory of the night has them."""
    rows = Store(processed).parts("inventory").all(["path", "sha256", "fault"])[0].to_pylist()
    return {os.fsdecode(row["path"]): row["sha256"] or row["fault"] or "" for row in rows}


def read_metrics(folder: Path) -> dict[str, Any] | None:
    """The figures of a run; None where they are not there or cannot be read."""
    try:
        found = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "n_articles" in found else None
