"""The run line: every figure with its noun, every check with its bound."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.report.sections.checks import Line, Run, run
from pipeline.tables.checks import BY_NAME
from tests.report.invented import FIRST_DAY, Row, Rows, rows_of_a_night, summary_of

LACKS, LACK = "article without a row in", "articles without a row in"
WIDE: dict[str, float] = dict.fromkeys(BY_NAME, 1.0)


def night(n: int) -> Rows:
    """Originals of one day and one publisher, all with a topic; nothing rejected or removed."""
    rows = rows_of_a_night(n, n_days=1)
    for article, topic in zip(rows["articles"], rows["article_topics"], strict=True):
        article.update(source="Post", duplicate_of=None, other_article_id=None, relation=None, similarity=None)
        topic.update(topic_id=0, strength=0.5)
    rows["removed"], rows["rejected"] = [], []
    return rows


def rejected(number: int, n_unread: int = 1) -> Row:
    """A row of `rejected`."""
    return {"source_file": "a.jsonl", "record": number, "reason": "bad_json", "detail": "", "n_unread": n_unread}


def copied(rows: Rows, *numbers: int) -> Rows:
    """Make articles copies of the first."""
    kept = rows["articles"][0]["article_id"]
    for number in numbers:
        rows["articles"][number].update(duplicate_of=kept, other_article_id=kept, relation="exact", similarity=1.0)
    return rows


def figures(rows: Rows) -> list[str]:
    """The figures as the page says them."""
    return [" ".join(pair) for pair in run(summary_of(rows), WIDE).figures]


def test_one_of_each() -> None:
    """Two articles, one of them a copy, one record that was rejected, of one day and one publisher."""
    rows = copied(night(2), 1)
    rows["rejected"] = [rejected(1)]
    assert figures(rows) == ["3 records in", "2 kept", "1 of them a copy", "1 rejected", "1 day", "1 publisher"]


def test_several_of_each() -> None:
    """Files that could not be read count with all their records."""
    rows = copied(night(4), 1, 2)
    rows["articles"][3].update(source="Wire", day=FIRST_DAY + timedelta(days=1))
    rows["rejected"] = [rejected(1), rejected(2, 1200)]
    assert figures(rows) == [
        "1,205 records in",
        "4 kept",
        "2 of them copies",
        "1,201 rejected",
        "2 days",
        "2 publishers",
    ]


def test_articles_without_day_or_publisher_add_none() -> None:
    """They are kept all the same."""
    rows = night(2)
    rows["articles"][1].update(source=None, day=None)
    assert figures(rows)[1:] == ["2 kept", "0 of them copies", "0 rejected", "1 day", "1 publisher"]


@pytest.mark.parametrize(
    ("lacking", "found"),
    [
        ({}, "3 articles"),
        ({"sentiment": 1}, "1 article without a row in sentiment"),
        ({"article_topics": 2}, "2 articles without a row in article_topics"),
        (
            {"sentiment": 1, "article_topics": 2, "article_stories": 3},
            f"1 {LACKS} sentiment; 2 {LACK} article_topics; 3 {LACK} article_stories",
        ),
    ],
)
def test_rows_that_are_missing_are_counted(lacking: dict[str, int], found: str) -> None:
    """Table by table; where nothing is missing the articles are."""
    rows = night(3)
    for table, n in lacking.items():
        del rows[table][:n]
    line = run(summary_of(rows), WIDE).checks[0]
    assert (line.found, line.passed) == (found, not lacking)


def line(rows: Rows, title: str, **bounds: float) -> Line:
    """One check of a night."""
    return next(check for check in run(summary_of(rows), {**WIDE, **bounds}).checks if check.name == title)


@pytest.mark.parametrize(
    ("bound", "passed", "found"),
    [
        (0.2, True, "20% (bound: 20%)"),
        (0.19, False, "20% (bound: 19%)"),
        (0.0, False, "20% (bound: 0%)"),
        (0.25, True, "20% (bound: 25%)"),
        (0.055, False, "20% (bound: 5.5%)"),
    ],
)
def test_a_share_may_reach_its_bound(bound: float, passed: bool, found: str) -> None:
    """One of five records rejected: above a bound a look is asked for, at it none."""
    rows = night(4)
    rows["rejected"] = [rejected(1)]
    check = line(rows, "Records rejected", rejected_share=bound)
    assert (check.passed, check.found) == (passed, found)
    assert check.why == BY_NAME["rejected_share"].why


def test_copies_are_not_asked_for_a_tone() -> None:
    """Not scored are one of three originals; a copy without a score is not counted."""
    rows = copied(night(4), 3)
    rows["sentiment"][0]["compound"] = rows["sentiment"][3]["compound"] = None
    assert line(rows, "Not scored for tone").found == "33% (bound: 100%)"


def test_a_quarter_without_a_date() -> None:
    """Copies count here: they are articles of a day."""
    rows = copied(night(4), 3)
    rows["articles"][3]["day"] = None
    assert line(rows, "Without a date").found == "25% (bound: 100%)"


@pytest.mark.parametrize(
    ("passed", "n", "is_healthy"), [([True, True], 2, True), ([True, False], 1, False), ([], 0, True)]
)
def test_a_run_is_healthy_where_all_checks_pass(passed: list[bool], n: int, is_healthy: bool) -> None:
    """One that fails is enough."""
    found = Run([], [Line("a", one, "", "") for one in passed])
    assert (found.n_passed, found.is_healthy) == (n, is_healthy)
