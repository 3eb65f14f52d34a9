"""Where desks part: given cosines of topics, each bound just met and just missed.

All topics have no texts, so that the middle of the corpus is 0 and their cosines are those given here.
"""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.topics.groups import desks

Pairs = dict[tuple[int, int], float]


def desks_of(n: int, pairs: Pairs) -> list[int]:
    """Desks of n topics, at right angles but for these pairs."""
    cosines = np.eye(n)
    for (a, b), cosine in pairs.items():
        cosines[a, b] = cosines[b, a] = cosine
    centres = np.linalg.cholesky(cosines).astype(np.float32)
    found: list[int] = desks(centres, np.zeros(n, np.int64)).tolist()
    return found


def n_tops(found: list[int]) -> int:
    """Desks, and topics by themselves."""
    return len({desk for desk in found if desk >= 0}) + found.count(-1)


def family(first: int, n: int, cosine: float) -> Pairs:
    """So many topics from one on, all as alike."""
    return {(a, b): cosine for a in range(first, first + n) for b in range(a + 1, first + n)}


@pytest.mark.parametrize(
    ("cosine", "is_one"),
    [(0.9, True), (0.1, True), (0.051, True), (0.05, True), (0.049, False), (0.04, False), (0.0, False), (-0.5, False)],
)
def test_a_cosine_of_a_twentieth_joins_two_topics(cosine: float, is_one: bool) -> None:
    """The first two of eight, or none of them."""
    assert desks_of(8, {(0, 1): cosine}) == ([0, 0] if is_one else [-1, -1]) + [-1] * 6


@pytest.mark.parametrize(
    ("third", "expected"), [(0.2, [0, 0, 0]), (0.101, [0, 0, 0]), (0.1, [0, 0, 0]), (0.098, [0, 0, -1])]
)
def test_the_mean_cosine_counts(third: float, expected: list[int]) -> None:
    """The third topic is like the first alone: .1 and 0 are .05 in the mean."""
    assert desks_of(8, {(0, 1): 0.8, (0, 2): third}) == [*expected, -1, -1, -1, -1, -1]


@pytest.mark.parametrize(("n", "expected"), [(5, -1), (6, -1), (7, -1), (8, 0), (9, 0), (10, 0)])
def test_eight_topics_are_more_than_a_glance(n: int, expected: int) -> None:
    """Fewer have no desks, though two of them are alike."""
    assert desks_of(n, {(0, 1): 0.9})[:2] == [expected, expected]


@pytest.mark.parametrize(("n", "n_desks"), [(11, 2), (12, 2), (13, 5), (14, 5)])
def test_from_thirteen_topics_on_two_desks_are_too_few(n: int, n_desks: int) -> None:
    """Two halves that are each two pairs of families: as they are up to twelve, parted further beyond."""
    half = n // 2
    pairs: Pairs = {}
    for first, size in ((0, half), (half, n - half)):
        pairs |= family(first, size, 0.2)
        pairs |= family(first, size // 2, 0.6) | family(first + size // 2, size - size // 2, 0.5)
    found = desks_of(n, pairs)
    assert n_tops(found) >= n_desks
    assert (n_tops(found) == 2) is (n_desks == 2)


@pytest.mark.parametrize(("parted", "n_desks"), [(1, 5), (2, 5), (3, 5)])
def test_five_desks_are_enough(parted: int, n_desks: int) -> None:
    """Fifteen topics of five families, some of which would part into three: they stay."""
    pairs: Pairs = {}
    for at in range(5):
        pairs |= family(3 * at, 3, 0.1 if at < parted else 0.7)
    assert n_tops(desks_of(15, pairs)) == n_desks


def test_four_desks_are_too_few() -> None:
    """Sixteen topics of four families: the loosest parts into two, which makes five."""
    pairs = family(0, 4, 0.1) | family(0, 2, 0.8) | family(2, 2, 0.8)
    for first in (4, 8, 12):
        pairs |= family(first, 4, 0.7)
    assert desks_of(16, pairs) == [0] * 2 + [1] * 2 + [2] * 4 + [3] * 4 + [4] * 4


@pytest.mark.parametrize(("n_families", "n_desks"), [(10, 10), (11, 11), (12, 12), (13, 12), (14, 12)])
def test_twelve_desks_are_not_too_many(n_families: int, n_desks: int) -> None:
    """Families of two topics; the next two families are the more alike the earlier they come, none by a twentieth."""
    pairs: Pairs = {(2 * at, 2 * at + 1): 0.9 for at in range(n_families)}
    for at, cosine in enumerate((0.045, 0.025)):
        a, b = 4 * at, 4 * at + 2
        pairs |= {(a + i, b + j): cosine for i in (0, 1) for j in (0, 1)}
    assert n_tops(desks_of(2 * n_families, pairs)) == n_desks


def test_cosines_are_lowered_by_two_hundredths() -> None:
    """Thirteen families: at .03 the first pair of them joins, which is enough; the pair at .025 stays apart."""
    pairs: Pairs = {(2 * at, 2 * at + 1): 0.9 for at in range(13)}
    for first, cosine in ((0, 0.035), (4, 0.025)):
        pairs |= {(first + i, first + 2 + j): cosine for i in (0, 1) for j in (0, 1)}
    found = desks_of(26, pairs)
    assert found[0] == found[2]
    assert found[4] != found[6]
    assert n_tops(found) == 12
