"""`nightdesk.run`: the whole job from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import nightdesk
from pipeline.engine.lock import exclusive
from pipeline.errors import LockedError, PipelineError, UsageError
from pipeline.running import flat

TEXT = "The ferry to Ostrand was late again on Monday. “It is a disgrace,” said Mara Holt of the island council.\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with two texts."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"{name.title()} more day.\n{TEXT * 3}", encoding="utf-8")
    return folder


def test_a_run_gives_report_metrics_and_tables(raw: Path, tmp_path: Path) -> None:
    """All that the command line writes, from Python; a second run reuses it."""
    first = nightdesk.run(raw, tmp_path / "out", {"keywords": {"n_keywords": 3}, "report.title": "Ferry Times"})
    assert first.report.read_text(encoding="utf-8").count("Ferry Times")
    assert first.metrics["n_articles"] == 2
    assert first.load("keywords")["rank"].max() == 3
    assert len(first.load("sentiment", with_=["articles"], columns=["title"])) == 2
    again = nightdesk.run(raw, tmp_path / "out", {"keywords.n_keywords": 3, "report.title": "Ferry Times"})
    assert [step["step"] for step in again.steps] == [step["step"] for step in first.steps]
    assert sum(step["computed"] for step in again.steps if step["step"] == "keywords.keywords") == 0


def test_nested_and_dotted_settings_say_the_same() -> None:
    """A mapping that is the value of a key stays whole."""
    nested = {"ingest": {"aliases": {"text": ["body"]}}, "topics": {"n_topics": 5}}
    assert dict(flat(nested)) == {"ingest.aliases": {"text": ["body"]}, "topics.n_topics": 5}
    assert dict(flat({"topics.n_topics": 5})) == {"topics.n_topics": 5}


def test_mistakes_are_the_errors_of_the_command_line(raw: Path, tmp_path: Path) -> None:
    """An unknown key, a folder inside the raw folder and a lock that is held, each with its message."""
    with pytest.raises(UsageError, match="n_topicz"):
        nightdesk.run(raw, tmp_path / "out", {"topics.n_topicz": 3})
    with pytest.raises(UsageError, match="inside the raw folder"):
        nightdesk.run(raw, raw / "out")
    with exclusive(tmp_path / "held" / ".state"), pytest.raises(LockedError):
        nightdesk.run(raw, tmp_path / "held")
    assert issubclass(LockedError, PipelineError)
