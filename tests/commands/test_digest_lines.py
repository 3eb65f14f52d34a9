"""The digest line by line: how many, how long, in which order."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.digest import digest
from pipeline.commands.night import Night, RawChange


def night(**more: Any) -> dict[str, Any]:
    """A line of the history of which nothing is known but what is given."""
    plain = asdict(Night(run="abc", records={}, n_articles=None, raw=RawChange((), (), ()), stages={}))
    return {"at": "2026-11-26T03:00:12+00:00", **plain, "outcome": "failed", "reason": "", "wall_s": 1.0, **more}


def costs(**seconds: float) -> dict[str, dict[str, float]]:
    """Stages and what they took."""
    return {stage: {"wall_s": taken, "computed": 1, "reused": 0} for stage, taken in seconds.items()}


def test_the_shortest_digest() -> None:
    """When, how it ended, the raw files, how long it took."""
    assert digest(night()).splitlines() == [
        "Nightdesk 2026-11-26 03:00 UTC: failed",
        "raw files: 0 new, 0 changed, 0 gone",
        "took 1.0 s",
    ]


@pytest.mark.parametrize(
    ("outcome", "reason", "snapshot", "n_lines"),
    [("published", "", None, 0), ("held back", "too few", None, 2), ("failed", "no space", None, 2)],
)
def test_the_reason_stands_first(outcome: str, reason: str, snapshot: str | None, n_lines: int) -> None:
    """With what readers see, where nothing new was published."""
    lines = digest(night(outcome=outcome, reason=reason, snapshot=snapshot)).splitlines()
    assert lines[0].endswith(f"UTC: {outcome}")
    expected = [f"reason: {reason}", "readers still see the last snapshot; docs/nightly.md says what to do"]
    assert lines[1 : 1 + n_lines] == expected[:n_lines]
    assert lines[1 + n_lines].startswith("raw files:")


@pytest.mark.parametrize(("new", "changed", "gone"), [(0, 0, 0), (2, 0, 1), (3, 4, 5)])
def test_raw_files_are_counted(new: int, changed: int, gone: int) -> None:
    """By what became of them."""
    raw = asdict(RawChange(("a",) * new, ("b",) * changed, ("c",) * gone))
    assert digest(night(raw=raw)).splitlines()[1] == f"raw files: {new} new, {changed} changed, {gone} gone"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            (1, 1, 0, 0, 0, 0, 0),
            "came: 1 record: 1 article (0 of them copies), 0 repeated, 0 updated, 0 rejected; 0 gone",
        ),
        (
            (1234, 1200, 30, 20, 10, 4, 7),
            "came: 1,234 records: 1,200 articles (30 of them copies), 20 repeated, 10 updated, 4 rejected; 7 gone",
        ),
    ],
)
def test_records_are_counted(counts: tuple[int, ...], said: str) -> None:
    """By what they became."""
    names = ("records", "articles", "copies", "repeated", "updated", "rejected", "gone")
    assert digest(night(records=dict(zip(names, counts, strict=True)))).splitlines()[2] == said


@pytest.mark.parametrize(
    ("n", "said"), [(0, "archive: 0 articles"), (1, "archive: 1 article"), (5000, "archive: 5,000 articles")]
)
def test_the_archive(n: int, said: str) -> None:
    """All articles of all nights."""
    assert digest(night(n_articles=n)).splitlines()[2] == said


@pytest.mark.parametrize("title", ["faults", "warnings", "mended"])
@pytest.mark.parametrize(("n", "n_named", "more"), [(0, 0, None), (1, 1, None), (6, 6, None), (7, 6, 1), (50, 6, 44)])
def test_six_of_a_kind_are_named(title: str, n: int, n_named: int, more: int | None) -> None:
    """The others are counted."""
    lines = digest(night(**{title: [f"one {at}" for at in range(n)]})).splitlines()[2:-1]
    expected = [f"{title}:", *(f"- one {at}" for at in range(n_named))] if n else []
    assert lines == expected + ([f"- and {more} more"] if more else [])


def test_faults_come_before_warnings_and_what_was_mended() -> None:
    """Whatever order they are given in."""
    lines = digest(night(mended=["m"], warnings=["w"], faults=["f"])).splitlines()[2:-1]
    assert lines == ["faults:", "- f", "warnings:", "- w", "mended:", "- m"]


@pytest.mark.parametrize(
    ("n", "shown"), [(97, "x" * 97), (98, "x" * 98), (99, "x" * 97 + "\u2026"), (300, "x" * 97 + "\u2026")]
)
def test_a_line_has_a_hundred_characters(n: int, shown: str) -> None:
    """The dash and the blank included; what is longer ends in three dots."""
    line = digest(night(faults=["x" * n])).splitlines()[3]
    assert line == f"- {shown}"
    assert len(line) <= 100


def test_a_cut_line_has_no_blank_before_its_dots() -> None:
    """It ends with a word."""
    line = digest(night(faults=["x" * 96 + " " + "y" * 50])).splitlines()[3]
    assert line == "- " + "x" * 96 + "\u2026"


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ({}, "took 1.0 s"),
        (costs(clean=0.0), "took 1.0 s"),
        (costs(clean=0.04), "took 1.0 s (clean 0.0)"),
        (costs(clean=0.5, ingest=2.0), "took 1.0 s (ingest 2.0, clean 0.5)"),
        (costs(a=1.0, b=2.0, c=3.0, d=4.0), "took 1.0 s (d 4.0, c 3.0, b 2.0, a 1.0)"),
        (costs(a=1.0, b=2.0, c=3.0, d=4.0, e=5.0), "took 1.0 s (e 5.0, d 4.0, c 3.0, b 2.0)"),
    ],
)
def test_the_four_slowest_stages_are_named(stages: dict[str, dict[str, float]], said: str) -> None:
    """Slowest first; those that had nothing to do are not."""
    assert digest(night(stages=stages)).splitlines()[-1] == said


def test_a_night_with_all_to_tell_fits_into_forty_lines() -> None:
    """Reason, counts, seven lines of each kind and its title, and the cost."""
    many = [f"one {at}" for at in range(9)]
    full = digest(
        night(
            outcome="held back",
            reason="too few",
            records=dict.fromkeys(("records", "articles", "copies", "repeated", "updated", "rejected", "gone"), 1),
            n_articles=1,
            faults=many,
            warnings=many,
            mended=many,
            stages=costs(clean=1.0),
        )
    ).splitlines()
    assert len(full) == 31
    assert full[-1].startswith("took")


def test_a_snapshot_is_the_last_line(sample_out: Path) -> None:
    """Behind the cost; before it what readers will find, five of each at most."""
    lines = digest(night(outcome="published", snapshot=str(sample_out))).splitlines()
    assert lines[-1] == f"snapshot: {sample_out.resolve()}"
    assert lines[-2].startswith("took ")
    stories = lines.index("top stories:")
    end = lines.index("rising:") if "rising:" in lines else len(lines) - 2
    assert 1 <= end - stories - 1 <= 5
    assert all(line.startswith("- ") and line.endswith(")") for line in lines[stories + 1 : end])
    assert "readers still see" not in "\n".join(lines)
