"""A night as the scheduler starts it; `run` over the same folders stands in for `dvc repro`, which is DVC’s to test."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import nightly as module
from pipeline.cli import main
from pipeline.lock import exclusive

Night = Callable[..., tuple[int, dict[str, Any]]]
ROOT = Path(__file__).resolve().parent.parent
RUN = (sys.executable, "-m", "pipeline", "run", "--raw", "data/raw", "--out", "data/processed")
ARTICLE = "The ferry to Ostrand is late again. The harbour master was not amused, and nobody on the quay was.\n"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a checkout, with four articles, as the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(module, "REPRO", RUN)
    (tmp_path / "dvc.yaml").write_text("stages: {}\n")
    for number in range(4):
        path = tmp_path / f"data/raw/2026-03-0{number + 1}/a.txt"
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE.replace("ferry", f"ferry number {number}"))
    return tmp_path


def night(*words: str) -> tuple[int, dict[str, Any]]:
    """Exit code, and the last line of the history."""
    code = main(["nightly", *words])
    return code, json.loads(Path("data/runs.jsonl").read_text().splitlines()[-1])


def test_a_good_night_is_published(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Readers find the tables in data/published/current; its place is printed; the history has a line."""
    code, line = night()
    assert (code, line["verb"], line["outcome"], line["n_articles"]) == (0, "nightly", "published", 4)
    current = checkout / "data/published/current"
    assert capsys.readouterr().out.strip() == str(current.resolve())
    assert (current / "report.html").is_file()
    assert list((current / "articles").glob("*.parquet"))
    again = night("--json")[1]
    assert again["snapshot"] == line["snapshot"]
    assert json.loads(capsys.readouterr().out)["outcome"] == "published"


def test_a_broken_gate_keeps_the_last_snapshot(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half of the articles gone: exit code 3, told in words; readers still see the night before."""
    before = Path(night()[1]["snapshot"]).resolve()
    for day in (1, 2):
        shutil.rmtree(checkout / f"data/raw/2026-03-0{day}")
    code, line = night()
    assert (code, line["outcome"], line["snapshot"]) == (3, "gate failed", None)
    assert "4 in the last published night" in capsys.readouterr().err
    assert (checkout / "data/published/current").resolve() == before
    assert night("--set", "nightly.max_shrink_share=0.5")[0] == 0


def test_a_broken_law_is_a_gate(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that breaks the contract is not published."""
    spoil = "pathlib.Path('data/processed/articles/x.parquet').touch()"
    script = f"import subprocess, pathlib; subprocess.run({RUN!r}, check=True); {spoil}"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))
    code, line = night()
    assert (code, line["outcome"]) == (3, "gate failed")
    assert line["faults"] == ["law files: articles/x: not in the manifest"]
    assert not (checkout / "data/published").exists()


def test_a_failed_repro_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """DVC ends with 255 for everything; the night ends with 1 and says so."""
    assert checkout
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", "raise SystemExit(255)"))
    code, line = night()
    assert (code, line["outcome"]) == (1, "failed")
    assert "`dvc repro` ended with 255" in capsys.readouterr().err


def test_too_little_space_stops_before_the_work(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written but the line of the history."""
    assert night("--set", "nightly.min_free_gib=1000000")[0] == 1
    assert "GiB free" in capsys.readouterr().err
    assert not (checkout / "data/processed").exists()


def test_two_nights_at_once(checkout: Path) -> None:
    """The second ends with 4 and leaves no line: it was no night."""
    with exclusive(checkout):
        assert main(["nightly"]) == 4
    assert not (checkout / "data/runs.jsonl").exists()


def test_outside_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without dvc.yaml is a usage error."""
    monkeypatch.chdir(tmp_path)
    assert main(["nightly"]) == 2


def test_a_stopped_night_takes_its_child_along(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM to the night ends the process group of `dvc repro`: nobody goes on writing."""
    script = "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))

    def stop() -> None:
        while not (checkout / "pid").exists() or not (checkout / "pid").read_text():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop).start()
    assert night()[0] == 1
    with pytest.raises(ProcessLookupError):
        os.kill(int((checkout / "pid").read_text()), 0)
