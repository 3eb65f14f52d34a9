"""How a line finds its rules: only those are tried on it that it may match.

A night has a million lines, and there are 150 rules. What a rule's pattern says of the first letters of a line, or a
looser pattern derived from it, picks the lines over whole columns.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pipeline.arrays.arrow import numbers
from pipeline.arrays.types import Bool, Int64
from pipeline.cleaning import openings, prefilter
from pipeline.cleaning.prefilter import find_lines, relaxed, tree
from pipeline.cleaning.rules import Rule, rules
from pipeline.resources.derived import derived
from pipeline.text.lines import Lines

LONG = 420
"""Bytes of a line that most rules take at most: longer ones, most of the text, are only shown to the others."""

_SIDE_BY_SIDE = 3  # patterns bound to the start in one RE2 pattern: 2 or 4 take 2 to 3 % more time, single ones 9 %


class Loose(NamedTuple):
    """What every line is like that the pattern of a rule is found in.

    Attributes:
        begins: how it begins, see `openings`; None where that is not known.
        relaxed: RE2 pattern that is found in it, see `prefilter`.
    """

    begins: tuple[str, ...] | None
    relaxed: str

    @classmethod
    def of(cls, pattern: str) -> Loose:
        """Derive it."""
        begins = openings.openings(list(tree(pattern)))
        return cls(tuple(sorted(begins)) if begins else None, relaxed(pattern))


def loosened(pattern: str) -> Loose:
    """What the pattern of a rule says of lines."""
    return _loosened().get(pattern) or Loose.of(pattern)


@cache
def _loosened() -> dict[str, Loose]:
    """The same for each rule on lines; kept from process to process, for to derive it costs .04 s."""
    patterns = [rule.pattern for rule in rules()]
    code = (Path(str(module.__file__)).read_text(encoding="utf-8") for module in (openings, prefilter))
    sources = "\0".join((*code, sys.version, *patterns)).encode()
    made = derived("noise_rules", sources, lambda: json.dumps([Loose.of(pattern) for pattern in patterns]).encode())
    loose = (Loose(tuple(begins) if begins else None, shape) for begins, shape in json.loads(made))
    return dict(zip(patterns, loose, strict=True))


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
        groups: those that are tried on the lines that the prefilter of their group finds.
        opened: places of the others, ascending: they are tried on lines that begin like their pattern.
        codes: bool, shape (len(opened), N_CODES): the codes of these lines, see `first_letters`.
        longest: bytes of the longest line that one of the rules matches.
    """

    rules: tuple[Rule, ...]
    groups: tuple[RuleGroup, ...]
    opened: tuple[int, ...]
    codes: Bool
    longest: int

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> RuleSet:
        """Group the rules: those whose lines begin with certain letters, unbound ones, others a few at a time.

        RE2 runs all patterns of a group side by side: states multiply where many may match any text.
        """
        kept = tuple(rules)
        loose = [loosened(rule.pattern) for rule in kept]
        opened = tuple(number for number, shape in enumerate(loose) if shape.begins)
        codes = np.array([openings.codes_of(loose[number].begins or ()) for number in opened], bool)
        free = sorted({n for n, shape in enumerate(loose) if not shape.relaxed.startswith("^")} - {*opened})
        wide = sorted({*range(len(kept))} - {*opened, *free})
        parts = [free, *(wide[first : first + _SIDE_BY_SIDE] for first in range(0, len(wide), _SIDE_BY_SIDE))]
        groups = tuple(RuleGroup(tuple(part), _either([loose[n].relaxed for n in part])) for part in parts if part)
        longest = max((rule.longest for rule in kept), default=0)
        return cls(kept, groups, opened, codes.reshape(-1, openings.N_CODES), longest)

    def maybe(self, lines: Lines, at: Int64) -> list[tuple[int, Int64]]:
        """The lines that each rule may match.

        Args:
            lines: n_lines lines.
            at: shape (n,): numbers of the lines to look at.

        Returns:
            Number of a rule, and numbers of lines; in the order of the rules.
        """
        texts, codes = lines.texts.take(numbers(at)), openings.first_letters(lines, at)
        found = [(number, at[own[codes]]) for number, own in zip(self.opened, self.codes, strict=True)]
        for group in self.groups:
            there = at[find_lines(texts, group.prefilter)]
            found += [(number, there) for number in group.numbers]
        return sorted(found, key=itemgetter(0))


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
