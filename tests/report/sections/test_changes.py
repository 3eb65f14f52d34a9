"""What changed."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.sections.changes import Changes, changes, interval, sums_up, threshold
from tests.report.invented import FIRST_DAY, Rows, event_of, rows_of_a_night, summary_of


def changed(rows: Rows) -> Changes:
    """The changes of these rows."""
    return changes(summary_of(rows), 28)


def test_a_first_night_says_so() -> None:
    """Without an accepted model there are no events to tell."""
    rows = rows_of_a_night(30)
    rows["topic_events"] = []
    assert changed(rows).is_first
    assert sums_up(changed(rows)).startswith("No earlier topics to compare with.")


def test_a_quiet_night_says_so() -> None:
    """Only topics that went on, no burst, no mover."""
    rows = rows_of_a_night(30)
    rows["topic_events"] = [e for e in rows["topic_events"] if e["event"] == "continued"]
    assert changed(rows).is_quiet
    assert sums_up(changed(rows)).startswith("A quiet night: 4 topics went on")


def test_events_are_told_in_words() -> None:
    """Born, split, merged and died each have their sentence, in this order; a topic that is gone keeps its label."""
    rows = rows_of_a_night(30)
    rows["topic_events"] += [
        event_of(9, "died"),
        event_of(8, "merged", 0, 0.7),
    ]
    found = changed(rows)
    assert found.events == [
        "“Chip makers and trade” is new.",
        "“Cup football” came out of “Chip makers and trade”, 61% of its articles.",
        "“Gone 8” went into “Ferry strike and harbour”, 70% of its articles.",
        "“Gone 9” is gone.",
    ]
    said = "1 topic is new, 1 topic came out of another, 1 topic went into another and 1 topic is gone"
    assert sums_up(found).startswith(f"Since the last model {said};")


def test_a_burst_on_the_last_day_is_told() -> None:
    """Bursts of the day of the edition, strongest first; those of earlier days are past."""
    rows = rows_of_a_night(60)
    last = FIRST_DAY + timedelta(days=2)
    for row in rows["trends"]:
        row.update(is_burst=row["topic_id"] in (0, 2), burst=float(row["topic_id"]) + 3)
    today = {r["topic_id"] for r in rows["trends"] if r["day"] == last and r["is_burst"]}
    found = changed(rows)
    assert {b.topic_id for b in found.bursts} == today
    assert [b.burst for b in found.bursts] == sorted((b.burst for b in found.bursts), reverse=True)
    assert "burst" in sums_up(found)


def test_keywords_in_burst_on_the_last_day_are_told() -> None:
    """Keywords of the day of the edition, strongest first; those of earlier days are past."""
    rows = rows_of_a_night(60)
    days = [FIRST_DAY + timedelta(days=n) for n in (1, 2, 2)]
    same = {"n_articles": 3, "share": 0.1, "is_burst": True}
    rows["keyword_trends"] = [
        {"keyword_key": word.lower(), "keyword": word, "day": day, "burst": burst, **same}
        for word, day, burst in zip(("ferry", "mayor", "storm"), days, (9.0, 4.0, 5.0), strict=True)
    ]
    found = changed(rows)
    assert [k.keyword for k in found.keywords] == ["storm", "mayor"]
    assert not found.is_quiet
    assert "2 keywords burst" in sums_up(found)


def test_a_topic_that_takes_over_the_last_day_rises() -> None:
    """All articles of the last day on one topic: it rises, others fall, and the sentence says how many."""
    rows = rows_of_a_night(300)
    last = FIRST_DAY + timedelta(days=2)
    on_last = {a["article_id"] for a in rows["articles"] if a["day"] == last}
    for row in rows["article_topics"]:
        row["topic_id"] = 4 if row["article_id"] in on_last else row["topic_id"]
    found = changed(rows)
    assert [m.topic_id for m in found.risers] == [4]
    assert found.risers[0].low > 0
    assert {m.topic_id for m in found.fallers} >= {0, 1}
    assert "1 topic rises" in sums_up(found)


def test_without_days_or_with_one_day_nothing_moves() -> None:
    """There is no comparison by day without an earlier day."""
    one = rows_of_a_night(20, n_days=1)
    none = rows_of_a_night(20)
    for article in none["articles"]:
        article["day"] = None
    for rows in (one, none):
        found = changed(rows)
        assert (found.n_baseline, found.risers, found.fallers) == (0, [], [])
        assert "last day" not in sums_up(found)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_shrunk_difference(k: int, n: int, k0: int, n0: int) -> None:
    """Low and high lie around the difference of the shares with one hit and one miss added."""
    k, k0 = min(k, n), min(k0, n0)
    low, high = interval((k, n), (k0, n0), 2.0)
    assert low < (k + 1) / (n + 2) - (k0 + 1) / (n0 + 2) < high


@pytest.mark.parametrize("n_topics", [3, 20])
def test_quiet_nights_rarely_raise_an_alarm(n_topics: int) -> None:
    """On nights drawn like the days before, at most about 1 in 20 runs names any mover."""
    rng = np.random.default_rng(5)
    weights = rng.dirichlet(np.full(n_topics, 2.0))
    z = threshold(n_topics)
    alarms = 0
    for _ in range(400):
        now, before = rng.multinomial(150, weights), rng.multinomial(1500, weights)
        bounds = [interval((int(a), 150), (int(b), 1500), z) for a, b in zip(now, before, strict=True)]
        alarms += any(low > 0 or high < 0 for low, high in bounds)
    assert alarms / 400 <= 0.06


def test_desks_are_not_counted_as_topics() -> None:
    """A desk that goes on is not among the topics that went on."""
    rows = rows_of_a_night(30)
    rows["topics"][0]["parent_id"] = rows["topics"][1]["parent_id"] = 3
    assert changed(rows).n_continued == 3
