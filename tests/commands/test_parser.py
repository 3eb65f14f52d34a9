"""What the command line takes: the defaults of every verb, and the function that it calls."""

from __future__ import annotations

from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.parser import build

RAW, OUT, MODEL = Path("data/raw"), Path("data/processed"), Path("data/models/topics")
SETTINGS: dict[str, Any] = {"config": None, "set": []}
STAGE = {"raw": RAW, "out": OUT, "json": False, **SETTINGS}
WORDS: dict[str, tuple[list[str], dict[str, Any], str]] = {
    "run": (
        ["--raw", "a", "--out", "b"],
        {"raw": Path("a"), "out": Path("b"), "model": None, "json": False, **SETTINGS},
        "run:run",
    ),
    "ingest": ([], {**STAGE, "name": "ingest"}, "stages:stage"),
    "topics": ([], {**STAGE, "action": None, "model": MODEL}, "stages:topics"),
    "stages": ([], {"raw": RAW, "out": OUT, "model": MODEL, **SETTINGS}, "stages:stages"),
    "nightly": ([], {"dry_run": False, "json": False, **SETTINGS}, "nightly:nightly"),
    "init": (["x"], {"folder": Path("x")}, "init:init"),
    "validate": ([], {"out": OUT, "json": False}, "validate:validate"),
    "tables": ([], {"table": None, "json": False}, "describe:tables"),
    "config": ([], {}, "describe:config"),
    "explain": (
        ["abc"],
        {"article_id": "abc", "why": False, "out": OUT, "json": False, **SETTINGS},
        "explain:explain",
    ),
    "bench": ([], {"raw": RAW, "json": False, **SETTINGS}, "bench:bench"),
    "completion": (["zsh"], {"shell": "zsh"}, "completion:completion"),
}


@pytest.mark.parametrize("verb", WORDS)
def test_the_defaults_of_a_verb(verb: str) -> None:
    """Folders, switches that are off, and no settings, unless they are given."""
    words, expected, function = WORDS[verb]
    found = vars(build()[0].parse_args([verb, *words]))
    assert found.pop("function") == f"pipeline.commands.{function}"
    assert found.pop("verb") == verb
    found["json"] = found.pop("as_json", found.get("json"))
    assert {name: value for name, value in found.items() if name != "json" or value is not None} == expected


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["nightly", "--dry-run"], "dry_run", True),
        (["explain", "abc", "--why"], "why", True),
        (["topics", "fit"], "action", "fit"),
        (["topics", "--set", "a.b=1", "--set", "c.d=2"], "set", ["a.b=1", "c.d=2"]),
        (["stages", "--model", "x"], "model", Path("x")),
        (["bench", "--config", "p.yaml"], "config", Path("p.yaml")),
        (["tables", "records"], "table", "records"),
    ],
)
def test_options_are_taken(words: list[str], name: str, value: Any) -> None:
    """Settings add up; folders and files are paths."""
    assert vars(build()[0].parse_args(words))[name] == value


@pytest.mark.parametrize(
    "words", [["run"], ["run", "--raw", "x"], ["explain"], ["init"], ["completion", "tcsh"], ["topics", "refit"], []]
)
def test_what_is_missing_is_asked_for(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A verb without what it needs, or with a value that it does not know, is a usage error."""
    with pytest.raises(SystemExit) as stopped:
        build()[0].parse_args(words)
    assert stopped.value.code == 2
    assert "usage: nightdesk" in capsys.readouterr().err


@pytest.mark.parametrize("verb", build()[1])
def test_every_verb_leads_to_a_function_that_takes_its_options(verb: str) -> None:
    """Its parameters are the options, with --config and --set as one `settings`; a meaning begins with a capital."""
    one = build()[1][verb]
    module, name = str(one.get_default("function")).split(":")
    taken = set(signature(getattr(import_module(module), name)).parameters)
    options = {action.dest for action in one._actions} - {"help"}
    if options & {"config", "set"}:
        options = options - {"config", "set"} | {"settings"}
    assert options <= taken, verb
    assert one.description is not None
    assert one.description[0].isupper()
    assert one.description.endswith(".")
