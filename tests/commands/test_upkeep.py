"""What a night finds broken and mends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import upkeep
from pipeline.engine.dag import STAGES
from pipeline.errors import LockedError, PipelineError


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with DVC's, as the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".dvc/tmp").mkdir(parents=True)
    return tmp_path


def hold(pid: int) -> None:
    """DVC's file of locks as a process leaves it."""
    info = {"pid": pid, "cmd": "dvc repro"}
    upkeep.RWLOCK.write_text(json.dumps({"write": {"/a": info}, "read": {"/b": [info]}}))


def test_locks_of_another_program_are_dropped() -> None:
    """The process lives, but it is no dvc: it got the number after a boot."""
    hold(os.getppid())
    (said,) = upkeep.clear_dvc_locks()
    assert "processes that are gone" in said
    assert not upkeep.RWLOCK.exists()


def test_locks_of_the_dead_and_half_a_file_are_dropped() -> None:
    """Nothing is held, and nights go on."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    hold(ended.pid)
    assert len(list(upkeep.clear_dvc_locks())) == 1
    upkeep.RWLOCK.write_text('{"write": {"')
    assert "half a file" in next(upkeep.clear_dvc_locks())
    assert list(upkeep.clear_dvc_locks()) == []
    upkeep.RWLOCK.write_text("{}")
    assert list(upkeep.clear_dvc_locks()) == []


def test_a_dvc_at_work_is_left_alone(tmp_path: Path) -> None:
    """Somebody's own `dvc repro`: exit code 4, its locks stay."""
    script = tmp_path / "dvc"
    script.write_text("import time; print(flush=True); time.sleep(60)")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE) as dvc:
        assert dvc.stdout is not None
        dvc.stdout.readline()
        hold(dvc.pid)
        with pytest.raises(LockedError, match=f"process {dvc.pid}"):
            list(upkeep.clear_dvc_locks())
        dvc.kill()
    assert upkeep.RWLOCK.exists()


@pytest.mark.parametrize("is_set", [True, False])
def test_modules_are_compiled_where_python_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_set: bool
) -> None:
    """PYTHONDONTWRITEBYTECODE: compiled once, and again after an edit; otherwise Python does it, module by module."""
    monkeypatch.setattr(sys, "dont_write_bytecode", is_set)
    (tmp_path / "a.py").write_text("x = 1\n")
    upkeep.compile_program(tmp_path)
    found = list(tmp_path.glob("__pycache__/a.*.pyc"))
    assert bool(found) == is_set
    before = [path.stat().st_mtime_ns for path in found]
    upkeep.compile_program(tmp_path)
    assert [path.stat().st_mtime_ns for path in found] == before
    (tmp_path / "a.py").write_text("x = 12\n")
    os.utime(tmp_path / "a.py", (1, 1))
    upkeep.compile_program(tmp_path)
    assert [path.stat().st_mtime_ns != old for path, old in zip(found, before, strict=True)] == [True] * is_set


def test_without_git_dvc_is_told_so(tmp_path: Path) -> None:
    """Once; what stands in the local configuration stays."""
    if any((folder / ".git").exists() for folder in tmp_path.parents):
        pytest.skip("temporary folders lie in a repository here")
    upkeep.LOCAL_CONFIG.write_text("[cache]\n    type = copy\n")
    assert len(list(upkeep.do_without_git())) == 1
    assert upkeep.LOCAL_CONFIG.read_text() == "[cache]\n    type = copy\n[core]\n    no_scm = true\n"
    assert list(upkeep.do_without_git()) == []
    upkeep.LOCAL_CONFIG.unlink()
    (tmp_path / ".git").mkdir()
    assert list(upkeep.do_without_git()) == []


CUT = [("schema: '2.0'\nstages: {}\n", False), ("stages:\n  a: {b: [", True), ("x", True)]


@pytest.mark.parametrize(("text", "is_cut"), CUT)
def test_a_cut_dvc_lock_is_dropped(text: str, is_cut: bool) -> None:
    """A whole one stays."""
    upkeep.DVC_LOCK.write_text(text)
    assert len(list(upkeep.drop_cut_dvc_lock())) == is_cut
    assert upkeep.DVC_LOCK.exists() == (not is_cut)


def test_the_marks_of_a_merge_are_somebodys_work() -> None:
    """The hint names the command that helps."""
    assert list(upkeep.drop_cut_dvc_lock()) == []
    upkeep.DVC_LOCK.write_text("schema: '2.0'\n<<<<<<< HEAD\n")
    with pytest.raises(PipelineError, match=r"git checkout HEAD -- dvc\.lock"):
        list(upkeep.drop_cut_dvc_lock())
    assert upkeep.DVC_LOCK.exists()


def git(*words: str, cwd: Path | None = None) -> str:
    """What a git command prints; it must end well."""
    author = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        [str(shutil.which("git")), *author, *words], cwd=cwd, capture_output=True, text=True, check=True
    ).stdout


def test_a_pull_after_a_night_does_not_abort(tmp_path: Path) -> None:
    """Git sees no change of what a night writes; a pull replaces it, and on purpose it can be committed."""
    up, here = tmp_path / "up", tmp_path / "here"
    up.mkdir()
    git("init", "-q", "-b", "main", ".", cwd=up)
    (up / "dvc.lock").write_text("first\n")
    git("add", ".", cwd=up)
    git("commit", "-qm", "first", cwd=up)
    git("clone", "-q", str(up), str(here), cwd=tmp_path)
    os.chdir(here)
    Path("dvc.lock").write_text("a night's own\n")
    assert git("status", "--porcelain") == " M dvc.lock\n"
    upkeep.hide_run_state()
    upkeep.hide_run_state()
    assert git("status", "--porcelain") == ""
    (up / "dvc.lock").write_text("second\n")
    git("commit", "-qam", "second", cwd=up)
    git("pull", "-q", "--ff-only")
    assert Path("dvc.lock").read_text() == "second\n"
    Path("dvc.lock").write_text("kept\n")
    git("-c", "filter.nightdesk.clean=cat", "add", "dvc.lock")
    assert git("diff", "--cached", "--name-only") == "dvc.lock\n"


def test_a_folder_that_is_no_clone_gets_no_filter(tmp_path: Path) -> None:
    """Nor one that does not track these files."""
    upkeep.hide_run_state()
    git("init", "-q", ".")
    upkeep.hide_run_state()
    assert not (tmp_path / ".git/info/attributes").exists()


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("stages: {NAMES}", True),
        ("stages: {NAMES, mine: {cmd: x}}", False),
        ("stages: {}", False),
        ("plots: []", False),
        ("[]", False),
        ("", False),
    ],
)
def test_stages_of_somebody_s_own_are_seen(text: str, *, none: bool) -> None:
    """`dvc commit` would record them without running them; anything but our stages is left to `dvc repro`."""
    names = ", ".join(f"{stage}: {{cmd: x}}" for stage in STAGES)
    upkeep.DVC_YAML.write_text(text.replace("NAMES", names))
    assert upkeep.has_no_other_stages() is none
