"""What the digest of a published night tells of its tables: which stories and keywords, in which order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.commands.digest import digest
from pipeline.engine.store import Store
from pipeline.tables import TABLES
from tests.commands.test_digest_lines import night
from tests.report.invented import complete

NEW, OLD = date(2026, 3, 9), date(2026, 3, 8)


def story(headline: str, n_articles: int, n_sources: int, last_day: date | None = NEW) -> dict[str, Any]:
    """A row of `stories`."""
    return {
        "story_id": headline.encode().hex()[:16].rjust(16, "0"),
        "headline": headline,
        "n_articles": n_articles,
        "n_sources": n_sources,
        "last_day": last_day,
    }


def trend(keyword: str, n_articles: int, burst: float, day: date = NEW, *, is_burst: bool = True) -> dict[str, Any]:
    """A row of `keyword_trends`."""
    return {"keyword": keyword, "day": day, "n_articles": n_articles, "burst": burst, "is_burst": is_burst}


def told(folder: Path, **tables: list[dict[str, Any]]) -> list[str]:
    """The lines between the counts and the cost, of a snapshot with these rows."""
    store = Store(folder)
    for name in ("stories", "keyword_trends"):
        rows = [complete(name, row) for row in tables.get(name, [])]
        store.finish(name, {"all": store.write(name, "all", pa.Table.from_pylist(rows, TABLES[name].schema), key="")})
    return digest(night(outcome="published", snapshot=str(folder))).splitlines()[2:-2]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([], []),
        ([story("Quay let", 2, 1)], ["Quay let (2 articles, 1 publisher)"]),
        ([story("Quay let", 1, 1)], []),
        ([story("Quay let", 3, 2)], ["Quay let (3 articles, 2 publishers)"]),
        ([story("", 3, 2)], ["(no headline) (3 articles, 2 publishers)"]),
        ([story("Quay let", 1200, 2)], ["Quay let (1,200 articles, 2 publishers)"]),
        ([story("Old", 9, 9, OLD), story("Quay let", 2, 1)], ["Quay let (2 articles, 1 publisher)"]),
        ([story("Old", 9, 9, OLD), story("Quay let", 1, 1)], []),
        ([story("Old", 9, 9, OLD), story("None", 5, 5, None)], ["Old (9 articles, 9 publishers)"]),
        ([story("None", 5, 5, None)], []),
    ],
)
def test_the_stories_of_the_newest_day(tmp_path: Path, rows: list[dict[str, Any]], lines: list[str]) -> None:
    """Those of two articles and more that went on on it; stories without a day have none."""
    expected = ["top stories:", *(f"- {line}" for line in lines)] if lines else []
    assert told(tmp_path, stories=rows) == expected


def test_the_order_of_stories(tmp_path: Path) -> None:
    """More publishers, then more articles, then by headline; five of them."""
    rows = [
        story("F", 2, 2),
        story("B", 9, 2),
        story("D", 3, 2),
        story("C", 3, 2),
        story("A", 4, 3),
        story("E", 2, 2),
        story("G", 99, 1),
    ]
    lines = told(tmp_path, stories=rows)
    assert [line[2] for line in lines[1:]] == ["A", "B", "C", "D", "E"]
    assert lines[1:3] == ["- A (4 articles, 3 publishers)", "- B (9 articles, 2 publishers)"]


@pytest.mark.parametrize("n", [0, 1, 4, 5, 6, 20])
def test_five_of_each_are_shown(tmp_path: Path, n: int) -> None:
    """No title without a line below it."""
    stories = [story(f"Story {at:02}", 2, 2) for at in range(n)]
    trends = [trend(f"word {at:02}", 2, 1.0) for at in range(n)]
    shown = min(n, 5)
    both = told(tmp_path, stories=stories, keyword_trends=trends)
    assert len(both) == (2 + 2 * shown if n else 0)
    if n:
        assert both[0] == "top stories:"
        assert both[shown + 1] == "rising:"
        assert both[shown] == f"- Story {shown - 1:02} (2 articles, 2 publishers)"
        assert both[-1] == f"- word {shown - 1:02} (2 articles)"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([trend("quay", 1, 2.0)], ["quay (1 article)"]),
        ([trend("quay", 3, 2.0, is_burst=False)], []),
        ([trend("quay", 3, 2.0, OLD), trend("ferry", 1, 0.5)], ["ferry (1 article)"]),
        ([trend("quay", 3, 9.0, OLD), trend("ferry", 1, 0.5, is_burst=False)], []),
        ([trend("a", 1, 2.0), trend("b", 9, 2.5)], ["b (9 articles)", "a (1 article)"]),
        ([trend("b", 9, 2.0), trend("a", 1, 2.0)], ["a (1 article)", "b (9 articles)"]),
        ([trend("b", 9, 2.0), trend("a", 1, 3.0, is_burst=False)], ["b (9 articles)"]),
    ],
)
def test_the_keywords_that_rise(tmp_path: Path, rows: list[dict[str, Any]], lines: list[str]) -> None:
    """Those that burst on the newest day, the strongest first, of equals by their letters."""
    rows = sorted(rows, key=lambda row: (row["keyword"], row["day"]))
    expected = ["rising:", *(f"- {line}" for line in lines)] if lines else []
    assert told(tmp_path, keyword_trends=rows) == expected


def test_a_night_that_was_not_published_tells_no_stories() -> None:
    """There is no snapshot to look into."""
    lines = digest(night(outcome="held back", reason="too few")).splitlines()
    assert "top stories:" not in lines
    assert "rising:" not in lines
