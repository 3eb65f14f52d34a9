"""The laws of `pipeline.duplicates.candidates`."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.duplicates import candidates, shared_samples
from pipeline.duplicates.candidates import Candidates, Limits, candidate_pairs
from pipeline.duplicates.shared_samples import Samples
from pipeline.tables.parts import MemoryParts

SETS = st.lists(st.sets(st.integers(0, 30), max_size=12), max_size=8)


def samples(texts: list[set[int]], first: int = 0) -> Samples:
    """Sets of hashes, numbered from `first` on."""
    counts = np.array([len(text) for text in texts], np.int64)
    hashes = np.array([value for text in texts for value in sorted(text)], np.uint64)
    return Samples(np.arange(first, first + len(texts)), counts, hashes)


def pairs(
    texts: list[set[int]], *, max_texts: int = 100, leaders: int = 100, least: float = 0.0, n_shards: int = 1
) -> Candidates:
    """Candidates among sets of hashes."""
    limits = Limits(max_texts, leaders, least)
    return candidate_pairs(len(texts), [samples(texts)], limits, MemoryParts({}), n_shards)


def found(pairs: Candidates) -> dict[tuple[int, int], float]:
    """Overlap by (earlier, later)."""
    keys = zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True)
    return dict(zip(keys, pairs.overlap.tolist(), strict=True))


def odd(text: set[int]) -> set[int]:
    """The same set, with one odd hash of its own kind at least: sampled by 1."""
    return {2 * value + 1 for value in text}


@given(SETS)
def test_overlap_is_what_two_samples_share(texts: list[set[int]]) -> None:
    """Without bounds every pair with two shared hashes is there, with its share of the smaller set."""
    texts = [odd(text) for text in texts]
    expected = {
        (i, j): len(a & b) / min(len(a), len(b))
        for (i, a), (j, b) in combinations(enumerate(texts), 2)
        if len(a & b) > 1
    }
    assert found(pairs(texts)) == expected


@given(SETS, st.integers(1, 3), st.integers(1, 4))
def test_pairs_are_ordered_and_distinct(texts: list[set[int]], leaders: int, max_texts: int) -> None:
    """Pairs come by the later text, best overlap first, each once."""
    result = pairs(texts, leaders=leaders, max_texts=max_texts)
    rows = list(zip(result.later.tolist(), (-result.overlap).tolist(), result.earlier.tolist(), strict=True))
    assert rows == sorted(rows)
    assert len(found(result)) == len(rows)


def test_blocks_do_not_show(monkeypatch: object) -> None:
    """However many texts are worked out at a time, the pairs are the same."""
    random = np.random.default_rng(1)
    texts = [odd(set(random.integers(0, 40, 12).tolist())) for _ in range(50)]
    whole = found(pairs(texts, leaders=4))
    monkeypatch.setattr(shared_samples, "_BLOCK", 7)  # type: ignore[attr-defined]
    assert found(pairs(texts, leaders=4)) == whole


@given(SETS, st.integers(1, 4), st.integers(1, 3), st.integers(1, 4), st.integers(0, 8))
def test_neither_shards_nor_parts_show(
    texts: list[set[int]], n_shards: int, leaders: int, max_texts: int, cut: int
) -> None:
    """The pairs are the same for any number of shards, whichever part a text comes from and in whatever order."""
    texts = [{128 * value + 127 * (value % 3) for value in text} for text in texts]
    limits = Limits(max_texts, leaders, 0.0)
    pieces = [samples(texts[cut:], cut), samples(texts[:cut])] if cut < len(texts) else [samples(texts)]
    sharded = candidate_pairs(len(texts), pieces, limits, MemoryParts({}), n_shards)
    whole = pairs(texts, leaders=leaders, max_texts=max_texts)
    for name in ("later", "earlier", "overlap"):
        assert getattr(sharded, name).tolist() == getattr(whole, name).tolist()


def test_the_thinner_sample_compares() -> None:
    """A text that keeps every shingle and one that keeps every fourth overlap by what the thin one could hold."""
    thick, thin = set(range(1, 41)), {value for value in range(1, 81) if value % 4 == 0}
    assert found(pairs([thick, thin])) == {(0, 1): 1.0}


def test_boilerplate_does_not_count() -> None:
    """A shingle that more texts hold than allowed makes no pair, as long as the texts have something else."""
    texts = [{1, 3, 5} | odd(set(range(100 * i, 100 * i + 9))) for i in range(1, 7)]
    assert len(found(pairs(texts))) == 15
    assert found(pairs(texts, max_texts=5)) == {}


def test_very_many_copies_are_still_found() -> None:
    """Texts that hold hardly anything but common shingles are compared by these."""
    copies = [odd(set(range(20))) for _ in range(30)]
    result = found(pairs(copies, max_texts=10, leaders=2))
    assert {later for _, later in result} == set(range(1, 30))
    assert set(result.values()) == {1.0}


def test_work_grows_with_the_leaders() -> None:
    """Of a hundred copies each is paired with the leaders only."""
    result = pairs([odd(set(range(20))) for _ in range(100)], leaders=3)
    assert len(result.later) == 99 + 98 + 97


def test_nothing_gives_nothing() -> None:
    """No texts, or texts without a shingle, have no candidates."""
    assert found(pairs([])) == found(pairs([set(), set()])) == {}


@pytest.mark.parametrize(
    ("one", "two", "least", "expected"),
    [
        ({1, 3, 5}, {1, 7, 9}, 0.0, {}),
        ({1, 3, 5}, {1, 3, 9}, 0.0, {(0, 1): 2 / 3}),
        ({1, 3, 5, 7}, {1, 3, 9, 11}, 0.5, {(0, 1): 0.5}),
        ({1, 3, 5, 7}, {1, 3, 9, 11}, 0.51, {}),
        ({1, 3}, {1, 3, 5, 7, 9, 11}, 1.0, {(0, 1): 1.0}),
        ({1, 3, 5, 7}, {4, 8, 12, 16}, 0.0, {}),
        ({2, 4, 6, 8}, {4, 8, 12, 16}, 0.0, {(0, 1): 1.0}),
        ({1, 2, 3, 4, 8}, {4, 8, 12}, 0.0, {(0, 1): 1.0}),
    ],
)
def test_two_samples_make_a_pair(
    one: set[int], two: set[int], least: float, expected: dict[tuple[int, int], float]
) -> None:
    """Two shared hashes at least, and the least overlap itself is enough; of a thinner sample its own power counts."""
    assert found(pairs([one, two], least=least)) == expected


@pytest.mark.parametrize(("n_texts", "expected"), [(4, 6), (5, 0)])
def test_a_shingle_counts_up_to_so_many_texts(n_texts: int, expected: int) -> None:
    """Held by `max_texts` texts it counts, by one more it is boilerplate."""
    texts = [{1, 3} | odd(set(range(100 * i, 100 * i + 9))) for i in range(1, n_texts + 1)]
    assert len(found(pairs(texts, max_texts=4))) == expected


@pytest.mark.parametrize(("n_own", "expected"), [(1, 10), (2, 0), (3, 0)])
def test_texts_of_little_else_are_compared_by_boilerplate(n_own: int, expected: int) -> None:
    """Where fewer than half of the hashes of a text are rare, the common ones count."""
    texts = [{1, 3} | odd(set(range(100 * i, 100 * i + n_own))) for i in range(1, 6)]
    assert len(found(pairs(texts, max_texts=4))) == expected


def test_a_pair_that_is_found_twice_keeps_its_greater_overlap() -> None:
    """Pairs come by the later text, then by overlap, then by the earlier text."""
    one = Candidates(np.array([3, 2, 3]), np.array([1, 0, 0]), np.array([0.5, 0.25, 0.5]))
    two = Candidates(np.array([3, 3]), np.array([1, 2]), np.array([0.75, 0.5]))
    both = candidates._merged([one, two])
    assert both.later.tolist() == [2, 3, 3, 3]
    assert both.earlier.tolist() == [0, 1, 0, 2]
    assert both.overlap.tolist() == [0.25, 0.75, 0.5, 0.5]
    nothing = candidates._merged([])
    assert (len(nothing.later), len(nothing.earlier), len(nothing.overlap)) == (0, 0, 0)


def test_leaders_are_the_first_of_a_group() -> None:
    """Of four copies with two leaders: each later text is paired with the first two alone."""
    result = pairs([odd(set(range(20))) for _ in range(4)], leaders=2)
    assert sorted(found(result)) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]
