"""Completion of words in a shell."""

from __future__ import annotations

import argparse
import shutil
import subprocess

import pytest

from pipeline.commands import completion
from pipeline.commands.cli import main
from pipeline.commands.completion import SHELLS, Word, keys, words_of
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


def example() -> argparse.ArgumentParser:
    """A verb with an option of each kind and a fixed argument."""
    parser = argparse.ArgumentParser(add_help=False, description="Do it.")
    parser.add_argument("--out", metavar="DIR", default="here", help="folder [of tables] (default: %(default)s)")
    parser.add_argument("--set", metavar="KEY", help="a key")
    parser.add_argument("-n", "--number", metavar="N", help="how many")
    parser.add_argument("--json", action="store_true", help="it's JSON")
    parser.add_argument("--bare", metavar="FILE")
    parser.add_argument("shell", choices=("ash", "dash"), help="which: one")
    parser.add_argument("free", metavar="DIR", help="no choices")
    return parser


def test_the_words_of_a_verb() -> None:
    """Options with what they take, and the values of a fixed argument; a free argument has no words."""
    told = "folder [of tables] (default: here)"
    assert list(words_of(example())) == [
        Word("--out", told, is_option=True, takes_path=True, takes_value=True),
        Word("--set", "a key", is_option=True, takes_path=False, takes_value=True),
        Word("-n", "how many", is_option=True, takes_path=False, takes_value=True),
        Word("--number", "how many", is_option=True, takes_path=False, takes_value=True),
        Word("--json", "it's JSON", is_option=True, takes_path=False, takes_value=False),
        Word("--bare", "", is_option=True, takes_path=True, takes_value=True),
        Word("ash", "which: one", is_option=False, takes_path=False, takes_value=False),
        Word("dash", "which: one", is_option=False, takes_path=False, takes_value=False),
    ]


@pytest.fixture
def one_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program has one verb and two keys."""
    monkeypatch.setattr(completion, "build", lambda: (None, {"go": example()}))
    monkeypatch.setattr(completion, "keys", lambda: ["a.b=", "a.c="])


@pytest.mark.usefixtures("one_verb")
def test_the_script_of_bash() -> None:
    """Verbs first, then the words of the verb; keys behind --set, files behind options that take one."""
    lines = completion._bash().splitlines()
    assert '        --set) compopt -o nospace; COMPREPLY=($(compgen -W "a.b= a.c=" -- "$word")); return ;;' in lines
    assert '        --bare|--out) COMPREPLY=($(compgen -f -- "$word")); return ;;' in lines
    assert '        go) words="--out --set -n --number --json --bare ash dash" ;;' in lines
    assert '    [[ $COMP_CWORD == 1 ]] && words="go"' in lines


@pytest.mark.usefixtures("one_verb")
def test_the_script_of_zsh() -> None:
    """Brackets and colons of a meaning are zsh's own and are replaced."""
    assert completion._zsh().splitlines()[3:] == [
        "  local -a verbs keys",
        "  verbs=('go:Do it.')",
        "  keys=(a.b= a.c=)",
        "  if (( CURRENT == 2 )); then _describe verb verbs; return; fi",
        "  local verb=$words[2]; shift words; (( CURRENT-- ))",
        "  case $verb in",
        (
            "    go) _arguments '--out[folder (of tables) (default - here)]:file:_files' "
            "'--set[a key]:key:compadd -S '\\'''\\'' -a keys' '-n[how many]:value:' '--number[how many]:value:' "
            "'--json[it'\\''s JSON]' '--bare[]:file:_files' '::action:(ash)' '::action:(dash)' ;;"
        ),
        "  esac",
        "}",
        "compdef _nightdesk nightdesk",
    ]


@pytest.mark.usefixtures("one_verb")
def test_the_script_of_fish() -> None:
    """A line a word: long and short options, values, files, fixed arguments."""
    seen = "complete -c nightdesk -n '__fish_seen_subcommand_from go'"
    assert completion._fish().splitlines()[1:] == [
        "complete -c nightdesk -f",
        "complete -c nightdesk -n __fish_use_subcommand -a go -d 'Do it.'",
        f"{seen} -l out -r -F -d 'folder [of tables] (default: here)'",
        f"{seen} -l set -x -a 'a.b= a.c=' -d 'a key'",
        f"{seen} -s n -x -d 'how many'",
        f"{seen} -l number -x -d 'how many'",
        f"{seen} -l json -d 'it'\\''s JSON'",
        f"{seen} -l bare -r -F -d ''",
        f"{seen} -a ash -d 'which: one'",
        f"{seen} -a dash -d 'which: one'",
    ]
