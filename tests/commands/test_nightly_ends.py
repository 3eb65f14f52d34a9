"""Nights that are stopped, take too long or find damage."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.commands import nightly as module
from tests.commands.nights import RUN, make_checkout, night


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with four articles."""
    return make_checkout(tmp_path, monkeypatch)


def test_a_stopped_night_takes_its_child_along(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM to the night ends the process group of `dvc repro`: nobody goes on writing."""
    script = "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))

    def stop() -> None:
        while not (checkout / "pid").exists() or not (checkout / "pid").read_text():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop).start()
    code, line = night()
    assert (code, line["outcome"], line["reason"]) == (143, "stopped", "stopped by SIGTERM")
    with pytest.raises(ProcessLookupError):
        os.kill(int((checkout / "pid").read_text()), 0)


def test_a_damaged_table_is_computed_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where dvc sees no change: the file is dropped, and dvc is run once more."""
    spoil = (
        "import pathlib, subprocess, sys; mark = pathlib.Path('spoilt')\n"
        f"subprocess.run({RUN!r}, check=True)\n"
        "if not mark.exists():\n"
        "    mark.touch(); next(pathlib.Path('data/processed/keywords').glob('*')).write_text('rotten')"
    )
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", spoil))
    code, line = night()
    assert (code, line["outcome"]) == (0, "published")
    assert any("was damaged or missing: computed again" in one for one in line["mended"])


def test_a_night_that_takes_too_long_is_ended(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At nightly.max_hours, with its own outcome."""
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", "import time; time.sleep(60)"))
    code, line = night("--set", "nightly.max_hours=0.0002")
    assert (code, line["outcome"]) == (1, "out of time")
    assert "took longer than 0.0002 hours" in line["reason"]


def test_a_damaged_snapshot_is_put_right(checkout: Path) -> None:
    """What readers see is what was published, also after the disk has lost it."""
    night()
    night("--set", "nightly.accepts_topics=false")
    page = checkout / "data/published/current/report.html"
    bytes_before = page.read_bytes()
    page.chmod(0o644)
    page.write_text("rotten")
    line = night("--set", "nightly.accepts_topics=false")[1]
    assert page.read_bytes() == bytes_before
    assert any("report.html was damaged or missing: put back" in one for one in line["mended"])
