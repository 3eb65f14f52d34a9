"""The run line and its checks."""

from __future__ import annotations

from pipeline.report.sections.checks import run
from pipeline.tables.checks import BY_NAME
from tests.report.invented import rows_of_a_night, summary_of

WIDE = dict.fromkeys(BY_NAME, 1)
TIGHT = dict.fromkeys(BY_NAME, 0)


def test_a_run_within_its_bounds_is_healthy() -> None:
    """Nothing above its bound: all checks pass."""
    found = run(summary_of(rows_of_a_night(60)), WIDE)
    assert found.is_healthy
    assert found.n_passed == len(found.checks) == 7


def test_a_share_above_its_bound_asks_for_a_look() -> None:
    """Two records of 62 rejected are more than none; all dated and scored are not."""
    found = {c.name: c.passed for c in run(summary_of(rows_of_a_night(60)), TIGHT).checks}
    assert not found["Records rejected"]
    assert not found["Text removed as noise"]
    assert found["Without a date"]
    assert found["Not scored for tone"]


def test_a_missing_row_is_named() -> None:
    """An article without a row in another table fails the first check, in words."""
    rows = rows_of_a_night(5)
    rows["article_stories"].pop()
    check = run(summary_of(rows), WIDE).checks[0]
    assert not check.passed
    assert check.found == "1 article without a row in article_stories"


def test_a_night_without_articles_is_not_healthy() -> None:
    """Nothing kept is nothing to be content with."""
    rows = {name: [] for name in rows_of_a_night(1)}
    check = run(summary_of(rows), WIDE).checks[0]
    assert (check.passed, check.found) == (False, "no article at all")


def test_the_figures_agree_with_their_nouns() -> None:
    """One record is a record in, one copy a copy."""
    rows = rows_of_a_night(1)
    rows["rejected"] = []
    nouns = [noun for _, noun in run(summary_of(rows), WIDE).figures]
    assert nouns == ["record in", "kept", "of them copies", "rejected", "day", "publisher"]
