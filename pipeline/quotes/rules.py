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


def speaker_of(found: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """Which group of a match is the speaker, and its items."""
    known = found.groupdict()
    kind = next(name for name in GROUPS if known.get(name) is not None)
    return kind, found.span(kind)
