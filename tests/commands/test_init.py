"""A project of one's own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline.commands import init as module
from pipeline.commands.cli import main
from pipeline.commands.init import is_project, project_dvc_yaml, refresh
from pipeline.engine import config
from pipeline.engine.dag import CONFIGS, STAGES
from tests.conftest import ROOT


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


def test_stages_are_those_of_a_checkout(project: Path) -> None:
    """What DVC knows of the code is written by the first stage, wherever the code lies."""
    stages = yaml.safe_load(project_dvc_yaml())["stages"]
    assert stages == yaml.safe_load((ROOT / "dvc.yaml").read_text())["stages"]
    assert list(stages) == list(STAGES)
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


@pytest.mark.slow
def test_plots_are_drawn_without_the_network(project: Path) -> None:
    """`dvc plots show` gives one page that holds its scripts and every plot of dvc.yaml, days as dates among them."""
    (project / "data/processed/plots").mkdir(parents=True)
    plots = [next(iter(plot.items())) for plot in yaml.safe_load((project / "dvc.yaml").read_text())["plots"]]
    for path, axes in plots:
        (project / path).write_text(f"{axes['x']},{axes['y']}\n2026-03-01,2\n2026-03-02,5\n")
    subprocess.run([sys.executable, "-m", "dvc", "plots", "show", "-o", "shown"], check=True, capture_output=True)
    page = (project / "shown/index.html").read_text()
    assert len(re.findall(r"vegaEmbed\('#", page)) == len(plots)
    assert page.count('"type": "temporal"') == 1
    assert not re.findall(r"<script[^>]+src=", page)
    assert {"vega 5.33.1", "vega-lite 5.23.0", "vega-embed 6.29.0"} <= set(re.findall(r"/\*! (vega\S* [\d.]+)", page))


def test_the_checkout_draws_plots_as_a_project_does() -> None:
    """The template of days and the page are those that `init` writes."""
    resources = ROOT / "pipeline/resources/project"
    assert (ROOT / ".dvc/plots/by_day.json").read_text() == (resources / "by_day.json").read_text()
    assert (ROOT / ".dvc" / "../pipeline/resources/project/plots.html").resolve() == resources / "plots.html"
    assert "html_template = ../pipeline/resources/project/plots.html" in (ROOT / ".dvc/config").read_text()


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
