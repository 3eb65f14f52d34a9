"""The noise rules over single lines: data from `resources/en/noise_rules.toml`, and how a line finds its rules.

A night has a million lines and a hundred rules. One regular expression over whole columns picks the lines that hold a
hook of any rule; those lines look their rules up by hook, and only these patterns are tried.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.resources import resource

ANYWHERE, INNER, OPEN, HEAD, TAIL, END, EDGE = "anywhere", "inner", "open", "head", "tail", "end", "edge"
ZONES = (ANYWHERE, INNER, OPEN, HEAD, TAIL, END, EDGE)
TITLE, BYLINE, DOUBLED, REPEATED, MODEL = "title", "byline", "doubled", "repeated", "line_model"
BIOGRAPHY, RELATED = "biography", "related"
NONE = -1
"""Code of a line that no rule has taken."""
LONG = 420
"""Bytes of a line that most rules take at most: longer ones, most of the text, are only shown to the others."""

_NEVER = r"[^\s\S]"
_WORD = re.compile(r"\{([a-z]+)\}")
_FIRST = re.compile(r"^\W*(\w+(?:-\w+)?)")


@dataclass(frozen=True)
class Rule:
    """A noise rule; the head of the resource says what the fields mean.

    Attributes:
        name: as written into `removed.rule`; several rules share one.
        zone: one of ZONES.
        longest: bytes that the line may have at most.
        safe: whether it also holds in `clean.mode: safe`.
        hooks: what the line must hold for the pattern to be tried; none for always.
        pattern: regular expression, searched for in the line.
        example: an invented line that it takes.
    """

    name: str
    zone: str
    longest: int
    safe: bool
    hooks: tuple[str, ...]
    pattern: str
    example: str

    def matches(self, line: str) -> bool:
        """Whether the pattern is found."""
        return _compiled(self.pattern).search(line) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: all together cost 0.3 CPU s."""
    return re.compile(pattern)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the resource."""
    found = []
    for entry in _data()["rule"]:
        hooks, pattern = tuple(entry["hooks"]), _spelt(entry["pattern"])
        found.append(Rule(**{**entry, "hooks": hooks, "pattern": pattern}))
    return tuple(found)


@cache
def _data() -> dict[str, Any]:
    """The resource."""
    return tomllib.loads(resource("en/noise_rules.toml"))


def _spelt(pattern: str) -> str:
    """The pattern with its {words} put in."""
    return _WORD.sub(lambda word: str(_data()["words"][word[1]]), pattern)


@dataclass(frozen=True)
class InlineRule:
    """A rule on spans inside lines.

    Attributes:
        name: as written into `removed.rule`.
        safe: whether it also holds in `clean.mode: safe`.
        pattern: regular expression of the span.
        example: an invented line that holds one.
    """

    name: str
    safe: bool
    pattern: str
    example: str

    def spans(self, text: str) -> list[tuple[int, int]]:
        """First character and one past the last of each span of a text, left to right."""
        return [found.span() for found in _compiled(self.pattern).finditer(text)]


@cache
def inline_rules() -> tuple[InlineRule, ...]:
    """All rules on spans, in the order of the resource."""
    return tuple(InlineRule(**{**entry, "pattern": _spelt(entry["pattern"])}) for entry in _data()["inline"])


@cache
def names() -> tuple[str, ...]:
    """Names of all rules, sorted, with those that are no pattern."""
    given = {rule.name for rule in rules()} | {rule.name for rule in inline_rules()}
    return tuple(sorted(given | {TITLE, BYLINE, DOUBLED, REPEATED, MODEL}))


@dataclass
class RuleSet:
    """Rules by hook.

    Attributes:
        rules: the rules.
        longest: bytes of the longest line that one of them takes.
        opening: RE2 pattern, bound to the start of a line, that finds every line that begins with a hook or a shape.
        inside: RE2 pattern that finds every line that holds one of the other hooks or shapes.
    """

    rules: tuple[Rule, ...]
    longest: int = field(init=False)
    opening: str = field(init=False)
    inside: str = field(init=False)
    _always: list[int] = field(init=False)
    _starts: dict[str, list[int]] = field(init=False)
    _parts: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the hooks by kind."""
        hooks = [(number, hook) for number, rule in enumerate(self.rules) for hook in rule.hooks or ("~",)]
        starts = [(hook[1:], number) for number, hook in hooks if hook.startswith("^")]
        shapes = [(hook[1:], number) for number, hook in hooks if hook.startswith("~")]
        parts = [(hook, number) for number, hook in hooks if hook[0] not in "^~"]
        self.longest = max((rule.longest for rule in self.rules), default=0)
        forms = sorted({shape for shape, _ in shapes})
        words = [rf"(?i:\W*(?:{_either(starts)})\b)"] if starts else []
        self.opening = f"^(?:{'|'.join([*words, *(form[1:] for form in forms if form[:1] == '^')]) or _NEVER})"
        held = [f"(?i:{_either(parts)})"] if parts else []
        self.inside = "|".join([*held, *(form for form in forms if form[:1] != "^")]) or _NEVER
        self._always = sorted({number for _, number in shapes})
        self._starts = _index((_first_word(hook), number) for hook, number in starts)
        self._parts = _index(parts)

    def candidates(self, line: str, *, inside: bool) -> list[int]:
        """Numbers of the rules that are worth trying on a line, ascending.

        Args:
            line: the line.
            inside: whether the pattern `inside` is found in it.
        """
        small = line.lower()
        first = _FIRST.match(small)
        found = {*self._always, *self._starts.get(first[1] if first else "", ())}
        for hook, numbers in self._parts.items() if inside else ():
            if hook in small:
                found.update(numbers)
        return sorted(found)


def _either(hooks: list[tuple[str, int]]) -> str:
    """Pattern for any of these hooks."""
    return "|".join(sorted({re.escape(hook) for hook, _ in hooks}))


def _first_word(phrase: str) -> str:
    """The first word of a phrase."""
    match = _FIRST.match(phrase)
    return match[1] if match else phrase


def _index(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Hook → rule numbers."""
    found: dict[str, list[int]] = defaultdict(list)
    for hook, number in pairs:
        found[hook].append(number)
    return dict(found)


@cache
def rule_set(zones: tuple[str, ...], *, safe: bool, long: bool = False) -> RuleSet:
    """The rules of some zones; only the safe ones, only those for lines of more than LONG bytes if asked."""
    kept = (rule for rule in rules() if rule.zone in zones and (rule.safe or not safe))
    return RuleSet(tuple(rule for rule in kept if rule.longest > LONG or not long))
