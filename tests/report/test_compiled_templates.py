"""Compiled templates are kept, and never used for another source or another version."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest
from jinja2 import DictLoader, Environment

from pipeline.report.compiled_templates import CompiledTemplates


def drawn(folder: Path, source: str) -> str:
    """A page of one template, drawn with what is kept in a folder."""
    page = Environment(loader=DictLoader({"a": source}), autoescape=True, bytecode_cache=CompiledTemplates(folder))
    return page.get_template("a").render()


@pytest.fixture(autouse=True)
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Python may write compiled files; grows by one whenever a template is compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    noted: list[object] = []
    generate = Environment._generate

    def noting(environment: Environment, *given: object, **named: object) -> str:
        noted.append(given)
        return generate(environment, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", noting)
    return noted


def test_a_template_is_compiled_once(tmp_path: Path, compilations: list[object]) -> None:
    """The second time it comes from its file."""
    assert [drawn(tmp_path, "{{ 1 + 1 }} tables") for _ in range(3)] == ["2 tables"] * 3
    assert len(compilations) == 1


def test_another_source_is_compiled_anew(tmp_path: Path, compilations: list[object]) -> None:
    """And takes the place of the one that was kept."""
    assert [drawn(tmp_path, source) for source in ("old", "new", "new")] == ["old", "new", "new"]
    assert len(compilations) == 2


def test_another_version_of_jinja2_compiles_anew(
    tmp_path: Path, compilations: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this one compiled may need a part of the library that the other lacks."""
    drawn(tmp_path, "a")
    monkeypatch.setattr(jinja2, "__version__", "99.1")
    assert drawn(tmp_path, "a") == "a"
    assert len(compilations) == 2
