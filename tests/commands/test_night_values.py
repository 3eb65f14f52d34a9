"""What a night keeps and what it compares, one decision at a time."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import __version__
from pipeline.commands.night import Lookback, Night, RawChange, new_id, stamps, versions
from pipeline.commands.tonight import COUNTS, Tonight, compare
from pipeline.tables import TABLES
from tests.commands.test_tonight import deliveries, row


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"a": [5, 100, 100]}, RawChange()),
        ({"a": [5, 100, 999]}, RawChange()),
        ({"a": [6, 100, 100]}, RawChange(changed=("a",))),
        ({"a": [5, 101, 100]}, RawChange(changed=("a",))),
        ({"a": [5, 99, 100]}, RawChange(changed=("a",))),
        ({}, RawChange(gone=("a",))),
        ({"b": [5, 100, 100]}, RawChange(new=("b",), gone=("a",))),
        ({"a": [5, 100, 100], "c": [0, 0, 0], "b": [0, 0, 0]}, RawChange(new=("b", "c"))),
    ],
)
def test_a_file_has_changed_by_its_size_or_its_bytes_time(
    tmp_path: Path, now: dict[str, list[int]], expected: RawChange
) -> None:
    """Not by the time of its entry, which a copy or another owner changes; names are sorted."""
    Lookback(tmp_path).keep(TABLES["deliveries"].empty(), {"a": [5, 100, 100]}, {}, 0)
    assert Lookback(tmp_path).change(now) == expected


def test_stamps_of_a_folder(tmp_path: Path) -> None:
    """Size, time of the bytes and of the entry in nanoseconds; a link is itself, an empty folder is nothing."""
    (tmp_path / "raw/day/deep").mkdir(parents=True)
    (tmp_path / "raw/empty").mkdir()
    (tmp_path / "raw/day/deep/a.txt").write_bytes(b"12345")
    os.utime(tmp_path / "raw/day/deep/a.txt", ns=(7, 1_000_000_009))
    (tmp_path / "raw/link").symlink_to("day/deep/a.txt")
    found = stamps(tmp_path / "raw")
    assert set(found) == {"day/deep/a.txt", "link"}
    assert found["day/deep/a.txt"][:2] == [5, 1_000_000_009]
    assert found["day/deep/a.txt"][2] == (tmp_path / "raw/day/deep/a.txt").stat().st_ctime_ns
    assert found["link"][0] == len("day/deep/a.txt")
    assert set(stamps(tmp_path / "raw", without=("deep",))) == {"link"}
    assert set(stamps(tmp_path / "raw", without=("a.txt", "link"))) == {"day/deep/a.txt", "link"}


def test_a_settled_night_is_known_by_what_it_depended_on(tmp_path: Path) -> None:
    """The snapshot is told for the same standing only, and until another night is kept."""
    lookback = Lookback(tmp_path)
    assert lookback.settled("one") == ""
    lookback.keep(TABLES["deliveries"].empty(), {"a": [1, 2, 3]}, {"a": "x"}, 2)
    lookback.settle("one", "published/abc")
    for again in (lookback, Lookback(tmp_path)):
        assert again.settled("one") == "published/abc"
        assert again.settled("two") == ""
        assert again.n_quiet == 2
        assert again.change({"a": [1, 2, 3]}) == RawChange()
        assert again.content_change({"a": "x"}) == RawChange()
    lookback.keep(TABLES["deliveries"].empty(), {}, {}, 0)
    assert lookback.settled("one") == Lookback(tmp_path).settled("one") == ""


def test_a_note_of_an_older_version(tmp_path: Path) -> None:
    """What it does not have is as on a first night."""
    (tmp_path / "night.json").write_text(json.dumps({"n_quiet": 1}))
    lookback = Lookback(tmp_path)
    assert (lookback.n_quiet, lookback.deliveries, lookback.settled("")) == (1, None, "")
    assert lookback.change({"a": [1, 2, 3]}) == RawChange(new=("a",))
    assert lookback.content_change({"a": "x"}) is None


def test_a_night_begins_as_a_failure() -> None:
    """It says otherwise when it has got through; nothing is known of it."""
    night = Night("one")
    assert (night.run, night.outcome, night.reason, night.snapshot) == ("one", "failed", "", None)
    assert (night.n_articles, night.n_rejected, night.n_quiet, night.has_accepted) == (None, None, 0, False)
    assert (night.faults, night.warnings, night.mended, night.records, night.stages) == ((), [], [], {}, {})
    assert Night().warnings is not Night().warnings


@pytest.mark.parametrize(("told", "was_any"), [([], False), (["one"], True), (["one", "two"], True)])
def test_what_was_mended_is_counted_by_what_is_told(told: list[str], was_any: bool) -> None:
    """Whether this time anything was, whatever was before; warnings stand apart."""
    night = Night("one", mended=["before"])
    assert night.mend(iter(told)) == was_any
    assert night.mended == ["before", *told]
    night.warn(iter(told))
    assert (night.warnings, night.mended) == (told, ["before", *told])


def test_ids_and_versions() -> None:
    """Twelve digits, never the same; the program, Python and the libraries that decide about bytes."""
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(one) == 12 and int(one, 16) >= 0 for one in ids)
    found = versions()
    assert found["nightdesk"] == __version__
    assert found["python"] == f"{sys.version_info[0]}.{sys.version_info[1]}.{sys.version_info[2]}"
    assert (
        {"numpy", "pyarrow", "scikit-learn"}
        <= set(found)
        <= {"nightdesk", "python", "dvc", "numpy", "pyarrow", "scikit-learn"}
    )


@pytest.mark.parametrize(
    ("n_records", "n_rejected", "n_faulty", "share"),
    [
        (100, 0, 0, 0.0),
        (100, 20, 20, 0.2),
        (100, 60, 10, 0.2),  # fifty were no articles on purpose: ten of fifty
        (100, 100, 50, 1.0),
        (100, 100, 0, 0.0),
        (0, 0, 0, 0.0),
        (4, 1, 1, 0.25),
    ],
)
def test_the_share_of_what_should_have_been_articles(
    n_records: int, n_rejected: int, n_faulty: int, share: float
) -> None:
    """What was rejected on purpose is left out above and below the line."""
    counts = {**dict.fromkeys(COUNTS, 0), "n_records": n_records, "n_rejected": n_rejected, "n_faulty": n_faulty}
    assert Tonight(counts).rejected_share == share


@pytest.mark.parametrize(
    ("n_files", "is_first", "is_quiet"), [(0, False, True), (1, False, False), (0, True, False), (1, True, False)]
)
def test_a_quiet_night(n_files: int, is_first: bool, is_quiet: bool) -> None:
    """Nothing came, and it was not the first."""
    assert Tonight({}, n_files=n_files, is_first=is_first).is_quiet == is_quiet


@pytest.mark.parametrize(
    ("old", "new", "came", "n_files", "n_gone"),
    [
        ([], [row("a", n=3)], 3, 1, 0),
        ([row("a", n=3)], [row("a", n=3)], 0, 0, 0),
        ([row("a", n=3)], [row("a", n=2)], 0, 0, 1),
        ([row("a", n=3)], [row("b", n=3)], 3, 1, 3),
        ([row("a", n=3), row("b", n=4)], [], 0, 0, 7),
        ([row("a", "Post", n=3)], [row("a", "Mail", n=3)], 3, 1, 3),
        ([row("a", "Post", n=3)], [row("a", "Post", n=3), row("a", "Mail", n=2)], 2, 1, 0),
        ([], [row("a", "Post", n=3), row("a", "Mail", n=2), row("b", n=1)], 6, 2, 0),
        ([row("a", n=3)], [row("a", n=3, n_repeated=1)], 0, 1, 0),
    ],
)
def test_what_came_and_what_went(
    old: list[dict[str, Any]], new: list[dict[str, Any]], came: int, n_files: int, n_gone: int
) -> None:
    """File by file and publisher by publisher; what went from one does not count against what came in another."""
    found = compare(deliveries(*new), deliveries(*old))
    assert (found.counts["n_records"], found.n_files, found.n_gone) == (came, n_files, n_gone)


def test_publishers_and_rejections_of_a_night() -> None:
    """Summed over files and over publishers; a nameless publisher is empty; files are sorted."""
    new = deliveries(
        row("b", "Post", n=9, n_rejected=2, n_faulty=2),
        row("a", "Post", n=5, n_rejected=1, n_faulty=1),
        row("a", None, n=4, n_rejected=3, n_faulty=3),
        row("c", "Mail", n=8, n_rejected=8),
    )
    found = compare(new, None)
    assert found.sources == {"Post": 14, "": 4, "Mail": 8}
    assert list(found.rejected_in.items()) == [("a", (4, 9)), ("b", (2, 9))]
    assert found.rejected_share == 6 / (26 - 14 + 6)
