"""What was derived once is not derived again while all that it depends on is the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.resources.derived import derived


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python may write compiled files, where it likes to."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def never() -> bytes:
    """A result that nothing may ask for."""
    raise AssertionError


def kept(folder: Path) -> list[Path]:
    """The files in a folder's cache."""
    return sorted((folder / "__pycache__").glob("*"))


def test_a_result_is_made_once(tmp_path: Path) -> None:
    """The second time it comes from its file, which is a compiled file to whoever looks at the package."""
    assert derived("words", b"source", lambda: b"result", tmp_path) == b"result"
    assert derived("words", b"source", never, tmp_path) == b"result"
    assert [path.suffix for path in kept(tmp_path)] == [".pyc"]


def test_other_sources_give_another_result(tmp_path: Path) -> None:
    """It takes the place of the one that was kept."""
    derived("words", b"source", lambda: b"result", tmp_path)
    assert derived("words", b"other", lambda: b"new", tmp_path) == b"new"
    assert derived("words", b"other", never, tmp_path) == b"new"
    assert len(kept(tmp_path)) == 1


def test_each_name_has_a_file(tmp_path: Path) -> None:
    """Two results from the same sources do not meet."""
    derived("words", b"source", lambda: b"result", tmp_path)
    assert derived("rules", b"source", lambda: b"other", tmp_path) == b"other"
    assert derived("words", b"source", never, tmp_path) == b"result"


@pytest.mark.parametrize("damage", [b"", b"x", b"y" * 32 + b"result"])
def test_a_damaged_file_is_written_again(tmp_path: Path, damage: bytes) -> None:
    """It is never taken for a result."""
    derived("words", b"source", lambda: b"result", tmp_path)
    (path,) = kept(tmp_path)
    path.write_bytes(damage)
    assert derived("words", b"source", lambda: b"result", tmp_path) == b"result"
    assert derived("words", b"source", never, tmp_path) == b"result"


def test_nothing_is_written_where_python_may_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with modules: PYTHONDONTWRITEBYTECODE, or a folder that cannot be made."""
    (tmp_path / "file").write_text("")
    assert derived("words", b"source", lambda: b"result", tmp_path / "file") == b"result"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert derived("words", b"source", lambda: b"result", tmp_path) == b"result"
    assert kept(tmp_path) == []


def test_results_are_kept_beside_compiled_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an installation has compiled the modules, PYTHONDONTWRITEBYTECODE keeps nothing from being kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "__pycache__").mkdir()
    assert derived("words", b"source", lambda: b"result", tmp_path) == b"result"
    assert derived("words", b"source", never, tmp_path) == b"result"
