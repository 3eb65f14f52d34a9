"""DVC without git, for one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.dvc_settings import FOLDER, without_git


def test_settings_of_the_machine_are_replaced_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder that DVC is sent to says that there is no git."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "machine"))
    monkeypatch.chdir(tmp_path)
    assert without_git(Path("own")) == {FOLDER: str(tmp_path / "own")}
    assert (tmp_path / "own/config").read_text() == "[core]\n    no_scm = true\n"


def test_settings_of_the_machine_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A remote or a cache that is set for all users holds for a night too."""
    monkeypatch.setenv(FOLDER, str(tmp_path))
    (tmp_path / "config").write_text("[core]\n")
    assert without_git(tmp_path / "own") == {}
    assert not (tmp_path / "own").exists()
