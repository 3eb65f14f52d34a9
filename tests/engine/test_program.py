"""DVC asks the stages that use what was edited, and no others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.engine import code_hash, dvc_yaml
from pipeline.engine.dag import STAGES
from pipeline.engine.file_names import TABLE_HASHES
from pipeline.engine.program import program_path, stage_hashes, write_program
from tests.conftest import ROOT


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package, which closures are taken from, in a folder with a lock of the libraries."""
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "requirements.lock").write_text("numpy==2.0\n")
    monkeypatch.setattr(code_hash, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    forget()
    yield tmp_path / "pipeline"
    forget()


def forget() -> None:
    """As in a new process."""
    for remembered in (code_hash.closure, code_hash._scans, code_hash._file, code_hash._digest):
        remembered.cache_clear()


def edited(path: Path) -> set[str]:
    """The stages that an edit concerns."""
    before = stage_hashes()
    with path.open("a") as file:
        file.write("\n# more\n")
    forget()
    after = stage_hashes()
    return {stage for stage in after if after[stage] != before[stage]}


@pytest.mark.parametrize(
    ("name", "concerned"),
    [
        ("trends/bursts.py", {"trends"}),
        ("resources/en/topic_stop.txt", {"stories", "topics"}),
        ("commands/digest.py", set()),
        ("tables/schema.py", set(STAGES)),
    ],
)
def test_an_edit_concerns_the_stages_that_import_the_file(code: Path, name: str, concerned: set[str]) -> None:
    """Directly or not, resources that they name included."""
    assert edited(code / name) == concerned


def test_the_lock_stands_for_the_libraries(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is one, the installed versions do not count; where there is none, they do, by stage."""
    locked = stage_hashes()
    monkeypatch.setattr(code_hash, "_version", {"scikit-learn": "9"}.get)
    assert stage_hashes() == locked
    (code.parent / "requirements.lock").unlink()
    installed = stage_hashes()
    monkeypatch.setattr(code_hash, "_version", {"scikit-learn": "10"}.get)
    after = stage_hashes()
    assert {"topics"} <= {stage for stage in after if after[stage] != installed[stage]} < set(STAGES)
    (code.parent / "requirements.lock").write_text("numpy==2.1\n")
    assert not set(stage_hashes().values()) & set(locked.values())


def test_it_is_written_where_it_says_something_new(code: Path) -> None:
    """An unchanged program leaves the file as it is, so that DVC need not hash it again."""
    out = Path("data/processed")
    write_program(out)
    assert program_path(out) == Path(dvc_yaml.CODE)
    os.utime(program_path(out), ns=(1, 1))
    write_program(out)
    assert program_path(out).stat().st_mtime_ns == 1
    program_path(out).write_text("{}")
    write_program(out)
    assert program_path(out).stat().st_size > 2


def test_dvc_runs_the_stages_that_were_edited(code: Path) -> None:
    """With the real inventory and stages that only make their outputs: first all, then none, then the edited one."""
    (code.parent / "data/raw").mkdir(parents=True)
    (code.parent / "data/raw/a.txt").write_text("The ferry to Ostrand is late again.")
    (code.parent / "configs").mkdir()
    shutil.copy(ROOT / "configs/params.yaml", "configs/params.yaml")
    Path("data/models/topics").mkdir(parents=True)
    data = yaml.safe_load(dvc_yaml.render())
    for name, stage in data["stages"].items():
        stage["cmd"] = stage["cmd"] if name == "inventory" else _made(stage)
    Path("dvc.yaml").write_text(yaml.safe_dump({"stages": data["stages"]}))
    dvc("init", "--no-scm")
    assert repro() == list(STAGES)
    assert repro() == ["inventory"]
    with (code / "trends/bursts.py").open("a") as file:
        file.write("# more\n")
    assert repro() == ["inventory", "trends"]


def _made(stage: dict[str, Any]) -> str:
    """A command that makes the outputs of a stage."""
    places = [place for out in [*stage["outs"], *stage.get("metrics", [])] for place in out]
    folders = [place for place in places if "." not in place]
    files = [place for place in places if "." in place]
    files += [f"{place}/{TABLE_HASHES}" for place in folders if "interim" in place]
    return " && ".join([f"mkdir -p {' '.join(folders)}", *(f"touch {file}" for file in files)])


def repro() -> list[str]:
    """The stages that `dvc repro` runs."""
    lines = [line for line in dvc("repro").splitlines() if line.startswith("Running stage")]
    return sorted((line.split("'")[1] for line in lines), key=STAGES.index)


def dvc(*words: str) -> str:
    """What DVC prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(Path.cwd()), "DVC_NO_ANALYTICS": "1"}
    command = [sys.executable, "-m", "dvc", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
