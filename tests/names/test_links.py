"""Laws of whom a bare surname means."""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names.links import Told, evidence_of, meant, short_names, told_by
from tests.names.evidence import Evidence

HOLT, ANN, BEN = "person holt", "person ann holt", "person ben holt"


def evidence(*days: tuple[str, int], window: int = 30) -> Evidence:
    """Articles that name somebody Holt in full, by key and day."""
    known = Evidence(window)
    known.add((HOLT, key, key.removeprefix("person ").title(), day) for key, day in days)
    return known


@pytest.mark.parametrize(
    ("days", "day", "expected"),
    [
        ([(ANN, 5), (ANN, 10)], 10, ANN),
        ([(ANN, 5), (ANN, 10)], 9, None),  # the second one comes later
        ([(ANN, 10)], 10, None),
        ([(ANN, 10), (ANN, 10)], 40, ANN),
        ([(ANN, 10), (ANN, 10)], 41, None),
        ([(ANN, 1), (ANN, 2), (BEN, 3)], 5, None),
        ([(ANN, 1), (ANN, 2), (ANN, 2), (ANN, 3), (BEN, 3)], 5, ANN),
        ([(ANN, -1), (ANN, -1)], -1, ANN),
        ([(ANN, -1), (ANN, -1)], 0, None),
        ([(ANN, 0), (ANN, 0)], -1, None),
    ],
)
def test_window_and_share(days: list[tuple[str, int]], day: int, expected: str | None) -> None:
    """Two articles of the days before are enough, unless more than a fifth of them mean another."""
    assert evidence(*days).full_key(HOLT, day) == expected


def test_a_window_costs_what_it_holds() -> None:
    """A name that many share is looked up among the articles of the window, not among all."""
    n, zeros = np.arange(1, 20_000), np.zeros(20_001, np.int64)
    told = Told(zeros, np.append(n, [0, 0]), np.append(10 * n, [5, 5]))
    began = time.process_time()
    assert set(meant(told, zeros[2:], 10 * n + 1, 9).tolist()) == {-1}
    assert meant(told, zeros[:1], np.array([5]), 9).tolist() == [0]
    assert time.process_time() - began < 0.5  # 200 s where each look-up goes through all people of the name


def test_links_name_the_article_and_the_commonest_spelling() -> None:
    """A row for each sure short name."""
    known = evidence((ANN, 1), (ANN, 1))
    known.add([(HOLT, ANN, "Ann B. Holt", 1)] * 3)
    asked = [("a", HOLT, 1), ("b", "person vane", 1), ("c", HOLT, 0)]
    assert known.links(asked) == [("a", HOLT, ANN, "Ann B. Holt")]


def test_more_evidence_may_divide_it() -> None:
    """What was sure without it is no longer."""
    known = evidence((ANN, 1), (ANN, 1))
    assert known.link(HOLT, 1) == (ANN, "Ann Holt")
    assert known.link(HOLT, 0) is None
    known.add([(HOLT, BEN, "Ben Holt", 1)] * 2)
    assert known.link(HOLT, 1) is None


ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4), st.integers(-2, 12)), max_size=40)


@given(ROWS, st.lists(st.tuples(st.integers(0, 3), st.integers(-2, 14)), max_size=8), st.integers(0, 9))
def test_what_is_meant_is_counted(rows: list[tuple[int, int, int]], asked: list[tuple[int, int]], window: int) -> None:
    """As by looking at each row for each question."""
    expected = []
    for short, day in asked:
        days = range(max(day - window, 0), day + 1) if day >= 0 else [-1] * (day == -1)
        fulls = Counter(full for one, full, when in rows if one == short and when in days)
        best, n = max(fulls.items(), key=lambda item: item[1], default=(-1, 0))
        expected.append(best if n >= 2 and n >= 0.8 * fulls.total() else -1)
    told = Told(*np.array(rows, np.int64).reshape(-1, 3).T)
    short, day = np.array(asked, np.int64).reshape(-1, 2).T
    assert meant(told, short, day, window).tolist() == expected


ARTICLES = pa.table(
    {
        "article_id": ["a", "b", "c"],
        "day": pa.array([7, None, 9], pa.date32()),
        "duplicate_of": pa.array([None, None, "a"], pa.string()),
    }
)
MENTIONS = pa.table(
    {
        "article_id": ["a", "a", "b", "c"],
        "key": [ANN, "place kell", BEN, ANN],
        "name": ["Ann Holt", "Kell", "Ben Holt", "Ann Holt"],
        "short_keys": pa.array([[HOLT, "person ann"], [], [HOLT], [HOLT]], pa.list_(pa.string())),
        "is_short": [False, True, True, True],
    }
)


def test_evidence_is_a_row_for_each_short_form_of_each_article_but_copies() -> None:
    """Short key, full key, name and day; -1 stands for no day."""
    rows = evidence_of(MENTIONS, ARTICLES)
    assert rows.column_names == ["short", "full", "name", "day"]
    assert list(zip(*rows.to_pydict().values(), strict=True)) == [
        (HOLT, ANN, "Ann Holt", 7),
        ("person ann", ANN, "Ann Holt", 7),
        (HOLT, BEN, "Ben Holt", -1),
    ]


def test_short_names_have_their_days_copies_too() -> None:
    """Only what is short needs evidence."""
    found = short_names(MENTIONS, ARTICLES).to_pydict()
    assert found == {"article_id": ["a", "b", "c"], "key": ["place kell", BEN, ANN], "day": [7, -1, 9]}


def test_one_reading_gives_both() -> None:
    """What is asked has no full name, what is told no article."""
    asked, told = short_names(MENTIONS, ARTICLES), evidence_of(MENTIONS, ARTICLES)
    rows = told_by(MENTIONS, ARTICLES)
    assert rows.column_names == ["article_id", "short", "day", "full", "name"]
    assert rows["full"].to_pylist() == [None] * 3 + told["full"].to_pylist()
    assert rows["article_id"].to_pylist() == asked["article_id"].to_pylist() + [None] * 3
    assert rows["short"].to_pylist() == asked["key"].to_pylist() + told["short"].to_pylist()
    assert rows["day"].to_pylist() == [7, -1, 9, 7, 7, -1]
