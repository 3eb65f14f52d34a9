"""Groups joined over products are those joined over sums."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Int64
from pipeline.stories import growing, paired_groups
from pipeline.stories.grouping import Groups, Limits, near, single
from pipeline.stories.growing import grown
from pipeline.stories.paired_groups import paired


def articles(n: int, seed: int, n_events: int = 12) -> Groups:
    """Articles on some events over ten days, of length 1; every tenth without a term."""
    random = np.random.default_rng(seed)
    event = random.integers(0, n_events, n)
    rows = (random.random((n_events, 200)) < 0.05)[event] * random.random((n, 200)) + (random.random((n, 200)) < 0.02)
    rows[::10] = 0
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return single(csr_matrix(unit.astype(np.float32)), np.sort(random.integers(0, 10, n)).astype(np.int64))


def pairs(n: int, seed: int) -> Int64:
    """New numbers of n groups of which some are joined, two by two."""
    target = np.arange(n)
    for a, b in np.random.default_rng(seed).permutation(n)[: n // 4 * 2].reshape(-1, 2).tolist():
        target[max(a, b)] = min(a, b)
    return np.unique(target, return_inverse=True)[1].astype(np.int64)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("n", [0, 1, 2, 40, 700])
def test_the_same_groups_either_way(n: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events, strangers and articles without a term."""
    limits, groups = Limits(0.3, 3), articles(n, seed)
    found = grown(groups, limits)
    monkeypatch.setattr(growing, "N_PAIRED", -1)
    assert found.tolist() == grown(groups, limits).tolist()
    assert len(np.unique(found)) < n or n < 3


def test_joined_groups_have_the_similarities_of_their_sums() -> None:
    """After three rounds of joining pairs; of some of the groups with all."""
    limits, sums = Limits(0.05, 9), articles(90, 3)
    products = paired(sums)
    for seed in range(3):
        step = pairs(len(sums.size), seed)
        sums, products = sums.joined(step), products.joined(step)
        assert products.extent.length == pytest.approx(sums.length, rel=1e-5)
        assert products.extent.mean_day.tolist() == sums.extent.mean_day.tolist()
    some = np.arange(0, len(sums.size), 3)
    one, other = products.near_own(some, limits), near(sums, some, sums, limits)
    assert len(one.first) > 60
    assert (one.first.tolist(), one.second.tolist()) == (other.first.tolist(), other.second.tolist())
    assert one.similarity == pytest.approx(other.similarity, abs=2e-5)


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pairs are joined at a time, lengths and products are the same to the bit."""
    sums, step = articles(90, 3), pairs(90, 4)
    whole = paired(sums).joined(step)
    monkeypatch.setattr(paired_groups, "BLOCK", 4)
    found = paired(sums).joined(step)
    assert len(found.size) < 90 - 4
    assert found.square.tolist() == whole.square.tolist()
    assert found.products[found.row].tolist() == whole.products[whole.row].tolist()


def test_nothing_is_alike_to_what_holds_nothing() -> None:
    """A group without terms has no links, and takes none away from others."""
    empty = single(csr_matrix((3, 4), dtype=np.float32), np.zeros(3, np.int64))
    assert len(paired(empty).near_own(np.arange(3), Limits(0.01, 3)).first) == 0
    one = single(csr_matrix(np.eye(3, 4, dtype=np.float32)[[0, 0, 2]] * [[1], [1], [0]]), np.zeros(3, np.int64))
    found = paired(one).near_own(np.arange(3), Limits(0.9, 3))
    assert sorted(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0), (1, 1)]
