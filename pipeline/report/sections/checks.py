"""Section 1: the run in figures, and whether it looks like a healthy night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.drawing.formatting import count, percent, plural
from pipeline.report.files.metrics import metrics
from pipeline.tables.checks import findings, with_bounds


class Line(NamedTuple):
    """A check on the page: its name, whether it passed, what was measured, why it matters."""

    name: str
    passed: bool
    found: str
    why: str


@dataclass(frozen=True)
class Run:
    """The run line: figures as (number, noun) and the checks."""

    figures: list[tuple[str, str]]
    checks: list[Line]

    @property
    def n_passed(self) -> int:
        """Checks that passed."""
        return sum(c.passed for c in self.checks)

    @property
    def is_healthy(self) -> bool:
        """Whether all checks passed."""
        return self.n_passed == len(self.checks)


def run(corpus: CorpusSummary, bounds: Mapping[str, float]) -> Run:
    """What came in, what was kept, what fell out, and the checks.

    Args:
        corpus: see `corpus_summary`.
        bounds: share above which a check asks for a look, by its name in `pipeline.tables.checks`.
    """
    found = metrics(corpus)
    n_copies = int(found["n_duplicates"])
    figures = [
        (count(found["n_records"]), "records in" if found["n_records"] != 1 else "record in"),
        (count(found["n_articles"]), "kept"),
        (count(n_copies), "of them copies" if n_copies != 1 else "of them a copy"),
        (count(found["n_rejected"]), "rejected"),
        (count(found["n_days"]), "days" if found["n_days"] != 1 else "day"),
        (count(found["n_sources"]), "publishers" if found["n_sources"] != 1 else "publisher"),
    ]
    return Run(figures, [_complete(corpus), *_shares(found, bounds)])


def _complete(corpus: CorpusSummary) -> Line:
    articles = corpus.articles
    lacking = {
        table: articles.n - int(articles.has(column).sum())
        for table, column in (("sentiment", "label"), ("article_topics", "topic_id"), ("article_stories", "story_id"))
    }
    short = [f"{plural(n, 'article')} without a row in {table}" for table, n in lacking.items() if n]
    return Line(
        "Every article has its row in every table",
        not short and articles.n > 0,
        "; ".join(short) or (plural(articles.n, "article") if articles.n else "no article at all"),
        "A join on article_id loses nothing.",
    )


def _shares(found: Mapping[str, float], bounds: Mapping[str, float]) -> list[Line]:
    return [
        Line(
            finding.check.title,
            finding.level == "ok",
            f"{percent(finding.measured)} (bound: {percent(finding.check.warn_above)})",
            finding.check.why,
        )
        for finding in findings(found, with_bounds(bounds, {}))
    ]
