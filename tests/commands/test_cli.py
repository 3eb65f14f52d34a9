"""The command line as a user meets it."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.commands import cli
from pipeline.commands.cli import main
from pipeline.engine.dag import STAGES

ROOT = Path(__file__).resolve().parents[2]
VERBS = (*STAGES, "run", "validate", "tables", "config", "explain", "nightly", "bench")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`VERB --help` ends well and says what the verb does."""
    with pytest.raises(SystemExit) as end:
        main([verb, "--help"])
    assert end.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) > 4


def test_help_names_verbs_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """The first page lists every verb, the exit codes and examples."""
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert all(re.search(rf"^    {verb}\s", out, re.MULTILINE) for verb in VERBS), out
    assert "  0 done, 1 failed, 2 usage" in out


def test_module_and_console_script_are_the_same() -> None:
    """`python -m pipeline` and `nightdesk` print the same version."""
    script = Path(sys.executable).with_name("nightdesk")
    module = subprocess.run([sys.executable, "-m", "pipeline", "--version"], capture_output=True, text=True, check=True)
    assert module.stdout.strip() == f"nightdesk {__version__}"
    if script.exists():
        own = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
        assert own.stdout == module.stdout


@pytest.mark.parametrize("words", [[], ["nonsense"], ["run"], ["explain"]])
def test_wrong_words_end_with_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A missing or unknown verb or argument shows the usage and ends with exit code 2."""
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: nightdesk" in capsys.readouterr().err


@pytest.mark.parametrize(("word", "said"), [("rnu", "; did you mean run?"), ("qqqq", "no such verb: qqqq\n")])
def test_a_misspelt_verb_gets_the_nearest_one(word: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a verb is near it is named; the list of all verbs is a `--help` away."""
    with pytest.raises(SystemExit) as end:
        main([word, "--out", "x"])
    assert end.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["tables"], ["--help"], ["tables", "--help"]])
def test_a_reader_that_leaves_early_is_no_error(words: list[str]) -> None:
    """`nightdesk tables | head` ends without a traceback: here the reader is gone before the first word."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "pipeline", *words]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # it would hide the case
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT, env=env)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stage_alone_reports_what_it_did(sample_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stage's verb over a finished folder reuses everything and says so, a line a step."""
    assert main(["sentiment", "--raw", str(ROOT / "data/raw"), "--out", str(sample_out)]) == 0
    assert capsys.readouterr().out.startswith("sentiment.sentiment: 0 computed, ")
    assert (sample_out.parent / "runs.jsonl").exists()


def test_a_stop_by_hand_is_told_in_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with a line that says what happens to finished work, not with a traceback."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.commands.run.run_steps", stopped)
    assert main(["run", "--raw", str(ROOT / "data/raw"), "--out", str(tmp_path / "out")]) == 130
    assert "stopped; what is finished will be reused" in capsys.readouterr().err


def test_a_stage_over_a_mistyped_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`report --out typo` says which table is missing, and leaves no page behind."""
    out = tmp_path / "typo"
    assert main(["report", "--out", str(out)]) == 2
    assert "no table '" in capsys.readouterr().err
    assert not out.exists()


ENDS = """
import atexit, sys, threading, time
from pipeline.commands import cli

class Kept:
    def __del__(self):
        print("taken apart")

kept = Kept()
atexit.register(print, "done at the end")
late = threading.Thread(target=lambda: (time.sleep(0.3), print("thread done")))
def main():
    print("result")
    if sys.argv[1] == "thread":
        late.start()
    return 3
cli.main = main
cli.command()
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("alone", ["result", "done at the end"]),
        ("thread", ["result", "thread done", "done at the end", "taken apart"]),
    ],
)
def test_the_process_ends_at_once(how: str, said: list[str]) -> None:
    """What was printed and what is to be done at the end is done, nothing is taken apart; a thread is waited for."""
    done = subprocess.run([sys.executable, "-c", ENDS, how], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (3, said, "")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "nightdesk: no space left on device: free space"),
        (OSError(errno.EACCES, "Permission denied", "/x/y"), "nightdesk: /x/y: permission denied: free space"),
    ],
)
def test_what_is_wrong_with_the_disk_is_one_line(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And exit code 1; any other error of the system is a fault of ours and keeps its traceback."""

    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_run", fail)
    assert main(["tables"]) == 1
    message = capsys.readouterr().err
    assert message.startswith(said)
    assert message.count("\n") == 1
    error.errno = errno.ECHILD
    with pytest.raises(OSError, match=r"No space|Permission"):
        main(["tables"])
