"""The digest of a night."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.commands.digest import MOST_LINES, WIDTH, digest
from pipeline.commands.night import Night, RawChange

CAME = {"records": 21, "articles": 18, "repeated": 1, "updated": 0, "rejected": 2, "copies": 3, "gone": 0}
SECONDS = {"clean": 3.25, "ingest": 0.5, "report": 0}
COSTS = {stage: {"wall_s": taken, "computed": 1, "reused": 0} for stage, taken in SECONDS.items()}


def line(**more: object) -> dict[str, Any]:
    """A line of the history."""
    night = Night(run="abc", records=CAME, n_articles=480, raw=RawChange(("a", "b"), (), ("c",)), stages=COSTS)
    return {"at": "2026-11-26T03:00:12+00:00", "verb": "nightly", **asdict(night), "wall_s": 12.34, **more}


def test_a_held_back_night_says_why_first() -> None:
    """Reason, what readers see, what came, faults, cost: word for word."""
    page = digest(line(outcome="held back", reason="too much rejected", faults=("too much rejected",)))
    assert page.splitlines() == [
        "Nightdesk 2026-11-26 03:00 UTC: held back",
        "reason: too much rejected",
        "readers still see the last snapshot; docs/nightly.md says what to do",
        "raw files: 2 new, 0 changed, 1 gone",
        "came: 21 records: 18 articles (3 of them copies), 1 repeated, 0 updated, 2 rejected; 0 gone",
        "archive: 480 articles",
        "faults:",
        "- too much rejected",
        "took 12.3 s (clean 3.2, ingest 0.5)",
    ]


def test_a_published_night_ends_with_its_snapshot(sample_out: Path) -> None:
    """The folder is the last line, whatever else there is to tell."""
    page = digest(line(outcome="published", snapshot=str(sample_out), warnings=["x" * 300] * 50, mended=["m"] * 50))
    lines = page.splitlines()
    assert lines[-1] == f"snapshot: {sample_out.resolve()}"
    assert len(lines) <= MOST_LINES
    assert "- and 44 more" in lines
    assert max(map(len, lines[:-1])) == WIDTH


def test_a_night_that_failed_early_has_a_digest_too() -> None:
    """Nothing is known of records or articles."""
    page = digest(line(outcome="failed", reason="no space", records={}, n_articles=None, stages={}))
    assert "came:" not in page
    assert page.endswith("took 12.3 s")
