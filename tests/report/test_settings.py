"""Every setting of `report` reaches what it is for, and the page shows as much as it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pipeline.report import stage
from pipeline.report.data.corpus_summary import Limits, summarise
from pipeline.report.data.reader import newest
from pipeline.report.render import Frontpage
from pipeline.report.sections.changes import changes
from pipeline.report.sections.checks import run
from pipeline.report.sections.cleaning import audit
from pipeline.report.sections.finder import finder
from pipeline.report.sections.stories import stories
from pipeline.report.stage import WARN, ReportConfig, report
from tests.report.invented import rows_of_a_night, summary_of, tables

OTHER = ReportConfig(
    title="Night & Day",
    n_stories=2,
    n_full=11,
    n_listed=5,
    n_quotes=3,
    n_samples=1,
    n_extremes=2,
    n_bars=9,
    n_baseline_days=4,
    max_rejected_share=0.01,
    max_removed_share=0.02,
    max_duplicate_share=0.03,
    max_undated_share=0.04,
    max_outlier_share=0.06,
    max_unscored_share=0.07,
)
"""No two settings are alike, and none is a default."""


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the parts of the stage are called with, by name."""
    calls: dict[str, Any] = {}

    def recorded(name: str) -> None:
        real = getattr(stage, name)

        def called(*given: Any) -> Any:
            calls[name] = given
            return real(*given)

        monkeypatch.setattr(stage, name, called)

    for name in ("summarise", "newest", "reader_block", "page"):
        recorded(name)
    return calls


def test_no_two_settings_are_mixed_up(seen: dict[str, Any]) -> None:
    """Each goes where its description says."""
    page = report(OTHER, **tables(rows_of_a_night(30)))["report.html"].decode()
    assert seen["summarise"][1] == Limits(n_bars=9, n_samples=1, n_extremes=2)
    assert seen["newest"][1] == 11
    assert seen["reader_block"][3] == 3
    bounds = dict(zip(WARN, (0.01, 0.02, 0.03, 0.04, 0.06, 0.07), strict=True))
    assert seen["page"][1] == Frontpage("Night & Day", bounds, n_stories=2, n_listed=5, n_groups=1, n_baseline_days=4)
    assert "<title>Night &amp; Day" in page


@pytest.mark.parametrize(("n_full", "n_held"), [(0, 0), (11, 11), (29, 29), (30, 30), (31, 30)])
def test_n_full(n_full: int, n_held: int) -> None:
    """As many articles as wanted are held, the newest ones."""
    corpus = summary_of(rows_of_a_night(30))
    held = newest(corpus, n_full)
    assert len(held) == n_held
    others = np.setdiff1d(np.arange(30), held)
    assert not len(held) or not len(others) or corpus.articles.day[held].min() >= corpus.articles.day[others].max()


@pytest.mark.parametrize("n", [1, 2, 3])
def test_n_stories_and_n_listed(n: int) -> None:
    """As many top stories as wanted, and as many articles for readers without JavaScript."""
    corpus = summary_of(rows_of_a_night(80))
    assert len(stories(corpus, newest(corpus, 1000), n)[0]) == n
    found = finder(corpus, n)
    assert sum(len(lines) for _, lines in found.days) == found.n_shown == n < found.n


@pytest.mark.parametrize("n", [1, 2])
def test_n_samples(n: int) -> None:
    """Of a rule and of the copies as many samples are shown as wanted."""
    corpus = summarise(tables(rows_of_a_night(200)), Limits(n_bars=60, n_samples=n, n_extremes=2))
    assert max(len(rule.frequent) for rule in corpus.rules) == n
    assert len(audit(corpus, n).groups) == n


@pytest.mark.parametrize(("n_bars", "width", "n_columns"), [(60, 1, 40), (40, 1, 40), (39, 2, 20), (7, 7, 6)])
def test_n_bars(n_bars: int, width: int, n_columns: int) -> None:
    """Forty days are forty columns while there is room, else a column is of several days."""
    corpus = summarise(tables(rows_of_a_night(400, n_days=40)), Limits(n_bars=n_bars, n_samples=3, n_extremes=2))
    assert (corpus.calendar.width, corpus.calendar.n_bars) == (width, n_columns)


@pytest.mark.parametrize(("n_days", "n_compared"), [(1, 1), (4, 4), (9, 9), (28, 9)])
def test_n_baseline_days(n_days: int, n_compared: int) -> None:
    """The last day is compared with as many days before it as wanted and as there are."""
    assert changes(summary_of(rows_of_a_night(400, n_days=10)), n_days).n_baseline == n_compared


@pytest.mark.parametrize(
    ("name", "title", "share"),
    [
        ("rejected_share", "Records rejected", 0.005),
        ("removed_share", "Text removed as noise", 0.14),
        ("duplicate_share", "Copies", 0.07),
        ("outlier_share", "Without a topic", 0.03),
    ],
)
def test_a_check_asks_for_a_look_above_its_bound(name: str, title: str, share: float) -> None:
    """Below the share of an invented night its check fails, above it holds; no other check changes."""
    corpus = summary_of(rows_of_a_night(400, n_days=40))
    for bound, holds in ((0.8 * share, False), (1.3 * share, True)):
        failed = {line.name for line in run(corpus, dict.fromkeys(WARN, 1.0) | {name: bound}).checks if not line.passed}
        assert failed == (set() if holds else {title})
