"""`nightdesk.run`: the whole job from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import nightdesk
from pipeline.engine.lock import exclusive
from pipeline.errors import LockedError, PipelineError, UsageError
from pipeline.running import Run, _error, flat

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


@pytest.mark.parametrize(
    ("code", "log", "kind", "said"),
    [
        (
            2,
            "nightdesk: data/raw: is empty\n  hint: put a file there\n",
            UsageError,
            "data/raw: is empty\n  hint: put a file there",
        ),
        (4, "{}\nnightdesk: out: another run is at work", LockedError, "out: another run is at work"),
        (1, "noise\nnightdesk: clean: broke", PipelineError, "clean: broke"),
        (3, "nightdesk: a: b: c", PipelineError, "a: b: c"),
        (137, "", PipelineError, "nightdesk: exit code 137"),
    ],
)
def test_the_error_of_the_child_is_raised_here(code: int, log: str, kind: type[PipelineError], said: str) -> None:
    """Kind by exit code; where, what and hint from the last message; a child that said nothing has its exit code."""
    error = _error(code, log)
    assert type(error) is kind
    assert str(error) == said


def test_a_finished_run_knows_its_files(tmp_path: Path) -> None:
    """Report and figures lie in the output folder."""
    (tmp_path / "metrics.json").write_text('{"n_articles": 3}', encoding="utf-8")
    found = Run(tmp_path, ({"step": "a.b", "computed": 1},))
    assert found.report == tmp_path / "report.html"
    assert found.metrics == {"n_articles": 3}


def test_only_sections_are_flattened() -> None:
    """A mapping below a key is its value, however deep; empty settings give nothing."""
    assert list(flat({"a": {"b": {"c": {"d": 1}}}, "e.f": 2})) == [("a.b", {"c": {"d": 1}}), ("e.f", 2)]
    assert list(flat({})) == []
