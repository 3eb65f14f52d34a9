"""Whom a short name means: windows of days, shares of the evidence, spellings; each bound met and missed."""

from __future__ import annotations

import pytest

from tests.names.evidence import Evidence

SHORT, ANN, BEN, CAT = "person holt", "person ann holt", "person ben holt", "person cat holt"


def evidence(window: int = 10, **days: list[int]) -> Evidence:
    """Articles by the full name that they have beside the short one."""
    known = Evidence(window)
    keys = {"ann": ANN, "ben": BEN, "cat": CAT}
    known.add((SHORT, keys[name], name.title() + " Holt", day) for name, listed in days.items() for day in listed)
    return known


@pytest.mark.parametrize(
    ("days", "day", "is_found"),
    [
        ([20, 20], 20, True),
        ([20, 20], 30, True),
        ([20, 20], 31, False),
        ([20, 20], 19, False),  # what comes later is no evidence
        ([10, 20], 20, True),
        ([10, 20], 21, False),
        ([9, 20], 20, False),
        ([20, 21], 20, False),
        ([20], 20, False),
        ([], 20, False),
        ([0, 0], 0, True),
        ([0, 0], 5, True),
        ([0, 0], 10, True),
        ([0, 0], 11, False),
        ([-1, -1], 5, False),  # articles without a day count for those without alone
        ([-1, 5], 5, False),
        ([-1, -1], -1, True),
        ([-1, 3], -1, False),
        ([-1], -1, False),
    ],
)
def test_two_articles_of_the_window(days: list[int], day: int, *, is_found: bool) -> None:
    """Those of the day itself and of ten days before."""
    assert evidence(ann=days).full_key(SHORT, day) == (ANN if is_found else None)


@pytest.mark.parametrize(
    ("n_ann", "n_ben", "expected"),
    [
        (4, 1, ANN),
        (3, 1, None),
        (8, 2, ANN),
        (7, 2, None),
        (9, 3, None),
        (12, 3, ANN),
        (1, 4, BEN),
        (2, 0, ANN),
        (2, 2, None),
        (1, 0, None),
    ],
)
def test_four_in_five_articles_mean_the_same(n_ann: int, n_ben: int, expected: str | None) -> None:
    """A share of .8 is enough; fewer, and the short name stays open."""
    assert evidence(ann=[5] * n_ann, ben=[5] * n_ben).full_key(SHORT, 5) == expected


def test_only_the_evidence_of_the_window_is_divided() -> None:
    """Others of the name that are out of it do not count."""
    known = evidence(ann=[20, 20], ben=[1, 2, 3, 4])
    assert known.full_key(SHORT, 20) == ANN
    assert known.full_key(SHORT, 12) == BEN
    assert evidence(ann=[20, 20], ben=[15]).full_key(SHORT, 20) is None


@pytest.mark.parametrize(
    ("n", "expected"), [((8, 1, 1), ANN), ((7, 1, 1), None), ((1, 8, 1), BEN), ((1, 1, 8), CAT), ((3, 3, 3), None)]
)
def test_of_three_people_one_must_be_meant(n: tuple[int, int, int], expected: str | None) -> None:
    """By four articles in five of all."""
    assert evidence(ann=[5] * n[0], ben=[5] * n[1], cat=[5] * n[2]).full_key(SHORT, 5) == expected


def test_a_name_that_nobody_has_in_full_means_nobody() -> None:
    """Another short name's evidence is its own."""
    assert evidence(ann=[5, 5]).full_key("person vane", 5) is None


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (["Ann Holt"], "Ann Holt"),
        (["Ann Holt", "Ann B. Holt", "Ann B. Holt"], "Ann B. Holt"),
        (["Ann Holt", "Ann B. Holt"], "Ann B. Holt"),
        (["ANN HOLT", "Ann Holt", "ANN HOLT"], "ANN HOLT"),
    ],
)
def test_a_full_name_is_spelled_as_in_most_articles(spellings: list[str], name: str) -> None:
    """The first by alphabet of equals."""
    known = Evidence(10)
    known.add((SHORT, ANN, spelling, 5) for spelling in spellings * 2)
    assert known.link(SHORT, 5) == (ANN, name)


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([("x", SHORT, 5)], [("x", SHORT, ANN, "Ann Holt")]),
        ([("x", SHORT, 5), ("y", SHORT, 6)], [("x", SHORT, ANN, "Ann Holt"), ("y", SHORT, ANN, "Ann Holt")]),
        ([("x", SHORT, 4), ("y", "person vane", 5), ("z", SHORT, 16)], []),
        ([], []),
    ],
)
def test_links_are_rows(articles: list[tuple[str, str, int]], expected: list[tuple[str, str, str, str]]) -> None:
    """Of the articles whose short name is sure on their day, in their order."""
    assert evidence(ann=[5, 5]).links(articles) == expected
