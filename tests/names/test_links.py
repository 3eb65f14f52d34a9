"""Laws of whom a bare surname means."""

from __future__ import annotations

import pytest

from pipeline.names.links import Evidence, linked

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


def test_links_name_the_article_and_the_commonest_spelling() -> None:
    """A row for each sure short name."""
    known = evidence((ANN, 1), (ANN, 1))
    known.add([(HOLT, ANN, "Ann B. Holt", 1)] * 3)
    found = linked(["a", "b"], [HOLT, "person vane"], {"a": (1, True)}, known)
    assert found == [("a", HOLT, ANN, "Ann B. Holt")]
