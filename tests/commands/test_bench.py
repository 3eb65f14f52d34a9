"""What a step costs, as a user asks for it."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

import pytest

from pipeline.commands.bench import Cost, Metered, _page, _row
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


def test_a_row_and_the_page() -> None:
    """Articles per CPU second are rounded, as are seconds and megabytes; columns stand below their heads."""
    rows = [_row(Cost("clean.clean", 0.12345, 99.6), 30), _row(Cost("all steps", 0.0, 1.2), 30)]
    assert rows[0] == {"step": "clean.clean", "cpu_s": 0.123, "articles_per_cpu_s": 243, "peak_mb": 100}
    assert rows[1]["articles_per_cpu_s"] == 30_000_000_000
    assert _page(rows[:1], 30).splitlines() == [
        "30 articles, one process; CPU seconds, imports included",
        "step                        CPU s  articles/CPU s  peak MB",
        "clean.clean                  0.12             243      100",
    ]


def test_a_step_is_measured_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The CPU seconds between its beginning and its end; the peak is that of the process in megabytes."""
    clock = iter([10.0, 12.5])
    monkeypatch.setattr("pipeline.commands.bench.time.process_time", lambda: next(clock))
    meter = Metered()
    with meter.step("clean.clean"):
        pass
    (cost,) = meter.costs
    assert (cost.step, cost.cpu_s) == ("clean.clean", 2.5)
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert cost.peak_mb == pytest.approx(kib / (1 << (20 if sys.platform == "darwin" else 10)), rel=0.01)
