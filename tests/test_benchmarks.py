"""Benchmarks and training scripts keep up with the package: nobody runs them every day."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "benchmarks").rglob("*.py"))


def imported(script: Path) -> list[tuple[str, str]]:
    """The names that a script takes from the package, each with its module."""
    tree = ast.parse(script.read_text(encoding="utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    ours = [node for node in found if (node.module or "").split(".")[0] in ("pipeline", "nightdesk")]
    return [(str(node.module), alias.name) for node in ours for alias in node.names]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_script_imports_from_the_package_is_there(script: Path) -> None:
    """Every name of every import, also of those inside functions."""
    gone = [
        f"{module}.{name}"
        for module, name in imported(script)
        if not hasattr(import_module(module), name) and find_spec(f"{module}.{name}") is None
    ]
    assert gone == []
