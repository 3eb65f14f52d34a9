"""Articles by day."""

from __future__ import annotations

from pipeline.report.sections.arrivals import arrivals
from tests.report.invented import rows_of_a_night, summary_of


def test_a_few_days_are_all_named() -> None:
    """Three days, three names; the chart is no wider than it needs."""
    found = arrivals(summary_of(rows_of_a_night(60)))
    assert found is not None
    assert found.names == ["19 Nov", "20 Nov", "21 Nov"]
    assert (found.unit, found.width) == ("day", 15)


def test_many_days_are_named_at_the_ends_and_the_middle() -> None:
    """Names do not run into each other."""
    found = arrivals(summary_of(rows_of_a_night(300, n_days=30)))
    assert found is not None
    assert len(found.names) == 3
    assert found.has_copies
    assert "copies" in found.chart


def test_without_days_there_is_no_chart() -> None:
    """Nothing to draw, and no error."""
    rows = rows_of_a_night(3)
    for article in rows["articles"]:
        article["day"] = None
    assert arrivals(summary_of(rows)) is None
