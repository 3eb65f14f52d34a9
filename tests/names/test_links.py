"""Laws of whom a bare surname means."""

from __future__ import annotations

import time

import pyarrow as pa
import pytest

from pipeline.names.links import Evidence, evidence_of, linked, short_names, told_by

HOLT, ANN, BEN = "person holt", "person ann holt", "person ben holt"


def evidence(*days: tuple[str, int], window: int = 30) -> Evidence:
    """Articles that name somebody Holt in full, by key and day."""
    known = Evidence(window)
    known.add((HOLT, key, key.removeprefix("person ").title(), day) for key, day in days)
    return known.settled()


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
    days = evidence(*((f"person p{n} holt", 100 * n) for n in range(1, 2000)), (ANN, 5), (ANN, 5))
    began = time.process_time()
    assert [days.full_key(HOLT, 100 * n + 1) for n in range(1, 2000)] == [None] * 1999
    assert days.full_key(HOLT, 5) == ANN
    assert time.process_time() - began < 0.5  # 2 s where each look-up goes through all people of the name


def test_links_name_the_article_and_the_commonest_spelling() -> None:
    """A row for each sure short name."""
    known = evidence((ANN, 1), (ANN, 1))
    known.add([(HOLT, ANN, "Ann B. Holt", 1)] * 3)
    names = pa.table({"article_id": ["a", "b", "c"], "key": [HOLT, "person vane", HOLT], "day": [1, 1, 0]})
    assert linked(names, known) == [("a", HOLT, ANN, "Ann B. Holt")]


def test_new_evidence_counts_at_once() -> None:
    """What was answered before it is asked anew."""
    known = evidence((ANN, 1), (ANN, 1))
    assert known.link(HOLT, 1) == known.link(HOLT, 1) == (ANN, "Ann Holt")
    assert known.link(HOLT, 0) is None
    known.add([(HOLT, BEN, "Ben Holt", 1)] * 2)
    assert known.settled().link(HOLT, 1) is None


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
