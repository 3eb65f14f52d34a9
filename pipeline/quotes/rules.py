"""The rules on who speaks, compiled from `resources/en/attribution_rules.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from pipeline.resources import resource

KINDS = ("behind", "clause", "shared", "subject")
GROUPS = ("named", "pronoun", "other", "nominal")
"""The groups of a pattern that a speaker may be, in the order in which they are tried."""
_VERB = re.compile(r"\(\?P<verb>([^)]*)\)")


@dataclass(frozen=True)
class Rule:
    """A rule on who speaks.

    Attributes:
        kind: `behind` a quotation; a `clause` that says something; `shared`, a verb that has its subject from the
            sentence; the `subject` of a sentence.
        name: what it is called.
        pattern: over the letters of items.
        example: a text in which it finds `speaker`.
        speaker: the speaker of the first quotation of the example.
        counter: a text that it leaves alone.
    """

    kind: str
    name: str
    pattern: re.Pattern[str]
    example: str
    speaker: str
    counter: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the resource: the first that matches counts."""
    data = tomllib.loads(resource("en/attribution_rules.toml"))
    pieces = data["pieces"]
    return tuple(
        Rule(
            kind,
            one["name"],
            re.compile(expanded(one["pattern"], pieces)),
            one["example"],
            one["speaker"],
            one["counter"],
        )
        for kind in KINDS
        for one in data[kind]
    )


def expanded(pattern: str, pieces: dict[str, str]) -> str:
    """A pattern with every {piece} replaced by what it is made of."""

    def replaced(found: re.Match[str]) -> str:
        return expanded(pieces[found[1]], pieces)

    return re.sub(r"\{([A-Za-z_]+)\}", replaced, pattern)


@cache
def of_kind(kind: str) -> tuple[Rule, ...]:
    """The rules of a kind, in their order."""
    return tuple(rule for rule in rules() if rule.kind == kind)


@cache
def verb_letters(kind: str) -> bytes:
    """The letters that the verb of a rule of this kind may have: where none of them stands, no rule matches."""
    options = "|".join(letters for rule in of_kind(kind) for letters in _VERB.findall(rule.pattern.pattern))
    return bytes(code for code in range(128) if re.fullmatch(options, chr(code)))


def speaker_of(found: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """Which group of a match is the speaker, and its items."""
    for kind in _groups_of(found.re):
        span = found.span(kind)
        if span[0] >= 0:
            return kind, span
    raise LookupError(found.re.pattern)


@cache
def _groups_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Which of `GROUPS` a pattern has."""
    return tuple(name for name in GROUPS if name in pattern.groupindex)
