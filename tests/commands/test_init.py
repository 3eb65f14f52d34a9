"""A project of one's own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.commands import init as module
from pipeline.commands.cli import main
from pipeline.commands.init import is_project, project_dvc_yaml, refresh
from pipeline.engine import config
from pipeline.engine.dag import CONFIGS, STAGES


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project with a blank in its name, as the current folder."""
    assert main(["init", str(tmp_path / "own news")]) == 0
    monkeypatch.chdir(tmp_path / "own news")
    return tmp_path / "own news"


def test_a_project_has_all_that_a_night_needs(project: Path) -> None:
    """Settings, stages, an empty raw folder that git leaves out, and files for schedulers."""
    assert is_project()
    assert list((project / "data/raw").iterdir()) == []
    assert set(yaml.safe_load((project / "configs/params.yaml").read_text())) == set(CONFIGS)
    assert {"data/raw/", "data/published/"} <= set((project / ".gitignore").read_text().split())
    assert f"cd '{project}' && " in (project / "deploy/crontab").read_text()
    assert f"WorkingDirectory={project}\n" in (project / "deploy/nightdesk.service").read_text()
    assert "@" not in (project / "deploy/nightdesk.service").read_text()


def test_stages_depend_on_the_version_instead_of_a_checkout(project: Path) -> None:
    """There is no code beside dvc.yaml: a file with versions and a hash of the package stands for it."""
    stages = yaml.safe_load(project_dvc_yaml())["stages"]
    assert list(stages) == list(STAGES)
    for name, stage in stages.items():
        if name == "inventory":  # looks at the raw folder every time
            continue
        assert stage["deps"][0] == "configs/program.json"
        assert not {"pipeline", "requirements.lock"} & set(stage["deps"])
    assert len(json.loads((project / "configs/program.json").read_text())["code"]) == 64


def test_an_upgrade_writes_again_what_depends_on_the_version(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code and stages are new; settings keep what the operator wrote and get the sections that they lack."""
    assert refresh() == []
    text = (project / "configs/params.yaml").read_text().replace("keep_snapshots: 7", "keep_snapshots: 3")
    (project / "configs/params.yaml").write_text(text[: text.index("\ntrends:")])
    (project / "dvc.yaml").write_text("stages: {}\n")
    monkeypatch.setattr(module, "_program", lambda: "{}\n")
    assert refresh() == ["dvc.yaml", "configs/params.yaml", "configs/program.json"]
    settings = yaml.safe_load((project / "configs/params.yaml").read_text())
    assert (settings["nightly"]["keep_snapshots"], "trends" in settings) == (3, True)
    assert (project / "dvc.yaml").read_text() == project_dvc_yaml()


def test_an_existing_folder_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only a new or an empty folder becomes a project."""
    (tmp_path / "mine.txt").touch()
    assert main(["init", str(tmp_path)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_systemd_accepts_the_units(project: Path) -> None:
    """Where systemd-analyze is installed."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze here")
    units = [str(project / f"deploy/nightdesk.{kind}") for kind in ("service", "timer")]
    done = subprocess.run([program, "verify", *units], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "nightdesk" in line] == []


def test_a_percent_sign_is_written_as_systemd_and_cron_read_it(tmp_path: Path) -> None:
    """`%` is a specifier there."""
    assert main(["init", str(tmp_path / "a%b")]) == 0
    assert f"WorkingDirectory={tmp_path}/a%%b\n" in (tmp_path / "a%b/deploy/nightdesk.service").read_text()
    assert f"cd '{tmp_path}/a\\%b'" in (tmp_path / "a%b/deploy/crontab").read_text()


def test_a_setting_that_an_upgrade_took_away_becomes_a_comment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its value, however many lines that has; the others stay, and the file can be loaded."""
    path = project / "configs/params.yaml"
    path.write_text("keywords:\n  gone: [a,\n    b]\n\n  # how many\n  n_keywords: 7\n  old:\n    - x\n")
    monkeypatch.setattr(module, "_program", lambda: "{}\n")
    assert "configs/params.yaml" in refresh()
    assert path.read_text().splitlines()[:8] == [
        "keywords:",
        "  # not a setting of this version: gone: [a,",
        "  # not a setting of this version: b]",
        "",
        "  # how many",
        "  n_keywords: 7",
        "  # not a setting of this version: old:",
        "  # not a setting of this version: - x",
    ]
    assert config.load(path)["keywords"].n_keywords == 7
