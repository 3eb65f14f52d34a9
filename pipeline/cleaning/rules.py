"""The noise rules over single lines: data from `resources/en/noise_rules.toml`, and how a line finds its rules.

A night has a million lines, and there are 150 rules. Looser patterns, derived from those of the rules, pick over whole
columns the lines that may match; only on those the rules are tried.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.cleaning import prefilter
from pipeline.cleaning.prefilter import beginning, relaxed
from pipeline.resources import resource
from pipeline.resources.derived import derived

ANYWHERE, INNER, OPEN, HEAD, TAIL, END, EDGE = "anywhere", "inner", "open", "head", "tail", "end", "edge"
ZONES = (ANYWHERE, INNER, OPEN, HEAD, TAIL, END, EDGE)
TITLE, BYLINE, DOUBLED, REPEATED, MODEL = "title", "byline", "doubled", "repeated", "line_model"
BIOGRAPHY, RELATED = "biography", "related"
NONE = -1
"""Code of a line that no rule has taken."""
LONG = 420
"""Bytes of a line that most rules take at most: longer ones, most of the text, are only shown to the others."""

_SIDE_BY_SIDE = 4  # patterns without a first word in one RE2 pattern: 8 take twice the time, single ones half more
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
    """

    name: str
    safe: bool
    pattern: str
    example: str
    counter: str

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


class Loose(NamedTuple):
    """RE2 patterns derived from the pattern of a rule, see `prefilter`."""

    beginning: str | None
    relaxed: str


def loosened(pattern: str) -> Loose:
    """The looser patterns of a rule."""
    return _loosened().get(pattern) or Loose(beginning(pattern), relaxed(pattern))


@cache
def _loosened() -> dict[str, Loose]:
    """Pattern of each rule on lines → its looser ones; kept from process to process, for to derive them costs .04 s."""
    patterns = [rule.pattern for rule in rules()]
    sources = "\0".join((Path(prefilter.__file__).read_text(encoding="utf-8"), sys.version, *patterns)).encode()
    made = derived("noise_rules", sources, lambda: json.dumps([(beginning(p), relaxed(p)) for p in patterns]).encode())
    return {pattern: Loose(*pair) for pattern, pair in zip(patterns, json.loads(made), strict=True)}


class RuleGroup(NamedTuple):
    """Rules of a set with an RE2 pattern that is found in every line that one of them matches.

    Attributes:
        numbers: places of the rules in the set, ascending.
        prefilter: the RE2 pattern.
    """

    numbers: tuple[int, ...]
    prefilter: str


class RuleSet(NamedTuple):
    """Some rules, tried in order.

    Attributes:
        rules: the rules.
        groups: the same in groups; a group is tried on the lines that its prefilter finds.
        longest: bytes of the longest line that one of them matches.
    """

    rules: tuple[Rule, ...]
    groups: tuple[RuleGroup, ...]
    longest: int

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> RuleSet:
        """Group rules by their prefilter: by a word that lines begin with, unbound ones, others a few at a time.

        RE2 runs all patterns of a group side by side: states multiply where many may match any text.
        """
        kept = tuple(rules)
        loose = [loosened(rule.pattern) for rule in kept]
        shapes = [pair.beginning or pair.relaxed for pair in loose]
        words = [number for number, pair in enumerate(loose) if pair.beginning]
        free = [number for number, shape in enumerate(shapes) if not shape.startswith("^")]
        wide = sorted({*range(len(kept))} - {*words, *free})
        parts = [words, free, *(wide[first : first + _SIDE_BY_SIDE] for first in range(0, len(wide), _SIDE_BY_SIDE))]
        groups = tuple(RuleGroup(tuple(part), _either([shapes[number] for number in part])) for part in parts if part)
        return cls(kept, groups, max((rule.longest for rule in kept), default=0))


def _either(shapes: list[str]) -> str:
    """RE2 pattern for any of some patterns, bound to the start of the line where all are."""
    if all(shape.startswith("^") for shape in shapes):
        return f"^(?:{'|'.join(shape[1:] for shape in shapes)})"
    return "|".join(f"(?:{shape})" for shape in shapes)


@cache
def rule_set(zones: tuple[str, ...], *, safe: bool, long: bool = False) -> RuleSet:
    """The rules of some zones; only the safe ones, only those for lines of more than LONG bytes if asked."""
    kept = (rule for rule in rules() if rule.zone in zones and (rule.safe or not safe))
    return RuleSet.of(rule for rule in kept if rule.longest > LONG or not long)
