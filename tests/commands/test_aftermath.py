"""After a night: commit, push, tell."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.commands import aftermath
from pipeline.commands.aftermath import share, tell
from pipeline.commands.gates import NightlyConfig

GATES = NightlyConfig()


def git(*words: str) -> str:
    """What a git command prints."""
    return subprocess.run([str(shutil.which("git")), *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two files, one of which is changed and staged by somebody."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", ".")
    for name, value in (("user.name", "t"), ("user.email", "t@example.org"), ("commit.gpgsign", "false")):
        git("config", name, value)
    for name in ("dvc.lock", "mine.txt"):
        (tmp_path / name).write_text("first")
    git("add", ".")
    git("commit", "-qm", "first")
    (tmp_path / "mine.txt").write_text("unfinished")
    git("add", "mine.txt")
    return tmp_path


def test_only_named_files_are_committed(repository: Path) -> None:
    """What else is staged stays staged; the message names the snapshot; nothing new is no fault."""
    (repository / "dvc.lock").write_text("second")
    gates = replace(GATES, commit=["dvc.lock"])
    assert list(share(gates, "data/published/abc")) == []
    assert git("log", "-1", "--format=%s", "--name-only").split() == ["Night", "abc", "dvc.lock"]
    assert git("diff", "--cached", "--name-only") == "mine.txt\n"
    assert list(share(gates, "data/published/abc")) == []


def test_a_commit_that_fails_is_told(repository: Path) -> None:
    """The night is published all the same."""
    (said,) = share(replace(GATES, commit=["nowhere"]), "x")
    assert said.startswith("nightly.commit: `git add` failed")
    assert "nowhere" in said


def counting(tmp_path: Path, good: int) -> tuple[str, ...]:
    """A push that works at a certain attempt."""
    count = f"p = pathlib.Path({str(tmp_path / 'n')!r}); n = len(p.read_text()) if p.exists() else 0"
    end = f"p.write_text('x' * (n + 1)); sys.exit('no network' if n + 1 < {good} else 0)"
    return (sys.executable, "-c", f"import pathlib, sys; {count}; {end}")


@pytest.mark.parametrize(("good", "told"), [(1, False), (3, False), (4, True)])
def test_a_push_is_tried_three_times(good: int, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that comes back is no fault."""
    monkeypatch.setattr(aftermath, "PUSH", counting(tmp_path, good))
    monkeypatch.setattr(aftermath, "WAITS_S", (0.0, 0.0))
    found = list(share(replace(GATES, push=True), "x"))
    assert found == (["nightly.push: `dvc push` failed 3 times: no network"] if told else [])
    assert len((tmp_path / "n").read_text()) == min(good, 3)


def test_nothing_is_shared_unless_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The defaults start no program."""
    monkeypatch.setattr(aftermath.subprocess, "run", None)
    assert list(share(GATES, "x")) == []
    tell(GATES, "page", is_good=True)


def test_a_hook_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And told; one that fails is told as well."""
    monkeypatch.setattr(aftermath, "HOOK_S", 0.2)
    tell(replace(GATES, on_success="sleep 30"), "page", is_good=True)
    assert "nightly.on_success took longer than" in capsys.readouterr().err
    tell(replace(GATES, on_failure="echo no mail >&2; exit 7"), "page", is_good=False)
    assert "nightly.on_failure ended with 7: no mail" in capsys.readouterr().err
