"""Numbers of texts and shingles that fit, and what is read of texts."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.arrays.types import Int64, UInt64
from pipeline.duplicates import candidates, find, shared_samples, shingle_index
from pipeline.duplicates.spool import spooled
from pipeline.errors import PipelineError
from pipeline.tables.parts import MemoryParts


def test_no_more_texts_than_blocks_have_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as fit, and one more."""
    assert np.iinfo(np.uint16).max + 1 == candidates.MAX_TEXTS // shared_samples._BLOCK
    monkeypatch.setattr(candidates, "MAX_TEXTS", 3)
    limits, here = candidates.Limits(9, 2, 0.5), MemoryParts({})
    assert len(candidates.candidate_pairs(3, [], limits, here).later) == 0
    with pytest.raises(PipelineError, match="near-duplicates: 4 texts, at most 3 fit"):
        candidates.candidate_pairs(4, [], limits, here)


def test_no_more_shingles_than_places_have_numbers() -> None:
    """They are counted before anything is made of them."""
    assert np.iinfo(np.int32).max == shingle_index.MAX_SHINGLES
    with pytest.raises(PipelineError, match="2,147,483,648 shingles, at most 2,147,483,647 fit"):
        shingle_index.build_index(np.array([2**31 - 1, 1]), np.zeros(0, np.uint64))


class Texts:
    """Texts of 0, 1, 2 ... shingles, text times 100 and the place; counts how often each is asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, index: Int64) -> tuple[Int64, UInt64]:
        """The shingles of some texts."""
        self.asked += index.tolist()
        return index, np.array([100 * n + i for n in index.tolist() for i in range(n)], np.uint64)


@pytest.mark.parametrize("wanted", [[2, 5, 6, 9], [2], [9], [], [5, 9]])
def test_texts_are_read_once_and_given_again(wanted: list[int]) -> None:
    """Those that follow one another, and those that do not."""
    texts = Texts()
    with spooled(np.array([2, 5, 6, 9]), texts) as read:
        for _ in range(2):
            counts, shingles = read(np.array(wanted, np.int64))
            assert counts.tolist() == wanted
            assert shingles.tolist() == [100 * n + i for n in wanted for i in range(n)]
    assert texts.asked == [2, 5, 6, 9]


@pytest.mark.parametrize("block", [1, 1 << 20])
def test_each_candidate_is_read_once(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    """In however many blocks of pairs a text stands."""
    monkeypatch.setattr(find, "_BLOCK", block)
    n, common = 6, np.arange(1000, 1100, dtype=np.uint64)
    own = [np.append(common, np.arange(100 * i, 100 * i + 60, dtype=np.uint64)) for i in range(1, n + 1)]
    asked: list[int] = []

    def shingles_of(index: Int64) -> tuple[Int64, UInt64]:
        asked.extend(index.tolist())
        return np.full(len(index), 160), np.concatenate([own[i] for i in index.tolist()])

    ids = np.array([f"{i:016x}" for i in range(n)], "S16")
    full, counts = np.full(n, 160), np.full(n, 160)
    corpus = find.ArticleSamples(ids, ids.astype("S64"), np.arange(n), full, full, [(counts, np.concatenate(own))])
    find.find_near_duplicates(corpus, find.Thresholds(), shingles_of, MemoryParts({}))
    assert sorted(asked) == list(range(n))
