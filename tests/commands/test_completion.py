"""Completion of words in a shell."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from pipeline.commands.cli import main
from pipeline.commands.completion import SHELLS, keys
from pipeline.commands.parser import build


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What is printed for a shell."""
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_every_verb_option_and_key_is_there(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """They come from the parser and the settings: a new one needs no second place."""
    text, (_, verbs) = script(shell, capsys), build()
    assert all(verb in text for verb in verbs)
    options = {word for verb in verbs.values() for a in verb._actions for word in a.option_strings}
    assert all((word[2:] if shell == "fish" and word.startswith("--") else word[-1]) in text for word in options)
    assert all(key in text for key in keys())


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_it(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the shell is installed."""
    text, program = script(shell, capsys), shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    done = subprocess.run([program, "-n"], input=text, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["nightdesk", "vali"], ["validate"]),
        (["nightdesk", "run", "--mo"], ["--model"]),
        (["nightdesk", "topics", "fi"], ["fit"]),
        (["nightdesk", "run", "--set", "engine.workers"], ["engine.workers="]),
        (["nightdesk", "nonsense", "x"], []),
    ],
)
def test_bash_completes(words: list[str], found: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A verb, an option, an argument with fixed values, a key."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    place = f"COMP_WORDS=({' '.join(words)})\nCOMP_CWORD={len(words) - 1}\n"
    call = "compopt() { :; }\n" + place + '_nightdesk\necho "${COMPREPLY[@]}"'
    done = subprocess.run([bash], input=script("bash", capsys) + call, text=True, capture_output=True, check=True)
    assert done.stdout.split() == found
