"""The noise rules over single lines, spans and texts: data from `resources/en/noise_rules.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pipeline.resources import resource

ANYWHERE, INNER, OPEN, HEAD, TAIL, END, EDGE = "anywhere", "inner", "open", "head", "tail", "end", "edge"
ZONES = (ANYWHERE, INNER, OPEN, HEAD, TAIL, END, EDGE)
TITLE, BYLINE, DOUBLED, REPEATED, MODEL = "title", "byline", "doubled", "repeated", "line_model"
BIOGRAPHY, RELATED = "biography", "related"
NONE = -1
"""Code of a line that no rule has taken."""

_WORD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Rule:
    """A noise rule; the head of the resource says what the fields mean.

    Attributes:
        name: as written into `removed.rule`; several rules share one.
        zone: one of ZONES.
        longest: bytes that the line may have at most.
        safe: whether it also holds in `clean.mode: safe`.
        pattern: regular expression, searched for in the line.
        example: an invented line that it matches.
        counter: an invented line that looks like one and stays.
    """

    name: str
    zone: str
    longest: int
    safe: bool
    pattern: str
    example: str
    counter: str

    def matches(self, line: str) -> bool:
        """Whether the pattern is found."""
        return compiled(self.pattern).search(line) is not None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: all together cost 0.3 CPU s."""
    return re.compile(pattern)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the resource."""
    return tuple(Rule(**{**entry, "pattern": spelt(entry["pattern"])}) for entry in _data()["rule"])


@cache
def _data() -> dict[str, Any]:
    """The resource."""
    return tomllib.loads(resource("en/noise_rules.toml"))


def spelt(pattern: str) -> str:
    """The pattern with its {words} put in."""
    return _WORD.sub(lambda word: str(_data()["words"][word[1]]), pattern)


class InlineRule(NamedTuple):
    """A rule on spans inside lines.

    Attributes:
        name: as written into `removed.rule`.
        safe: whether it also holds in `clean.mode: safe`.
        pattern: regular expression of the span; where it has a group `noise`, of what that is recognised by.
        example: an invented line that holds one.
        counter: an invented line that looks like one and holds none.
        only_in: regular expression that every line with such a span holds; empty where the pattern itself is searched.
    """

    name: str
    safe: bool
    pattern: str
    example: str
    counter: str
    only_in: str = ""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """First character and one past the last of each span of a text, left to right."""
        pattern = compiled(self.pattern)
        group = pattern.groupindex.get("noise", 0)
        return [found.span(group) for found in pattern.finditer(text)]


@cache
def inline_rules() -> tuple[InlineRule, ...]:
    """All rules on spans, in the order of the resource."""
    return tuple(InlineRule(**{**entry, "pattern": spelt(entry["pattern"])}) for entry in _data()["inline"])


class MarkupRule(NamedTuple):
    """A rule on spans of whole texts, before they have lines.

    Attributes:
        name: as written into `removed.rule`.
        pattern: regular expression of the span; may cross lines.
        example: an invented text that holds one.
        counter: an invented text that looks like it and holds none.
        only_in: regular expression that the text must hold; empty for any text.
    """

    name: str
    pattern: str
    example: str
    counter: str
    only_in: str = ""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """First character and one past the last of each span of a text, left to right."""
        if self.only_in and not compiled(self.only_in).search(text):
            return []
        return [found.span() for found in compiled(self.pattern).finditer(text) if found[0]]


@cache
def markup_rules() -> tuple[MarkupRule, ...]:
    """All rules on texts, in the order of the resource."""
    return tuple(MarkupRule(**{**entry, "pattern": spelt(entry["pattern"])}) for entry in _data()["markup"])


@cache
def names() -> tuple[str, ...]:
    """Names of all rules, sorted, with those that are no pattern."""
    every: list[Rule | InlineRule | MarkupRule] = [*rules(), *inline_rules(), *markup_rules()]
    given = {rule.name for rule in every}
    return tuple(sorted(given | {TITLE, BYLINE, DOUBLED, REPEATED, MODEL}))
