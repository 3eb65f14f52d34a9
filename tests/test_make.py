"""What `make` says when it cannot do its work: one line with the reason and the way out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements-pip.lock", "requirements.lock", "requirements-test.lock", "pyproject.toml")
MAKE = shutil.which("make") or "make"
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing but the Makefile and what it depends on, in a folder with a blank."""
    folder = tmp_path / "my checkout"
    folder.mkdir()
    for name in ("Makefile", *LOCKS):
        shutil.copy(ROOT / name, folder / name)
    return folder


def make(checkout: Path, *words: str) -> tuple[int, list[str]]:
    """Exit code and what stands on stderr, the line of `make` itself left out."""
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"}  # the tests themselves are run by make
    environment = {name: value for name, value in os.environ.items() if name not in outer} | {"LC_ALL": "C"}
    done = subprocess.run([MAKE, *words], cwd=checkout, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]


def fake_python(folder: Path, body: str) -> Path:
    """A program called python that does what a shell script says."""
    path = folder / "fakepython"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_an_old_python_is_refused(checkout: Path, tmp_path: Path) -> None:
    """With its version and how to name another; nothing is created."""
    real, version = sys.executable, "import sys; sys.version_info, sys.version = (3, 8), '3.8.18 (main)';"
    old = fake_python(tmp_path, f'[ "$1" = -c ] && exec "{real}" -c "{version} $2"; exit 9')
    code, said = make(checkout, "setup", f"PYTHON={old}")
    assert code != 0
    assert said == ["make: Nightdesk needs Python 3.11 or newer, this is 3.8.18: run make PYTHON=python3.12"]
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_not_there_is_named(checkout: Path) -> None:
    """Not the shell's own words."""
    code, said = make(checkout, "setup", "PYTHON=python9")
    assert (code != 0, said) == (True, ["make: there is no python9 here: run make PYTHON=python3.12"])


def test_a_target_that_does_not_exist_is_named(checkout: Path) -> None:
    """With those that do; so is a file that is missing."""
    code, said = make(checkout, "tests")
    assert code == 2
    assert said[0].startswith("make: nothing makes 'tests'. Targets: run test setup lint")
    (checkout / "requirements.lock").unlink()
    code, said = make(checkout, "setup", f"PYTHON={sys.executable}")
    assert code != 0
    assert said[-1].startswith("make: nothing makes 'requirements.lock'.")
    assert said[-1].endswith("A file that is missing comes back with git checkout.")


def test_a_folder_that_cannot_be_written_is_named(checkout: Path, tmp_path: Path) -> None:
    """With Python's own reason."""
    broken = "Error: [Errno 13] Permission denied"
    python = fake_python(tmp_path, f'[ "$1" = -m ] && {{ echo "{broken}" >&2; exit 1; }}; exit 0')
    code, said = make(checkout, "setup", f"PYTHON={python}")
    assert code != 0
    assert len(said) == 1
    assert f"cannot create {checkout}/.venv ({broken})" in said[0].replace("\\", "")
    assert said[0].endswith("check the folder's permissions, or install python3-venv")


def test_a_lock_that_pip_refuses_is_named_and_the_next_make_begins_anew(checkout: Path, tmp_path: Path) -> None:
    """The first error of pip, where the others are, and what to do; what was installed by halves is no set-up."""
    python = fake_python(
        tmp_path,
        'mkdir -p .venv/bin\nprintf \'#!/bin/sh\\n[ "$1" = -c ] && echo 1 && exit 0\\n'
        'echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" >&2\\nexit 1\\n\' > .venv/bin/python\n'
        "chmod +x .venv/bin/python; exit 0",
    )
    for _ in range(2):
        code, said = make(checkout, "setup", f"PYTHON={python}")
        assert code != 0
        assert len(said) == 1
        assert said[0].startswith("make: pip failed: ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")
        assert "all of it in .venv/pip.log" in said[0]
        assert "git checkout '*.lock'" in said[0]
        assert not (checkout / ".venv/.run").exists()


def test_a_set_up_whose_python_is_gone_is_made_anew(checkout: Path) -> None:
    """The stamp of a set-up counts only while its Python starts."""
    (checkout / ".venv").mkdir()
    (checkout / ".venv/.run").touch()
    make(checkout, "--dry-run", "setup")
    assert not (checkout / ".venv/.run").exists()
