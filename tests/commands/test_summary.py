"""What a run says at its end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.commands.summary import summarise
from pipeline.engine.store import Store
from pipeline.tables import PUBLIC

SECONDS = {"clean.clean": 1.25, "clean.articles": 0.75, "topics.topics": 3.0}


def test_a_program_gets_one_event(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Articles, rejected records by reason, topics, stories, seconds by stage; on stderr."""
    summarise(Store(sample_out), SECONDS)
    out, err = capsys.readouterr()
    found, metrics = json.loads(err), json.loads((sample_out / "metrics.json").read_text())
    assert out == ""
    assert (found["event"], found["seconds"]) == ("run done", {"clean": 2.0, "topics": 3.0})
    assert found["articles"] == metrics["n_articles"]
    assert sum(found["rejected"].values()) == metrics["n_rejected"]
    assert found["topics"] == metrics["n_topics"]
    assert found["stories"] == metrics["n_stories_shared"]


def test_a_reader_gets_three_lines(
    sample_out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    summarise(Store(sample_out), SECONDS)
    amounts, rejected, seconds = capsys.readouterr().err.splitlines()
    assert amounts.endswith("stories with several articles")
    assert " records rejected: " in rejected
    assert seconds == "5.0 s: topics 3.0, clean 2.0"


def test_an_empty_run_has_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of anything."""
    for table in PUBLIC:
        (tmp_path / table.name).mkdir()
    summarise(Store(tmp_path), {})
    found = json.loads(capsys.readouterr().err)
    assert {name: found[name] for name in ("articles", "rejected", "topics", "stories", "seconds")} == {
        "articles": 0, "rejected": {}, "topics": 0, "stories": 0, "seconds": {},
    }  # fmt: skip
