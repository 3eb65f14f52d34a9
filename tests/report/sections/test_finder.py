"""The list of articles."""

from __future__ import annotations

from datetime import date

from pipeline.report.sections.finder import FAR, UNDATED, finder
from tests.report.invented import rows_of_a_night, summary_of


def test_originals_are_listed_newest_first() -> None:
    """Every original once, days downwards, headlines in order within a day."""
    rows = rows_of_a_night(60)
    found = finder(summary_of(rows), 100)
    originals = {a["article_id"] for a in rows["articles"] if not a["duplicate_of"]}
    assert [day for day, _ in found.days] == [
        "Saturday 21 November 2026",
        "Friday 20 November 2026",
        "Thursday 19 November 2026",
    ]
    assert {h.article_id for _, lines in found.days for h in lines} == originals
    for _, lines in found.days:
        titles = [h.title.casefold() for h in lines]
        assert titles == sorted(titles)


def test_the_list_is_capped() -> None:
    """Only the newest are listed, and the number of all is known."""
    found = finder(summary_of(rows_of_a_night(60)), 5)
    assert found.n_shown == 5
    assert found.n > 5
    assert [day for day, _ in found.days] == ["Saturday 21 November 2026"]


def test_far_off_dates_and_none_come_last() -> None:
    """A date in 2050 does not lead the list."""
    rows = rows_of_a_night(10)
    rows["articles"][0]["day"], rows["articles"][1]["day"] = date(2050, 1, 1), None
    assert [day for day, _ in finder(summary_of(rows), 100).days][-2:] == [FAR, UNDATED]
