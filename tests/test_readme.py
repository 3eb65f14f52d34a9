"""What README.md shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import readme

TEXT = readme.TARGET.read_text(encoding="utf-8")


def test_every_output_is_the_real_one(sample_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run over the sample corpus, sessions and commands print what stands there; `make run generated` fills it in."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/processed").symlink_to(sample_out)
    monkeypatch.chdir(tmp_path)
    assert readme.filled(TEXT) == TEXT


def test_every_link_leads_to_a_file() -> None:
    """In README, CONTRIBUTING, CHANGELOG and docs/: relative links have targets."""
    root = readme.TARGET.parent
    pages = [root / "README.md", root / "CONTRIBUTING.md", root / "CHANGELOG.md", *(root / "docs").rglob("*.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_two_commands_stand_at_the_top() -> None:
    """`make run` and `make test` come before anything else."""
    assert "make run" in "\n".join(TEXT.splitlines()[:5])
    assert "make test" in "\n".join(TEXT.splitlines()[:6])
