"""The laws of `trends`: topics by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arrays.arrow import numbers, strings
from pipeline.tables import TABLES
from pipeline.tables.parts import MemoryParts
from pipeline.trends import stage
from pipeline.trends.stage import TrendsConfig, trends

FIRST = date(2026, 3, 1)
START = FIRST.toordinal() - date(1970, 1, 1).toordinal()


class Article(NamedTuple):
    """What the stage asks of an article; the day counts from the first."""

    topic: int
    day: int | None
    compound: float | None = 0.0


ARTICLES = st.lists(
    st.builds(
        Article,
        st.integers(-1, 3),
        st.none() | st.integers(0, 45),
        st.none() | st.floats(-1, 1, width=32).map(lambda v: round(v, 4)),
    ),
    max_size=60,
)


def filled(name: str, n: int, **given_: pa.Array) -> pa.Table:
    """A table of the contract in which only some columns have values."""
    schema = TABLES[name].schema
    return TABLES[name].build(**{f.name: pa.nulls(n, f.type) for f in schema} | given_)


def found(rows: Sequence[Article], cuts: Sequence[int] = (), **config: Any) -> list[dict[str, Any]]:
    """Rows of the table, checked; the articles' tables are cut at some rows, each table in other pieces."""
    n, ids = len(rows), strings([f"{i:016x}" for i in range(len(rows))])
    dated = np.array([a.day is not None for a in rows], bool)
    day = numbers(np.array([START + (a.day or 0) for a in rows], np.int32), pa.date32(), dated)
    scored = [i for i, a in enumerate(rows) if a.compound is not None]
    tone = numbers(np.array([rows[i].compound for i in scored], np.float32))
    topic = numbers(np.array([a.topic for a in rows], np.int32))
    given_ = trends(
        TrendsConfig(**config),
        article_topics=parts(filled("article_topics", n, article_id=ids, topic_id=topic), cuts),
        articles=parts(filled("articles", n, article_id=ids, day=day), cuts[1:]),
        sentiment=parts(
            filled("sentiment", len(scored), article_id=strings([ids[i].as_py() for i in scored]), compound=tone), ()
        ),
    )["trends"]
    TABLES["trends"].check(given_)
    listed: list[dict[str, Any]] = given_.to_pylist()
    return listed


def parts(table: pa.Table, cuts: Sequence[int]) -> MemoryParts:
    """The table in pieces, the last first."""
    bounds = [0, *sorted(min(c, table.num_rows) for c in cuts), table.num_rows]
    pieces = [table.slice(a, b - a) for a, b in pairwise(bounds)]
    return MemoryParts({f"{len(pieces) - i:03d}": piece for i, piece in enumerate(pieces)})


def of_day(row: dict[str, Any]) -> int:
    """Days since the first."""
    return (row["day"] - FIRST).days


@settings(max_examples=30)
@given(ARTICLES)
def test_every_dated_article_counts_once(rows: list[Article]) -> None:
    """Rows are sorted, one for each topic and day with an article, and n_articles is the plain count."""
    wanted = Counter((a.topic, a.day) for a in rows if a.day is not None)
    told = [((r["topic_id"], of_day(r)), r["n_articles"]) for r in found(rows)]
    assert told == sorted(wanted.items())
    assert sum(n for _, n in told) == sum(a.day is not None for a in rows)


@settings(max_examples=30)
@given(ARTICLES)
def test_shares_of_a_day_add_up(rows: list[Article]) -> None:
    """Shares lie above 0 and up to 1, and those of a day add up to 1."""
    shares = defaultdict(list)
    for row in found(rows):
        shares[row["day"]].append(row["share"])
        assert 0 < row["share"] <= 1
    assert all(sum(s) == pytest.approx(1, abs=1e-3) for s in shares.values())


@settings(max_examples=30)
@given(ARTICLES)
def test_the_mean_compound_is_that_of_the_scored(rows: list[Article]) -> None:
    """compound_mean is the mean over the articles with a score, null where none has one."""
    for row in found(rows):
        own = [a.compound for a in rows if (a.topic, a.day) == (row["topic_id"], of_day(row))]
        scored = [c for c in own if c is not None]
        assert row["compound_mean"] == (pytest.approx(np.mean(scored), abs=1e-4) if scored else None)


@settings(max_examples=30)
@given(ARTICLES, st.randoms(use_true_random=False), st.lists(st.integers(0, 60), max_size=4))
def test_order_and_parts_do_not_matter(rows: list[Article], random: Any, cuts: list[int]) -> None:
    """Articles in another order and other parts give the same table."""
    mixed = rows.copy()
    random.shuffle(mixed)
    assert found(mixed, cuts) == found(rows)


@settings(max_examples=30)
@given(ARTICLES, st.floats(0, 10), st.integers(1, 60))
def test_a_burst_is_a_score_of_the_threshold_or_more(rows: list[Article], threshold: float, window: int) -> None:
    """is_burst says whether burst reaches burst_threshold; a first day scores 0, and no score leaves 0..10."""
    result = found(rows, burst_threshold=threshold, window_days=window)
    assert all(r["is_burst"] == (r["burst"] >= threshold) or abs(r["burst"] - threshold) < 1e-4 for r in result)
    assert all(0 <= r["burst"] <= 10 for r in result)
    assert {r["burst"] for r in result if r["day"] == result[0]["day"] == min(q["day"] for q in result)} <= {0}


def steady(days: int = 40) -> list[Article]:
    """Two topics of four and six articles a day."""
    return [Article(topic, day) for day in range(days) for topic, n in ((0, 4), (1, 6)) for _ in range(n)]


def test_a_sudden_day_bursts() -> None:
    """Of steady topics the one with forty more articles on a day bursts, there and only there."""
    result = found([*steady(), *[Article(0, 33)] * 40])
    assert {(r["topic_id"], of_day(r)) for r in result if r["is_burst"]} == {(0, 33), (0, 34), (0, 35)}
    assert max(result, key=lambda r: r["burst"])["day"].isoformat() == (FIRST + timedelta(days=33)).isoformat()


def test_the_threshold_itself_is_a_burst() -> None:
    """A score of exactly the threshold is a burst."""
    top = max(r["burst"] for r in found([*steady(), *[Article(0, 33)] * 8]))
    assert 0 < top < 10
    assert [r["is_burst"] for r in found([*steady(), *[Article(0, 33)] * 8], burst_threshold=top)].count(True) == 1


def test_a_topic_out_of_nowhere_bursts() -> None:
    """A topic that was never there before bursts with eight articles on a day of ten others, not with one."""
    many, one = (found([*steady(), *[Article(2, 39)] * n])[-1] for n in (8, 1))
    assert many["burst"] > 3
    assert not one["is_burst"]


def test_a_steady_series_never_bursts() -> None:
    """Topics with the same number of articles every day have no burst."""
    assert not any(r["is_burst"] for r in found(steady(90)))


def test_shuffled_days_raise_few_alarms() -> None:
    """Where the days of articles are drawn at random, at most 5 % of the rows are bursts."""
    random = np.random.default_rng(7)
    topic, day = random.choice(8, 4000, p=np.arange(1, 9) / 36), random.integers(0, 120, 4000)
    alarms = [r["is_burst"] for r in found([Article(int(t), int(d)) for t, d in zip(topic, day, strict=True)])]
    assert np.mean(alarms) <= 0.05


def test_the_window_forgets() -> None:
    """A topic's busy days no longer count once they lie further back than the window."""
    rows = [*steady(80), *[Article(2, day) for day in range(20) for _ in range(8)], *[Article(2, 70)] * 8]
    burst = {days: found(rows, window_days=days)[-1]["burst"] for days in (30, 75)}
    assert burst[30] > 2
    assert burst[30] > burst[75]


@pytest.mark.parametrize("rows", [[], [Article(0, None)] * 3])
def test_without_dated_articles_there_are_no_rows(rows: list[Article]) -> None:
    """No articles, or none with a day, give an empty table."""
    assert found(rows) == []


def test_before_the_epoch_days_work() -> None:
    """Articles of days before 1970 count as others do."""
    days = [-START - 400, -START - 399, 0]
    assert [of_day(r) for r in found([Article(0, day) for day in days])] == days


@pytest.mark.parametrize(("burst", "expected"), [(2.99, False), (3.0, True), (3.01, True)])
def test_a_day_at_the_threshold_is_a_burst(burst: float, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """`is_burst` is true from `trends.burst_threshold` on."""
    monkeypatch.setattr(stage, "_scores", lambda _config, rows, _total, **_: np.full(len(rows[0]), burst))
    rows = found([Article(0, day) for day in range(3)], burst_threshold=3.0)
    assert [row["is_burst"] for row in rows] == [expected] * 3
    assert [row["burst"] for row in rows] == pytest.approx([burst] * 3)
