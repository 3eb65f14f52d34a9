"""The locks leave no choice to a resolver: every package pinned and hashed, every extra pinned as an extra."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"pip": ("requirements-pip.lock",), "run": ("requirements.lock",)}
LOCKS["test"] = (*LOCKS["run"], "requirements-test.lock")
PYTHONS = ("3.11", "3.12", "3.13")


def blocks(name: str) -> list[str]:
    """The requirements of a lock, each with its hashes, one string each."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def requirement(block: str) -> Requirement:
    """The requirement of a block."""
    return Requirement(block.partition("--hash")[0].strip())


@pytest.mark.parametrize("name", sorted({name for names in LOCKS.values() for name in names}))
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    """Each line is `name==version` with at least one SHA-256, and no option of pip."""
    assert blocks(name)
    for block in blocks(name):
        assert re.fullmatch(r"==[^*]+", str(requirement(block).specifier)), block[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:60]


@pytest.mark.parametrize("name", ["run", "test"])
@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_is_pinned_with_its_extras(name: str, python: str) -> None:
    """Whatever an installed package of the lock needs on this system is pinned, with its extras."""
    locked = [requirement(block) for file in LOCKS[name] for block in blocks(file)]
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    present = [r for r in locked if r.marker is None or r.marker.evaluate(here)]
    extras: dict[str, set[str]] = {}
    for found in present:
        extras.setdefault(canonicalize_name(found.name), set()).update(map(canonicalize_name, found.extras))
    for found in present:
        for wanted in _wanted(found, here):
            pinned = extras.get(canonicalize_name(wanted.name))
            assert pinned is not None, f"{found.name} needs {wanted}, which is not in the lock"
            assert set(map(canonicalize_name, wanted.extras)) <= pinned, f"{found.name} needs {wanted}"


def _wanted(found: Requirement, here: dict[str, str]) -> list[Requirement]:
    """What an installed package needs, for the extras that the lock names."""
    try:
        needs = importlib.metadata.requires(found.name) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    wanted = [Requirement(need) for need in needs]
    contexts = [{**here, "extra": extra} for extra in ("", *found.extras)]
    return [w for w in wanted if w.marker is None or any(w.marker.evaluate(context) for context in contexts)]
