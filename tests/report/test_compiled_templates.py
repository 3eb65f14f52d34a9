"""Compiled templates are kept, and never used for another source or another version."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from pipeline.report.compiled_templates import CompiledTemplates


def drawn(folder: Path, source: str) -> str:
    """A page of one template, drawn with what is kept in a folder."""
    page = Environment(loader=DictLoader({"a": source}), autoescape=True, bytecode_cache=CompiledTemplates(folder))
    return page.get_template("a").render()


def kept(folder: Path) -> list[Path]:
    """The files in a folder's cache."""
    return sorted((folder / "__pycache__").glob("*"))


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python may write compiled files, where it likes to."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time it comes from its one file, a compiled file to whoever looks at the package."""
    assert drawn(tmp_path, "{{ 1 + 1 }} tables") == "2 tables"
    assert [path.suffix for path in kept(tmp_path)] == [".pyc"]
    monkeypatch.setattr(Environment, "_generate", None)
    assert drawn(tmp_path, "{{ 1 + 1 }} tables") == "2 tables"


def test_another_source_is_compiled_anew(tmp_path: Path) -> None:
    """And takes the place of the one that was kept."""
    assert drawn(tmp_path, "old") == "old"
    assert drawn(tmp_path, "new") == "new"
    assert len(kept(tmp_path)) == 1


def test_another_version_of_jinja2_has_files_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it compiled may need a part of the library that this one lacks."""
    drawn(tmp_path, "a")
    monkeypatch.setattr("pipeline.report.compiled_templates._VERSION", "jinja999")
    drawn(tmp_path, "a")
    assert len(kept(tmp_path)) == 2


@pytest.mark.parametrize("damage", [b"", b"no compiled template"])
def test_a_damaged_file_is_written_again(tmp_path: Path, damage: bytes) -> None:
    """It never reaches the page."""
    drawn(tmp_path, "a")
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage)
    assert drawn(tmp_path, "a") == "a"
    assert path.read_bytes() == whole


def test_nothing_is_written_where_python_may_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with modules: PYTHONDONTWRITEBYTECODE, or a folder that cannot be made."""
    (tmp_path / "file").write_text("")
    assert drawn(tmp_path / "file", "a") == "a"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert drawn(tmp_path, "a") == "a"
    assert kept(tmp_path) == []
