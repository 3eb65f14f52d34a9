"""What a step costs, as a user asks for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.engine.dag import STEPS


def test_every_step_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a step and one for all; the sum adds up; nothing is left behind in the raw folder."""
    (tmp_path / "a.txt").write_text("The ferry to Ostrand is late again. The harbour master was not amused.\n" * 3)
    assert main(["bench", "--raw", str(tmp_path), "--json"]) == 0
    *steps, total = json.loads(capsys.readouterr().out)
    assert [row["step"] for row in steps] == [step.name for step in STEPS]
    assert total["cpu_s"] == pytest.approx(sum(row["cpu_s"] for row in steps), abs=0.02)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert main(["bench", "--raw", str(tmp_path)]) == 0
    assert "articles/CPU s" in capsys.readouterr().out


def test_a_folder_without_articles_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to measure with is a usage error."""
    (tmp_path / "empty.txt").touch()
    assert main(["bench", "--raw", str(tmp_path)]) == 2
    assert "give a folder of articles" in capsys.readouterr().err
