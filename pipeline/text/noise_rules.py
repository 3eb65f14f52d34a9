"""The noise rules over single lines: data from `resources/noise_rules.tsv`, applied to whole columns by RE2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.resources import resource
from pipeline.tables.columns import numbers, to_numpy

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int16]
Places = npt.NDArray[np.int64]

ANYWHERE, HEAD, TAIL, END, EDGE = "anywhere", "head", "tail", "end", "edge"
TITLE, BYLINE, DOUBLED, REPEATED = "title", "byline", "doubled", "repeated"
ZONES = (ANYWHERE, HEAD, TAIL, END, EDGE)

NONE = -1
"""Code of a line that no rule has taken."""

_WORD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Rule:
    """A noise rule.

    Attributes:
        name: as written into `removed.rule`; several rules share one.
        zone: where in the article the line must stand, one of ZONES; see the head of the resource.
        longest: bytes that the line may have at most.
        needs: what the line must hold for the pattern to be tried, a regular expression; empty for anything.
        safe: whether the rule also holds in `clean.mode: safe`.
        pattern: regular expression (RE2), searched for in the line.
        example: an invented line that it takes.
    """

    name: str
    zone: str
    longest: int
    needs: str
    safe: bool
    pattern: str
    example: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the resource."""
    words: dict[str, str] = dict(line.split("\t") for line in _lines(resource("noise_words.tsv")))
    found = []
    for line in _lines(resource("noise_rules.tsv")):
        name, zone, longest, needs, level, pattern, example = line.split("\t")
        needs, pattern = (_WORD.sub(lambda found: words[found[1]], text) for text in (needs, pattern))
        found.append(Rule(name, zone, int(longest), needs, level == "safe", pattern, example))
    return tuple(found)


def _lines(text: str) -> Iterable[str]:
    """Lines that are neither empty nor a comment."""
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def apply(used: Sequence[Rule], texts: pa.Array, sizes: Places, where: Mapping[str, Bools], found: Codes) -> None:
    """Write the first rule that takes a line into `found`, where none stands yet.

    Args:
        used: rules.
        texts: n_lines strings, blanks behind a line do not matter.
        sizes: shape (n_lines,): bytes of each line.
        where: zone of every rule → bool, shape (n_lines,).
        found: shape (n_lines,): index into `names()`, NONE where free; changed in place.
    """
    ordered = sorted(used, key=_group)
    for (zone, longest, has_needs), group in groupby(ordered, key=_group):
        some = list(group)
        places = np.flatnonzero(where[zone] & (sizes <= longest) & (found == NONE))
        asked = texts.take(numbers(places))
        if has_needs:
            worth = matches(asked, "(?i)" + "|".join(sorted({rule.needs for rule in some})))
            places, asked = places[worth], asked.filter(numbers(worth))
        asked = pc.ascii_rtrim_whitespace(asked)
        for rule in some:
            hit = places[matches(asked, rule.pattern)]
            found[hit[found[hit] == NONE]] = names().index(rule.name)


def _group(rule: Rule) -> tuple[str, int, bool]:
    """What rules share that are asked of the same lines."""
    return rule.zone, rule.longest, bool(rule.needs)


def matches(texts: pa.Array, pattern: str) -> Bools:
    """Where an RE2 pattern is found; bool, shape (n,)."""
    return np.asarray(to_numpy(pc.match_substring_regex(texts, pattern)), bool)


@cache
def names() -> tuple[str, ...]:
    """Names of all rules, sorted, with those that are no pattern."""
    return tuple(sorted({rule.name for rule in rules()} | {TITLE, BYLINE, DOUBLED, REPEATED}))
