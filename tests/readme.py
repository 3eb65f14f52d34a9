"""The outputs in README.md: Python sessions and commands are run, their answers filled in.

    <!-- output of: nightdesk validate -->     the fenced block below holds what the command prints
    ```pycon                                   lines with >>> are run, what they print follows

`make generated` fills them from `data/processed`; a test compares them with the sample corpus.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from pathlib import Path

from pipeline.commands.cli import main

TARGET = Path(__file__).resolve().parents[1] / "README.md"
SESSION = re.compile(r"```pycon\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"(<!-- output of: nightdesk (.*?) -->\n```text\n)(.*?)```", re.DOTALL)


def filled(text: str) -> str:
    """The text with every output as it is now; run where `data/processed` holds the sample corpus."""
    names: dict[str, object] = {}
    text = SESSION.sub(lambda found: f"```pycon\n{_session(found[1], names)}```", text)
    return COMMAND.sub(lambda found: f"{found[1]}{_printed(found[2])}```", text)


def _session(block: str, names: dict[str, object]) -> str:
    lines = [line for line in block.splitlines() if line.startswith(">>> ")]
    return "".join(f"{line}\n{_answer(line[4:], names)}" for line in lines)


def _answer(code: str, names: dict[str, object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, names)  # noqa: S102 -- the documentation itself
    return out.getvalue()


def _printed(words: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main(shlex.split(words))
    return out.getvalue()


if __name__ == "__main__":
    os.chdir(TARGET.parent)
    TARGET.write_text(filled(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
