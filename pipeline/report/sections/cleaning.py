"""Section 7: the audit of cleaning."""

from __future__ import annotations

import math
from typing import NamedTuple

from pipeline.report.data.audit import Reason, RuleAudit, copy_groups, relations
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.headlines import Headline, headlines
from pipeline.report.drawing.formatting import shorten, visible
from pipeline.report.files.metrics import share

SAMPLE = 90


class RuleRow(NamedTuple):
    """A rule as the table shows it; `share` is of all characters removed (or kept); samples show their white space."""

    rule: str
    n: int
    n_chars: int
    n_articles: int
    share: float
    frequent: list[tuple[str, int]]
    longest: list[str]


class Group(NamedTuple):
    """A kept article with its copies, and how much they are alike, in words (empty when not known)."""

    kept: Headline
    copies: list[Headline]
    n_copies: int
    alike: str


class Audit(NamedTuple):
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


def audit(corpus: CorpusSummary, n_groups: int) -> Audit:
    """Rules, copies and rejected records."""
    removed = corpus.n_removed_chars
    return Audit(
        rules=_rules(corpus.rules, removed),
        suspects=_rules(corpus.suspects, corpus.n_chars),
        n_chars=corpus.n_chars,
        n_removed_chars=removed,
        removed_share=share(removed, corpus.n_chars + removed),
        n_copies=int(corpus.articles.is_copy.sum()),
        relations=relations(corpus.articles),
        groups=_groups(corpus, n_groups),
        reasons=[_reason(r) for r in corpus.reasons],
        n_rejected=corpus.n_rejected,
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


def _groups(corpus: CorpusSummary, n_groups: int) -> list[Group]:
    return [
        Group(
            kept=headlines(corpus.articles, [g.kept])[0],
            copies=headlines(corpus.articles, g.copies[:n_groups]),
            n_copies=len(g.copies),
            alike=_alike(g.similarity),
        )
        for g in copy_groups(corpus.articles, n_groups)
    ]


def _alike(similarity: float) -> str:
    if math.isnan(similarity):
        return ""
    return ", word for word" if similarity > 0.9999 else f", at least {math.floor(100 * similarity + 1e-4)}% alike"


def _reason(found: Reason) -> Reason:
    examples = [(shorten(file, SAMPLE), record, shorten(detail, SAMPLE)) for file, record, detail in found.examples]
    return Reason(found.reason, found.n, examples)
