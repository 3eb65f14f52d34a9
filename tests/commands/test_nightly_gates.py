"""What holds a night back, and what is told."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.commands import nightly as module
from tests.commands.nights import ARTICLE, RUN, make_checkout, night, subjects


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with four articles."""
    return make_checkout(tmp_path, monkeypatch)


def test_a_broken_gate_keeps_the_last_snapshot(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half of the articles gone: exit code 3, told in words; readers still see the night before."""
    before = Path(night()[1]["snapshot"]).resolve()
    for day in (1, 2):
        shutil.rmtree(checkout / f"data/raw/2026-03-0{day}")
    code, line = night()
    assert (code, line["outcome"], line["snapshot"]) == (3, "held back", None)
    assert "4 in the last published night" in capsys.readouterr().err
    assert (checkout / "data/published/current").resolve() == before
    assert night("--set", "nightly.max_shrink_share=0.5")[0] == 0


def test_a_broken_law_is_a_gate(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that breaks the contract is not published."""
    spoil = "pathlib.Path('data/processed/articles/x.parquet').touch()"
    script = f"import subprocess, pathlib; subprocess.run({RUN!r}, check=True); {spoil}"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))
    code, line = night()
    assert (code, line["outcome"]) == (3, "held back")
    assert line["faults"] == ["invariant files: articles/x: no step wrote it"]
    assert not (checkout / "data/published").exists()


def test_quiet_nights_are_told_and_then_a_gate(checkout: Path) -> None:
    """Told on each; from the third on the exit code is 3, though the night is published; news end it."""
    assert night()[1]["n_quiet"] == 0
    codes = [night() for _ in range(3)]
    assert [code for code, _ in codes] == [0, 0, 3]
    assert [line["outcome"] for _, line in codes] == ["published", "published", "quiet"]
    assert all(any("no new record" in one for one in line["warnings"]) for _, line in codes)
    (checkout / "data/raw/2026-03-04/news.txt").write_text(ARTICLE.replace("ferry", "tram"))
    assert (night()[0], night("--set", "nightly.max_quiet_nights=0")[0]) == (0, 0)


def broken(checkout: Path, n: int, day: int) -> None:
    """A feed in which no record can be read."""
    folder = checkout / f"data/raw/2026-05-{day:02}"
    folder.mkdir(parents=True)
    (folder / "feed.jsonl").write_text('{"text": "cut\n' * n)


def test_a_broken_feed_is_held_back_and_stops_no_night_after_it(checkout: Path) -> None:
    """Its records are the share of that night; the archive keeps them, and the next night is looked at by itself."""
    before = night()[1]["snapshot"]
    broken(checkout, 12, 1)
    code, line = night()
    assert (code, line["n_rejected"], line["snapshot"]) == (3, 12, None)
    assert "12 of the 12 records that came tonight were rejected" in line["reason"]
    assert "2026-05-01/feed.jsonl (12 of 12)" in line["reason"]
    subjects(checkout, 2, 30)
    code, line = night()
    assert (code, line["n_rejected"]) == (0, 0)
    assert line["snapshot"] != before
