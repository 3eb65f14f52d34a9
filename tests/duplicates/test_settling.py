"""Which pairs are compared, and which of them makes a text a copy: exact values of the steps inside `find`."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.duplicates import find as kernel
from pipeline.duplicates.candidates import Candidates


@pytest.mark.parametrize(
    ("later", "block", "expected"),
    [
        ([], 60, []),
        ([1], 60, [(0, 1)]),
        ([1, 2, 3], 60, [(0, 3)]),
        ([1, 2, 3, 4], 60, [(0, 3), (3, 4)]),
        ([1, 2, 3, 4], 61, [(0, 4)]),
        ([1, 1, 1, 1, 2], 50, [(0, 4), (4, 5)]),
        ([1, 1, 1, 1, 2], 51, [(0, 5)]),
        ([1, 2, 2, 2, 3, 4], 60, [(0, 4), (4, 6)]),
        ([1, 5, 6], 60, [(0, 2), (2, 3)]),
    ],
)
def test_pairs_of_a_text_stay_in_one_block(
    later: list[int], block: int, expected: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks begin before their texts have as many shingles as asked for, and cover all pairs in order."""
    monkeypatch.setattr(kernel, "_BLOCK", block)
    pairs, n_shingles = candidates(*((text, 0) for text in later)), np.array([10, 10, 10, 10, 10, 70, 10])
    assert [one for one in kernel._blocks(pairs, n_shingles) if one[0] < one[1]] == expected


def candidates(*pairs: tuple[int, int]) -> Candidates:
    """Pairs of (later, earlier), best first."""
    later, earlier = np.array(pairs, np.int64).reshape(-1, 2).T
    return Candidates(later, earlier, np.linspace(1, 0.5, len(pairs)))


@pytest.mark.parametrize(
    ("near", "most", "expected"),
    [
        ([], 9, [(2, 0), (2, 1), (3, 0), (3, 1), (3, 2)]),
        ([], 2, [(2, 0), (2, 1), (3, 0), (3, 1)]),
        ([], 1, [(2, 0), (3, 0)]),
        ([0], 1, [(2, 1), (3, 1)]),
        ([0, 1], 9, [(3, 2)]),
    ],
)
def test_a_text_is_compared_with_the_best_that_may_be_kept(
    near: list[int], most: int, expected: list[tuple[int, int]]
) -> None:
    """Texts that are copies themselves are passed over and do not use up the number of comparisons."""
    relation = np.full(4, kernel._KEPT)
    relation[near] = kernel.NEAR
    pairs = candidates((2, 0), (2, 1), (3, 0), (3, 1), (3, 2))
    found = kernel._best_first(pairs, 0, 5, relation, most)
    assert list(zip(found.later.tolist(), found.earlier.tolist(), strict=True)) == expected


@pytest.mark.parametrize(
    ("relations", "containment", "expected"),
    [
        ([kernel.NEAR, kernel.NEAR], [0.5, 0.9], (1, kernel.NEAR, 0.9)),
        ([kernel.NEAR, kernel.NEAR], [0.9, 0.9], (0, kernel.NEAR, 0.9)),
        ([kernel.PART, kernel.NEAR], [0.9, 0.5], (1, kernel.NEAR, 0.5)),
        ([kernel.PART, kernel.PART], [0.4, 0.45678], (1, kernel.PART, 0.4568)),
        ([kernel.NEITHER, kernel.PART], [0.9, 0.1], (1, kernel.PART, 0.1)),
        ([kernel.NEITHER, kernel.NEITHER], [0.9, 0.9], (-1, kernel._KEPT, 0.0)),
    ],
)
def test_a_text_is_a_copy_of_what_it_shares_most_with(
    relations: list[int], containment: list[float], expected: tuple[int, int, float]
) -> None:
    """A copy before a part, then the greater containment, then the earlier text; four decimals are kept."""
    found = kernel._Found(np.full(3, -1), np.full(3, kernel._KEPT), np.zeros(3))
    kernel._settle(found, candidates((2, 0), (2, 1)), np.array(relations), np.array(containment))
    assert (found.other[2], found.relation[2], found.similarity[2]) == pytest.approx(expected)


def test_there_are_no_chains() -> None:
    """A text that is like a copy alone is kept itself."""
    found = kernel._Found(np.full(3, -1), np.full(3, kernel._KEPT), np.zeros(3))
    near = np.full(2, kernel.NEAR)
    kernel._settle(found, candidates((1, 0), (2, 1)), near, np.array([0.9, 0.9]))
    assert found.relation.tolist() == [kernel._KEPT, kernel.NEAR, kernel._KEPT]
    assert found.other.tolist() == [-1, 0, -1]
