"""docs/nightly.md says what the program does."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from pipeline.commands.gates import NightlyConfig
from pipeline.commands.night import Night
from pipeline.errors import PipelineError

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/nightly.md").read_text(encoding="utf-8")
CODE = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "pipeline").rglob("*.py")))
MESSAGES = re.findall(r"^\| (`.+?`) (?:\([^|]*\) )?\|", TEXT.split("## Messages")[1].split("##")[0], re.MULTILINE)


def test_every_setting_that_it_names_exists() -> None:
    """And every one of the gates and afterwards is explained by the configuration itself."""
    known = {field.name for field in dataclasses.fields(NightlyConfig)}
    assert set(re.findall(r"nightly\.(\w+)", TEXT)) - {"md"} <= known


def test_every_exit_code_has_a_row() -> None:
    """Those of the errors, and those of signals."""
    codes = {PipelineError.code, *(kind.code for kind in PipelineError.__subclasses__())}
    rows = {int(code) for code in re.findall(r"^\| (\d)[ |]", TEXT, re.MULTILINE)}
    assert rows == {0, *codes}
    assert "| 129, 130, 143 |" in TEXT


def test_every_key_of_a_line_of_the_history_is_explained() -> None:
    """The fields of a night."""
    table = TEXT.split("## The history")[1].split("Alert on")[0]
    assert {field.name for field in dataclasses.fields(Night)} - set(re.findall(r"`(\w+)`", table)) == {"has_accepted"}


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_of_the_runbook_is_one_of_the_program(message: str) -> None:
    """Its longest words without a figure stand in the code."""
    alternatives = re.findall(r"`+([^`]+(?:`[^`]+` [^`]+)?)`+", message)
    for text in alternatives:
        piece = max(re.split(r"\b[NMX]\b|…", text.strip("` ")), key=len).strip(" ,:()")
        assert piece.replace("`", "") in CODE.replace("`", ""), piece
