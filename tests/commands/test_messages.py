"""What the command line says where something is wrong, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.errors import ConfigError, GateError, LockedError, PipelineError, UsageError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run where nothing is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The last line that argparse writes; it exits with 2."""
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nope"], "nightdesk: error: no such verb: nope"),
        (["run"], "nightdesk run: error: the following arguments are required: --raw, --out"),
        (["run", "--raw", "x"], "nightdesk run: error: the following arguments are required: --out"),
        (["run", "--out", "x"], "nightdesk run: error: the following arguments are required: --raw"),
        (["explain"], "nightdesk explain: error: the following arguments are required: article_id"),
        (["worker"], "nightdesk worker: error: the following arguments are required: ADDRESS"),
        (["completion"], "nightdesk completion: error: the following arguments are required: shell"),
        (["init"], "nightdesk init: error: the following arguments are required: DIR"),
        (["config", "x"], "nightdesk: error: unrecognized arguments: x"),
        (["completion", "bash", "x"], "nightdesk: error: unrecognized arguments: x"),
        (["validate", "--nope"], "nightdesk: error: unrecognized arguments: --nope"),
        (["validate", "--out"], "nightdesk validate: error: argument --out: expected one argument"),
    ],
)
def test_words_that_are_missing_or_too_many(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The verb, and what it misses or does not know."""
    assert usage_error(words, capsys) == said


def test_without_a_word_there_is_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The verbs, as `--help` has them, on stderr: nothing was done."""
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    with pytest.raises(SystemExit):
        main(["--help"])
    assert said.err == capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        (["validate"], "data/processed: no such folder", "run `dvc repro` or `nightdesk run` first"),
        (["validate", "--out", "none"], "none: no such folder", "run `dvc repro` or `nightdesk run` first"),
        (
            ["explain", "x"],
            "x: no record has this article_id",
            "looked in data/processed; the table `articles` lists the ids, and --out names another folder",
        ),
        (
            ["explain", "x", "--out", "none"],
            "x: no record has this article_id",
            "looked in none; the table `articles` lists the ids, and --out names another folder",
        ),
        (["tables", "articels"], "articels: no such table", "did you mean articles?"),
        (["tables", "quote"], "quote: no such table", "did you mean quotes?"),
        (
            ["topics"],
            "data/processed: no table 'texts' here, which `topics` reads",
            "is --out mistyped? `nightdesk run` makes all tables",
        ),
        (
            ["stages"],
            "data/raw: cannot be read: No such file or directory",
            "give the folder that the scraper writes to, --raw DIR",
        ),
        (
            ["run", "--raw", "none", "--out", "x"],
            "none: cannot be read: No such file or directory",
            "give the folder that the scraper writes to, --raw DIR",
        ),
        (
            ["run", "--raw", ".", "--out", "x", "--set", "topics"],
            "--set: 'topics' is not SECTION.KEY=VALUE",
            "for example --set topics.n_topics=5",
        ),
        (
            ["run", "--raw", ".", "--out", "x", "--config", "none.yaml"],
            "none.yaml: cannot be read: No such file or directory",
            "give --config FILE, or leave it out to take the defaults",
        ),
    ],
)
def test_what_cannot_be_done(words: list[str], said: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2; one line with the place and what is wrong, one with what to do."""
    assert main(words) == 2
    found = capsys.readouterr()
    assert found.err.splitlines()[-2:] == [f"nightdesk: {said}", f"  hint: {hint}"]
    assert found.out == ""


def test_a_table_that_is_like_none_is_answered_with_all(capsys: pytest.CaptureFixture[str]) -> None:
    """Public ones first."""
    assert main(["tables", "zzz"]) == 2
    hint = capsys.readouterr().err.splitlines()[-1]
    assert hint.startswith("  hint: known: deliveries, articles, superseded, removed, flagged, rejected, sentences")


def test_a_night_needs_a_checkout(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `dvc.yaml` in it."""
    assert main(["nightly"]) == 2
    assert capsys.readouterr().err.splitlines()[-2:] == [
        f"nightdesk: {elsewhere}: no dvc.yaml here",
        "  hint: run it in the root of the checkout",
    ]


@pytest.mark.parametrize(
    ("kind", "code"), [(PipelineError, 1), (ConfigError, 2), (UsageError, 2), (GateError, 3), (LockedError, 4)]
)
def test_the_exit_code_of_an_error(kind: type[PipelineError], code: int) -> None:
    """By its kind; the message has place, fault and hint, and survives the way between processes."""
    error = kind("it is full", where="disk", hint="free some space")
    assert error.code == code
    assert str(error) == "disk: it is full\n  hint: free some space"
    made, given = error.__reduce__()
    assert (type(made(*given)), str(made(*given))) == (kind, str(error))
    assert str(kind("it is full", where="disk")) == "disk: it is full"
