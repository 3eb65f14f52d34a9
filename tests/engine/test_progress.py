"""What a run tells."""

from __future__ import annotations

import json

import pytest

from pipeline.engine import progress


def test_events_are_json_lines_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Each finished step is one JSON object on stderr with its counts, and nothing goes to stdout."""
    told = progress.chosen()
    with told.step("clean.clean"):
        told.expect(2)
        told.advance()
        told.done("clean.clean", computed=12, reused=3, parts=2)
    out, err = capsys.readouterr()
    event = json.loads(err)
    assert out == ""
    assert (event["event"], event["step"], event["computed"], event["reused"]) == ("step done", "clean.clean", 12, 3)


def test_a_bar_is_shown_on_a_terminal_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the same steps run under a bar and log a readable line."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    told = progress.chosen()
    assert isinstance(told, progress.Shown)
    with told.step("topics.topics"):
        told.expect(1)
        told.advance()
        told.done("topics.topics", computed=1, reused=0, parts=1)
    assert "topics.topics" in capsys.readouterr().err


def test_silence_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The silent progress prints nothing."""
    told = progress.Silent()
    with told.step("x"):
        told.expect(1)
        told.advance()
        told.done("x", computed=1)
    assert capsys.readouterr() == ("", "")


def test_a_bar_never_writes_to_stdout(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`run > file` on a terminal: the file holds results only; the log follows when the bar has gone."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    told = progress.Shown()
    with told.step("topics.topics"):
        told.done("topics.topics", computed=1, reused=0, parts=1)
        assert "step done" not in capsys.readouterr().err
    out, err = capsys.readouterr()
    assert (out, "step done" in err) == ("", True)
    assert told.seconds["topics.topics"] >= 0


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_no_color_is_heeded(
    no_color: str, coloured: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Log lines on a terminal have colours, unless NO_COLOR is set to anything."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", no_color)
    progress.logger().info("said")
    assert ("\x1b[" in capsys.readouterr().err) == coloured
