"""What a night would do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pipeline.commands import dry_run as module
from pipeline.commands.dry_run import downstream, foresee
from pipeline.commands.night import Lookback
from pipeline.engine.dag import STAGES
from pipeline.errors import PipelineError


def status(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Have `dvc status` print this."""
    monkeypatch.setattr(module, "STATUS", (sys.executable, "-c", f"print({text!r})"))


def test_stages_that_read_what_would_be_written_would_run_too() -> None:
    """In order; those that do not depend on it would not."""
    assert downstream(set()) == []
    assert downstream({STAGES[0]}) == list(STAGES)
    assert downstream({"report"}) == ["report"]
    assert "sentiment" not in downstream({"keywords"})
    assert {"topics", "trends", "report"} <= set(downstream({"keywords"}))


def test_new_files_and_stages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program gets all, a reader twenty files of each kind; nothing is written."""
    status(monkeypatch, "{}")
    for number in range(22):
        (tmp_path / f"raw/{number:02}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / f"raw/{number:02}.txt").touch()
    lookback = Lookback(tmp_path / "state")
    assert foresee(lookback, tmp_path / "raw", as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert (len(found["raw"]["new"]), found["stages"]) == (22, list(STAGES))
    foresee(lookback, tmp_path / "raw", as_json=False)
    page = capsys.readouterr().out.splitlines()
    assert page[:2] == ["raw files new: 22", "  00.txt"]
    assert "  and 2 more" in page
    assert page[-1] == f"stages that would run: {', '.join(STAGES)}"
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_what_dvc_sees_counts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed setting of a stage, without any new file."""
    status(monkeypatch, '{"report": [{"changed deps": {}}], "inventory": ["always changed"], "other": []}')
    foresee(Lookback(tmp_path), tmp_path / "raw", as_json=False)
    assert capsys.readouterr().out.splitlines()[-1] == "stages that would run: report"
    status(monkeypatch, "{}")
    foresee(Lookback(tmp_path), tmp_path / "raw", as_json=False)
    assert capsys.readouterr().out.splitlines()[-1] == "nothing would run: everything is up to date"


def test_a_dvc_that_cannot_tell_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its own last words."""
    monkeypatch.setattr(module, "STATUS", (sys.executable, "-c", "import sys; sys.exit('ERROR: no lock')"))
    with pytest.raises(PipelineError, match="`dvc status` failed: ERROR: no lock"):
        foresee(Lookback(tmp_path), tmp_path / "raw", as_json=False)
