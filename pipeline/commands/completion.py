"""The verb `completion`: a script for bash, zsh or fish, made from the parser and the settings."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.commands.parser import build
from pipeline.engine.config import config_class
from pipeline.engine.dag import CONFIGS

SHELLS = ("bash", "zsh", "fish")
BASH = """# eval "$(nightdesk completion bash)" in ~/.bashrc
_nightdesk() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]} words
    [[ $word == "=" ]] && word=""
    case $before in
        --set) compopt -o nospace; COMPREPLY=($(compgen -W "@KEYS@" -- "$word")); return ;;
        @PATHS@) COMPREPLY=($(compgen -f -- "$word")); return ;;
    esac
    case $verb in
@CASES@
        *) words="" ;;
    esac
    [[ $COMP_CWORD == 1 ]] && words="@VERBS@"
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o filenames -F _nightdesk nightdesk
"""


@dataclass(frozen=True)
class Word:
    """A word that a verb takes: an option, or a fixed argument."""

    text: str
    meaning: str
    is_option: bool
    takes_path: bool
    takes_value: bool


def completion(*, shell: str) -> int:
    """Print the script of a shell."""
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](), end="")
    return 0


def words_of(parser: argparse.ArgumentParser) -> Iterator[Word]:
    """The options and the fixed arguments of a verb."""
    for action in parser._actions:  # noqa: SLF001 -- argparse gives them no public name
        meaning = (action.help or "") % {"default": action.default}
        takes_value = action.nargs != 0
        takes_path = takes_value and action.metavar in ("DIR", "FILE")
        for text in action.option_strings:
            yield Word(text, meaning, is_option=True, takes_path=takes_path, takes_value=takes_value)
        if not action.option_strings:
            for choice in action.choices or ():
                yield Word(str(choice), meaning, is_option=False, takes_path=False, takes_value=False)


def keys() -> list[str]:
    """Every key of the configuration, as --set takes it."""
    return [f"{name}.{field.name}=" for name in CONFIGS for field in dataclasses.fields(config_class(name))]


def _verbs() -> dict[str, tuple[str, list[Word]]]:
    """Verb → meaning and words, in the order of the help."""
    _, verbs = build()
    return {name: (one.description or "", list(words_of(one))) for name, one in verbs.items()}


def _bash() -> str:
    verbs = _verbs()
    cases = [f'        {name}) words="{" ".join(w.text for w in words)}" ;;' for name, (_, words) in verbs.items()]
    paths = sorted({w.text for _, words in verbs.values() for w in words if w.takes_path})
    text = BASH.replace("@KEYS@", " ".join(keys())).replace("@PATHS@", "|".join(paths))
    return text.replace("@CASES@", "\n".join(cases)).replace("@VERBS@", " ".join(verbs))


def _zsh() -> str:
    verbs = _verbs()
    lines = ["#compdef nightdesk", '# eval "$(nightdesk completion zsh)" in ~/.zshrc, after compinit', "_nightdesk() {"]
    lines += [
        "  local -a verbs keys",
        f"  verbs=({' '.join(_quoted(f'{n}:{told}') for n, (told, _) in verbs.items())})",
    ]
    lines += [f"  keys=({' '.join(keys())})", "  if (( CURRENT == 2 )); then _describe verb verbs; return; fi"]
    lines += ["  local verb=$words[2]; shift words; (( CURRENT-- ))", "  case $verb in"]
    for name, (_, words) in verbs.items():
        lines.append(f"    {name}) _arguments {' '.join(_zsh_word(word) for word in words)} ;;")
    lines += ["  esac", "}", "compdef _nightdesk nightdesk"]
    return "\n".join(lines) + "\n"


def _zsh_word(word: Word) -> str:
    meaning = word.meaning.replace("[", "(").replace("]", ")").replace(":", " -")
    if not word.is_option:
        return _quoted(f"::action:({word.text})")
    value = ":file:_files" if word.takes_path else ":key:compadd -S '' -a keys" if word.text == "--set" else ":value:"
    return _quoted(f"{word.text}[{meaning}]" + (value if word.takes_value else ""))


def _quoted(text: str) -> str:
    """A word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish() -> str:
    lines = ["# nightdesk completion fish | source, in ~/.config/fish/config.fish", "complete -c nightdesk -f"]
    for name, (told, words) in _verbs().items():
        lines.append(f"complete -c nightdesk -n __fish_use_subcommand -a {name} -d {_quoted(told)}")
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c nightdesk {seen} {_fish_word(word)}" for word in words]
    return "\n".join(lines) + "\n"


def _fish_word(word: Word) -> str:
    told = f"-d {_quoted(word.meaning)}"
    if not word.is_option:
        return f"-a {word.text} {told}"
    dashes = f"-l {word.text[2:]}" if word.text.startswith("--") else f"-s {word.text[1:]}"
    if word.text == "--set":
        return f"{dashes} -x -a {_quoted(' '.join(keys()))} {told}"
    return f"{dashes}{' -r -F' if word.takes_path else ' -x' if word.takes_value else ''} {told}"
