"""A wheel, installed elsewhere, does the whole job."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel of the checkout was installed into."""
    folder = tmp_path_factory.mktemp("wheel")
    _call(*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("nightdesk-*.whl")
    _call(*PIP, "install", "--no-deps", "--target", str(folder / "site"), str(wheel))
    return folder / "site"


def test_the_installed_command_runs_the_whole_job(installed: Path, tmp_path: Path) -> None:
    """`nightdesk run` from another folder writes the report; templates and word lists are in the wheel."""
    (tmp_path / "raw").mkdir()
    text = "The ferry to Ostrand was late again on Monday. “It is a disgrace,” said Mara Holt of the island council.\n"
    (tmp_path / "raw/ferry.txt").write_text(text * 3, encoding="utf-8")
    done = _call(str(installed / "bin/nightdesk"), "run", "--raw", "raw", "--out", "out", cwd=tmp_path, site=installed)
    assert done.stdout.strip() == str(tmp_path / "out/report.html")
    assert (tmp_path / "out/report.html").read_text(encoding="utf-8").count("Ostrand")


def test_the_installed_package_is_typed_and_imports_under_its_name(installed: Path, tmp_path: Path) -> None:
    """`import nightdesk` works anywhere; `py.typed` and the licence are in the wheel."""
    done = _call(sys.executable, "-c", "import nightdesk; print(nightdesk.__file__)", cwd=tmp_path, site=installed)
    assert done.stdout.strip() == str(installed / "nightdesk.py")
    assert (installed / "pipeline/py.typed").is_file()
    assert list(installed.glob("nightdesk-*.dist-info/licenses/LICENSE"))


def _call(*command: str, cwd: Path = ROOT, site: Path | None = None) -> subprocess.CompletedProcess[str]:
    paths = {"PYTHONPATH": str(site)} if site else {}
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **paths}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done
