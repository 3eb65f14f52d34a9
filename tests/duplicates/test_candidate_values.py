"""Candidates of small samples, pair by pair."""

from __future__ import annotations

from itertools import combinations

import pytest

from pipeline.duplicates.candidates import Candidates
from tests.duplicates import test_candidates

Pairs = list[tuple[int, int, float]]


def pairs(texts: list[set[int]], max_texts: int = 100, leaders: int = 100, least: float = 0.0) -> Pairs:
    """(earlier, later, overlap to three decimals) in the order of the result."""
    found = test_candidates.pairs(texts, max_texts=max_texts, leaders=leaders, least=least)
    assert isinstance(found, Candidates)
    return [
        (a, b, round(overlap, 3))
        for a, b, overlap in zip(found.earlier.tolist(), found.later.tolist(), found.overlap.tolist(), strict=True)
    ]


ODD = [2 * n + 1 for n in range(200)]


def text(*places: int) -> set[int]:
    """Odd hashes by their number: a text with one of them keeps every shingle."""
    return {ODD[place] for place in places}


def own(n: int, size: int = 20) -> set[int]:
    """Hashes that text n alone holds."""
    return {10_001 + 2 * (100 * n + place) for place in range(size)}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([text(0, 1), text(0, 1)], [(0, 1, 1.0)]),
        ([text(0, 1, 2), text(0, 1)], [(0, 1, 1.0)]),
        ([text(0, 1, 2, 3), text(0, 1, 4, 5)], [(0, 1, 0.5)]),
        ([text(0, 1, 2, 3), text(0, 1, 2, 4, 5, 6)], [(0, 1, 0.75)]),
        ([text(0, 1, 2), text(2, 3, 4)], []),  # one in common is chance
        ([text(0, 1, 2), text(3, 4), text(1, 2, 3, 4)], [(1, 2, 1.0), (0, 2, 0.667)]),
        ([text(0, 1), text(2, 3), text(0, 1, 2, 3)], [(0, 2, 1.0), (1, 2, 1.0)]),
        ([text(0, 1, 2, 3), text(0, 1), text(0, 1, 2)], [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)]),
        ([set(), text(0, 1), set(), text(0, 1)], [(1, 3, 1.0)]),
        ([text(0, 1)], []),
    ],
)
def test_pairs_of_small_samples(texts: list[set[int]], expected: Pairs) -> None:
    """By the later text, best overlap first, then by the earlier; the overlap is of the smaller sample."""
    assert pairs(texts) == expected


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        (0.0, [(0, 1, 0.5), (0, 2, 0.75), (1, 2, 0.5)]),
        (0.5, [(0, 1, 0.5), (0, 2, 0.75), (1, 2, 0.5)]),
        (0.500001, [(0, 2, 0.75)]),
        (0.75, [(0, 2, 0.75)]),
        (0.750001, []),
        (1.0, []),
    ],
)
def test_the_least_overlap_is_enough(least: float, expected: Pairs) -> None:
    """A pair at the bound is there."""
    texts = [text(0, 1, 2, 3), text(0, 1, 4, 5), text(0, 1, 2, 6)]
    assert pairs(texts, least=least) == expected


@pytest.mark.parametrize(
    ("leaders", "expected"),
    [
        (1, [(0, 1), (0, 2), (0, 3), (0, 4)]),
        (2, [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (0, 4), (1, 4)]),
        (3, [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3), (0, 4), (1, 4), (2, 4)]),
        (4, [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3), (0, 4), (1, 4), (2, 4), (3, 4)]),
        (9, [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3), (0, 4), (1, 4), (2, 4), (3, 4)]),
    ],
)
def test_each_text_is_compared_with_the_first_of_its_group(leaders: int, expected: list[tuple[int, int]]) -> None:
    """Five copies: with so many leaders every later one is paired with the first so many."""
    found = pairs([text(0, 1, 2)] * 5, leaders=leaders)
    assert [(a, b) for a, b, _ in found] == expected


@pytest.mark.parametrize(("max_texts", "n_pairs"), [(2, 0), (3, 0), (4, 6), (5, 6)])
def test_a_shingle_of_more_texts_is_boilerplate(max_texts: int, n_pairs: int) -> None:
    """Four texts share two shingles beside twenty of their own."""
    assert len(pairs([text(0, 1) | own(n) for n in range(4)], max_texts=max_texts)) == n_pairs


@pytest.mark.parametrize(
    ("n_own", "n_pairs"),
    [(0, 6), (1, 6), (2, 6), (3, 6), (4, 0), (5, 0), (9, 0)],
)
def test_texts_that_hold_mostly_boilerplate_are_compared_by_it(n_own: int, n_pairs: int) -> None:
    """Four texts share four shingles that more hold than may; with as many of their own these are enough."""
    texts = [text(0, 1, 2, 3) | own(n, n_own) for n in range(4)]
    assert len(pairs(texts, max_texts=3)) == n_pairs


@pytest.mark.parametrize(
    ("one", "two", "overlap"),
    [
        (set(range(1, 33)), set(range(2, 66, 2)), 1.0),  # every second: its even ones, 16 of 16
        (set(range(1, 33)), {n for n in range(1, 129) if n % 4 == 0}, 1.0),
        (set(range(1, 33)), {n for n in range(1, 257) if n % 8 == 0}, 1.0),
        ({2, 4, 6, 8, 10, 12}, {4, 8, 16, 20}, 0.667),  # 4, 8 of 4, 8, 12
        ({2, 4, 6, 8, 10, 12, 14}, {4, 12, 20, 28}, 0.667),
        ({3, 4, 8, 12, 16}, {4, 8, 12, 16}, 1.0),
        ({128 * n for n in range(1, 9)}, {128 * n for n in range(3, 11)}, 0.75),
        ({128 * n for n in range(1, 9)} | {64}, {128 * n for n in range(3, 11)}, 0.75),
    ],
)
def test_samples_of_other_powers_are_compared_on_the_thinner(one: set[int], two: set[int], overlap: float) -> None:
    """What the thicker one keeps beyond that does not count, whichever of them comes first."""
    assert pairs([one, two]) == [(0, 1, overlap)]
    assert pairs([two, one]) == [(0, 1, overlap)]


def test_many_texts_are_worked_off_in_blocks() -> None:
    """Five thousand texts, each like the next but one of its thousand: the same pairs as by comparing all."""
    texts = [text(n % 100, n % 97 + 100) | own(n, 2) for n in range(5000)]
    groups: dict[tuple[int, int], list[int]] = {}
    for n in range(5000):
        groups.setdefault((n % 100, n % 97), []).append(n)
    expected = {pair for group in groups.values() for pair in combinations(group, 2)}
    assert {(a, b) for a, b, _ in pairs(texts, max_texts=5000, leaders=5000)} == expected
