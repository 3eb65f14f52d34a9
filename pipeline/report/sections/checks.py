"""Section 1: the run in figures, and whether it looks like a healthy night."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.report.data.corpus_summary import Night
from pipeline.report.drawing.formatting import count, percent, plural
from pipeline.report.files.metrics import metrics


@dataclass(frozen=True)
class Bounds:
    """Shares 0..1 above which a check asks for a look."""

    rejected: float
    removed: float
    duplicate: float
    undated: float
    outlier: float
    unscored: float


@dataclass(frozen=True)
class Check:
    """One check: what was asked, whether it passed, what was found, why it matters."""

    name: str
    passed: bool
    found: str
    why: str


@dataclass(frozen=True)
class Run:
    """The run line: figures as (number, noun) and the checks."""

    figures: list[tuple[str, str]]
    checks: list[Check]

    @property
    def n_passed(self) -> int:
        """Checks that passed."""
        return sum(c.passed for c in self.checks)

    @property
    def is_healthy(self) -> bool:
        """Whether all checks passed."""
        return self.n_passed == len(self.checks)


def run(night: Night, bounds: Bounds) -> Run:
    """What came in, what was kept, what fell out, and the checks."""
    found = metrics(night)
    n_copies = int(found["n_duplicates"])
    figures = [
        (count(found["n_records"]), "records in" if found["n_records"] != 1 else "record in"),
        (count(found["n_articles"]), "kept"),
        (count(n_copies), "of them copies" if n_copies != 1 else "of them a copy"),
        (count(found["n_rejected"]), "rejected"),
        (count(found["n_days"]), "days" if found["n_days"] != 1 else "day"),
        (count(found["n_sources"]), "publishers" if found["n_sources"] != 1 else "publisher"),
    ]
    return Run(figures, [_complete(night), *_shares(found, bounds)])


def _complete(night: Night) -> Check:
    articles = night.articles
    lacking = {
        table: articles.n - int(articles.has(column).sum())
        for table, column in (("sentiment", "label"), ("article_topics", "topic_id"), ("stories", "story_id"))
    }
    short = [f"{plural(n, 'article')} without a row in {table}" for table, n in lacking.items() if n]
    return Check(
        "Every article has its row in every table",
        not short and articles.n > 0,
        "; ".join(short) or (plural(articles.n, "article") if articles.n else "no article at all"),
        "A join on article_id loses nothing.",
    )


def _shares(found: dict[str, float], bounds: Bounds) -> list[Check]:
    rows = (
        ("Records rejected", found.get("rejected_share", 0.0), bounds.rejected, "A broken feed shows here first."),
        ("Text removed as noise", found.get("removed_share", 0.0), bounds.removed, "More may be a rule gone too far."),
        ("Copies", found.get("duplicate_share", 0.0), bounds.duplicate, "More may be a feed read twice."),
        ("Without a date", 1 - found.get("dated_share", 1.0), bounds.undated, "They are in no trend and on no day."),
        (
            "Without a topic",
            found.get("outlier_share", 0.0),
            bounds.outlier,
            "More may be news the topics do not know.",
        ),
        (
            "Not scored for tone",
            1 - found.get("scored_share", 1.0),
            bounds.unscored,
            "Not in a language that is scored.",
        ),
    )
    return [
        Check(name, share <= bound or math.isclose(share, bound), f"{percent(share)} (bound: {percent(bound)})", why)
        for name, share, bound, why in rows
    ]
