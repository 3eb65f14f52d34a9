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

from pipeline import load
from pipeline.commands import nightly as module
from pipeline.commands.cli import main
from pipeline.commands.nightly import MODEL
from pipeline.engine.lock import exclusive
from pipeline.engine.store import Store

Night = Callable[..., tuple[int, dict[str, Any]]]
ROOT = Path(__file__).resolve().parents[2]
REPRO = f"""
import sys
from pathlib import Path
from pipeline.commands.cli import main
model = ["--model", {str(MODEL)!r}] if Path({str(MODEL)!r}, "model.json").exists() else []
sys.exit(main(["run", "--raw", "data/raw", "--out", "data/processed", *model]))
"""
RUN = (sys.executable, "-c", REPRO)
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
    again = night("--json", "--set", "nightly.accepts_topics=false")[1]
    assert again["snapshot"] == line["snapshot"]
    assert json.loads(capsys.readouterr().out)["outcome"] == "published"


def subjects(checkout: Path, day: int, n: int) -> None:
    """Raw articles of a day about ferries and about comets in turn."""
    words = ("ferry harbour captain deck sailor anchor", "telescope comet orbit rocket planet crater")
    folder = checkout / f"data/raw/2026-04-{day:02}"
    folder.mkdir(parents=True)
    for number in range(n):
        own = words[number % 2].split()
        said = [f"The {own[i % 6]} and the {own[(i * number) % 6]} met number {day}{number}{i}." for i in range(8)]
        (folder / f"{number}.txt").write_text(" ".join(said) + "\n")


def made() -> str:
    """How the topics of the working folder were made."""
    state: list[dict[str, str]] = Store(module.PROCESSED).parts("topic_state").all()[0].to_pylist()
    return state[0]["made"]


def test_topics_that_readers_have_seen_stay(checkout: Path) -> None:
    """Found and published one night, accepted when the next begins: articles are then assigned, ids stay."""
    subjects(checkout, 1, 30)
    first = night()[1]
    assert (made(), first["has_accepted"]) == ("fitted", False)
    before = Path(first["snapshot"]).resolve()
    subjects(checkout, 2, 4)
    assert night()[1]["has_accepted"]
    assert made() == "assigned"
    old, new = (load("article_topics", root).set_index("article_id") for root in (before, module.PROCESSED))
    assert (new.loc[old.index, "topic_id"] == old["topic_id"]).all()
    assert not night()[1]["has_accepted"]


def test_another_model_is_not_overwritten(checkout: Path) -> None:
    """Topics that somebody accepted in the meantime stay, and a night that is told so accepts nothing."""
    subjects(checkout, 1, 30)
    assert night()[0] == 0
    assert not night("--set", "nightly.accepts_topics=false")[1]["has_accepted"]
    assert main(["topics", "fit", "--set", "topics.n_topics=2"]) == 0
    card = (checkout / MODEL / "model.json").read_bytes()
    assert not night()[1]["has_accepted"]
    assert (checkout / MODEL / "model.json").read_bytes() == card


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
    assert line["faults"] == ["law files: articles/x: no step wrote it"]
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


def test_a_scheduler_s_poor_environment_will_do(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stages' `python` is the one that runs the night, though cron's PATH does not lead there."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    script = "import shutil; print(shutil.which('python'), file=open('found', 'w')); raise SystemExit(1)"
    monkeypatch.setattr(module, "REPRO", (sys.executable, "-c", script))
    assert night()[0] == 1
    assert Path((checkout / "found").read_text().strip()).parent == Path(sys.executable).parent


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
    assert night()[0] == 130
    with pytest.raises(ProcessLookupError):
        os.kill(int((checkout / "pid").read_text()), 0)
