"""Section 7: the audit of cleaning."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.report.data.audit import Reason, RuleAudit, copy_groups, relations
from pipeline.report.data.corpus_summary import Night
from pipeline.report.data.headlines import Headline, headlines
from pipeline.report.drawing.formatting import shorten, visible
from pipeline.report.files.metrics import share

SAMPLE = 110


@dataclass(frozen=True)
class RuleRow:
    """A rule as the table shows it; `share` is of all characters removed (or kept); samples show their white space."""

    rule: str
    n: int
    n_chars: int
    n_articles: int
    share: float
    frequent: list[tuple[str, int]]
    longest: list[str]


@dataclass(frozen=True)
class Group:
    """A kept article with its copies, and how much they are alike, in words (empty when not known)."""

    kept: Headline
    copies: list[Headline]
    n_copies: int
    alike: str


@dataclass(frozen=True)
class Audit:
    """What cleaning did; shares 0..1."""

    rules: list[RuleRow]
    suspects: list[RuleRow]
    n_chars: int
    n_removed_chars: int
    removed_share: float
    n_copies: int
    relations: dict[str, int]
    groups: list[Group]
    reasons: list[Reason]
    n_rejected: int


def audit(night: Night, n_groups: int) -> Audit:
    """Rules, copies and rejected records."""
    removed = night.n_removed_chars
    return Audit(
        rules=_rules(night.rules, removed),
        suspects=_rules(night.suspects, night.n_chars),
        n_chars=night.n_chars,
        n_removed_chars=removed,
        removed_share=share(removed, night.n_chars + removed),
        n_copies=int(night.articles.is_copy.sum()),
        relations=relations(night.articles),
        groups=_groups(night, n_groups),
        reasons=[_reason(r) for r in night.reasons],
        n_rejected=night.n_rejected,
    )


def _rules(found: list[RuleAudit], n_chars: int) -> list[RuleRow]:
    """The rows of a table; shares are of n_chars."""
    return [
        RuleRow(
            rule=r.rule,
            n=r.n,
            n_chars=r.n_chars,
            n_articles=r.n_articles,
            share=share(r.n_chars, n_chars),
            frequent=[(visible(text, SAMPLE), n) for text, n in r.frequent],
            longest=[visible(text, SAMPLE) for text in r.longest],
        )
        for r in found
    ]


def _groups(night: Night, n_groups: int) -> list[Group]:
    return [
        Group(
            kept=headlines(night.articles, [g.kept])[0],
            copies=headlines(night.articles, g.copies[:n_groups]),
            n_copies=len(g.copies),
            alike=_alike(g.similarity),
        )
        for g in copy_groups(night.articles, n_groups)
    ]


def _alike(similarity: float) -> str:
    if math.isnan(similarity):
        return ""
    return ", word for word" if similarity > 0.9999 else f", at least {math.floor(100 * similarity)}% alike"


def _reason(found: Reason) -> Reason:
    examples = [(shorten(file, SAMPLE), record, shorten(detail, SAMPLE)) for file, record, detail in found.examples]
    return Reason(found.reason, found.n, examples)
