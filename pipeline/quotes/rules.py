"""The rules on who speaks, compiled from `resources/en/attribution_rules.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property

from pipeline.resources import resource

KINDS = ("behind", "clause", "nested", "shared", "subject")
GROUPS = ("named", "pronoun", "other", "nominal")
"""The groups of a pattern that a speaker may be, in the order in which they are tried."""
_VERB = re.compile(r"\(\?P<verb>([^)]*)\)")


@dataclass(frozen=True)
class Rule:
    """A rule on who speaks.

    Attributes:
        kind: `behind` a quotation; a `clause` that says something; a `nested` one, which no quotation is tied to;
            `shared`, a verb that has its subject from the sentence; the `subject` of a sentence.
        name: what it is called.
        pattern: over the letters of items.
        example: a text in which it finds `speaker`.
        speaker: the speaker of the first quotation of the example.
        counter: a text that it leaves alone.
        reach: how many items behind the verb the pattern looks at; None where it may read the sentence to its end.
        holds: two letters that stand side by side in every sentence in which it matches; empty for none.
    """

    kind: str
    name: str
    pattern: re.Pattern[str]
    example: str
    speaker: str
    counter: str
    reach: int | None = None
    holds: str = ""

    @cached_property
    def verbs(self) -> str:
        """The letters that its verb may have: where none of them stands, it does not match; empty for no verb."""
        options = "|".join(_VERB.findall(self.pattern.pattern))
        return "".join(letter for letter in map(chr, range(128)) if re.fullmatch(options, letter))

    @cached_property
    def speakers(self) -> tuple[tuple[str, int], ...]:
        """The groups of the pattern that a speaker may be, by name and number, in the order in which they count."""
        groups = self.pattern.groupindex
        return tuple((name, groups[name]) for name in GROUPS if name in groups)

    @cached_property
    def verb(self) -> int:
        """The group of the pattern that holds the verb; 0, all that it matches, of a rule without one."""
        return self.pattern.groupindex.get("verb", 0)

    @cached_property
    def source(self) -> int:
        """The group of the pattern that holds the speaker, his title included; of a rule that has one."""
        return self.pattern.groupindex["source"]


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
            one.get("reach"),
            one.get("holds", ""),
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
