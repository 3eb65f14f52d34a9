"""What a noise rule is: a name, a pattern over one line, and where in the article it may apply."""

from __future__ import annotations

from dataclasses import dataclass

ANYWHERE, HEAD, TAIL, EDGE = "anywhere", "head", "tail", "edge"
"""Zones: before the first paragraph of prose, behind the last one, either of them."""


@dataclass(frozen=True)
class Rule:
    """A noise rule.

    Attributes:
        name: as written into `removed.rule`; several rules may share it.
        pattern: regular expression (RE2) searched for in the line.
        zone: where the line must stand.
        longest: bytes that the line may have at most.
        safe: whether the rule also holds in `clean.mode: safe`.
    """

    name: str
    pattern: str
    zone: str = ANYWHERE
    longest: int = 200
    safe: bool = False
