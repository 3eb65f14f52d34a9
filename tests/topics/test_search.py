"""The laws of `pipeline.topics.search`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.topics import search
from pipeline.topics.bayes import damped
from pipeline.topics.embedding import unit
from pipeline.topics.partition import SETTLED, Partition
from pipeline.topics.search import QUICK, ROUGHLY, THOROUGH, Evidence, best_partition, n_starts
from pipeline.vector.bm25 import bm25, survey


def corpus(k: int, each: int, noise: float = 0.15) -> tuple[list[np.ndarray], Evidence]:
    """Points around k axes in two spaces, and texts of four words a kind, kind after kind."""
    random = np.random.default_rng(2)
    topic = np.repeat(np.arange(k), each)
    spaces = [unit((np.eye(k)[topic] + random.normal(0, s, (len(topic), k))).astype(np.float32)) for s in (noise, 0.3)]
    counts = (random.random((len(topic), 4 * k + 10)) < 0.1).astype(np.int32)
    for word in range(4):
        counts[np.arange(len(topic)), 4 * topic + word] = 2
    matrix = csr_matrix(counts)
    ones = csr_matrix((counts > 0).astype(np.float32))
    return spaces, Evidence(ones, damped(matrix), bm25(matrix, survey(matrix)))


@pytest.mark.parametrize(("k", "each"), [(3, 40), (12, 6)])
def test_clear_groups_are_found(k: int, each: int) -> None:
    """Groups that points and words agree on come out as clusters, large ones and small ones."""
    found = best_partition(*corpus(k, each), k, 0).reshape(k, each)
    assert [len(set(part)) for part in found] == [1] * k
    assert len(set(found[:, 0])) == k


def test_no_seed_changes_a_good_cut() -> None:
    """Seeds give the same bytes unless one finds a clearly better cut."""
    given = corpus(4, 30, noise=0.4)
    first = best_partition(*given, 4, 0)
    assert all(np.array_equal(best_partition(*given, 4, seed), first) for seed in (1, 7, 123))


def test_a_clearly_better_cut_of_the_seed_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is always tried is poor, the seed's starts decide."""
    given = corpus(8, 20)
    told = search.information
    asked: list[int] = []

    def first_are_poor(held: csr_matrix, labels: np.ndarray, k: int) -> float:
        asked.append(0)
        return told(held, labels, k) * (0.5 if len(asked) <= 2 * n_starts(160, 8, THOROUGH) + 2 else 1)

    monkeypatch.setattr(search, "information", first_are_poor)
    assert len(set(best_partition(*given, 8, 3).reshape(8, 20)[:, 0])) == 8
    assert len(asked) > 2 * n_starts(160, 8, THOROUGH) + 2


def test_what_is_not_in_the_sample_is_assigned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts beyond the sample get the cluster of their kind."""
    spaces, evidence = corpus(3, 60)
    order = np.random.default_rng(0).permutation(180)
    monkeypatch.setattr(search, "_SAMPLE", 60)
    found = best_partition([p[order] for p in spaces], Evidence(*(m[order] for m in evidence)), 3, 0)
    kinds = (order // 60)[:, None] == order // 60
    assert ((found[:, None] == found) == kinds).mean() > 0.95


def test_starts_are_fewer_where_they_cost_more() -> None:
    """Between 6 and 100 starts, the fewer the more texts and clusters there are."""
    assert n_starts(100, 4, THOROUGH) == 100
    assert n_starts(4000, 20, THOROUGH) == 100
    assert n_starts(4000, 40, THOROUGH) == 50
    assert n_starts(4000, 1000, THOROUGH) == 6
    assert n_starts(3000, 27, QUICK) == 12


@pytest.mark.parametrize(("work", "moving"), [(QUICK, ROUGHLY), (THOROUGH, SETTLED)])
def test_cuts_settle_as_the_work_allows(work: int, moving: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody asked for a number, a hundredth of the texts may still change sides."""
    asked: list[float] = []
    cut = search.k_means

    def recorded(*given: Any) -> list[Partition]:
        asked.append(given[-1])
        return cut(*given)

    monkeypatch.setattr(search, "k_means", recorded)
    best_partition(*corpus(3, 40), 3, 0, work)
    assert set(asked) == {moving}


def test_the_further_starts_alone_follow_the_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starts that are always made draw the same numbers for every seed; a quarter as many further ones draw others."""
    drawn: list[tuple[int, int]] = []
    cuts = search._cuts

    def recorded(
        spaces: list[np.ndarray], k: int, rng: np.random.Generator, starts: int, work: int
    ) -> list[search.Cut]:
        drawn.append((int(rng.bit_generator.state["state"]["state"]), starts))
        return cuts(spaces, k, rng, starts, work)

    monkeypatch.setattr(search, "_cuts", recorded)
    for seed in (0, 1, 2):
        best_partition(*corpus(3, 40), 3, seed)
    always, further = drawn[0::2], drawn[1::2]
    assert len(set(always)) == 1
    assert len({*always, *further}) == 4
    assert (always[0][1], further[0][1]) == (100, 25)
