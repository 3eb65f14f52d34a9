"""The history: a line per night, whatever happens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.commands.history import History, append
from pipeline.commands.night import Night


@pytest.mark.parametrize("before", ["", '{"at": "2026"}\n', '{"at": "2026"}\n{"at": "20'])
def test_a_new_line_can_be_read_whatever_was_there(tmp_path: Path, before: str) -> None:
    """A line that a power cut left half-written is ended first."""
    path = tmp_path / "data/runs.jsonl"
    if before:
        path.parent.mkdir()
        path.write_text(before)
    append(path, {"verb": "nightly"})
    assert json.loads(path.read_text().splitlines()[-1]) == {"verb": "nightly"}
    assert path.read_text().startswith(before)


def test_the_line_of_a_night_adds_up_its_stages(tmp_path: Path) -> None:
    """Those of the same run id, written since it began; others and cut lines are left out."""
    path = tmp_path / "runs.jsonl"
    step = {"step": "clean.clean", "computed": 3, "reused": 1, "parts": 1, "wall_s": 0.5}
    append(path, {"run": "one", "steps": [step]})
    history, night = History(path, tmp_path / "mark"), Night(run="one")
    append(path, {"run": "one", "steps": [step, {**step, "step": "clean.articles", "wall_s": 0.25}]})
    append(path, {"run": "two", "steps": [step]})
    path.write_bytes(path.read_bytes() + b'{"run": "one", "st\n')
    line = history.close(night)
    assert line["stages"]["clean"] == {"wall_s": 0.75, "computed": 6, "reused": 2}
    assert line["stages"]["report"] == {"wall_s": 0.0, "computed": 0, "reused": 0}
    assert json.loads(path.read_text().splitlines()[-1]) == json.loads(json.dumps(line))


@pytest.mark.parametrize(("cut", "run"), [(False, "one"), (True, "unknown")])
def test_a_night_that_never_ended_gets_its_line_from_the_next(tmp_path: Path, cut: bool, run: str) -> None:
    """With its id and the outcome `killed`; also where a power cut left half a mark. One that ended leaves no mark."""
    path, mark = tmp_path / "runs.jsonl", tmp_path / "state/mark"
    assert list(History(path, mark).begin(Night("one"))) == []
    if cut:
        mark.write_text('{"run": "o')
    history, night = History(path, mark), Night("two")
    (said,) = history.begin(night)
    assert "never ended: it was killed" in said
    history.close(night)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(line["run"], line["outcome"]) for line in lines] == [(run, "killed"), ("two", "failed")]
    assert lines[0].keys() == lines[1].keys()
    assert list(History(path, mark).begin(Night("three"))) == []
