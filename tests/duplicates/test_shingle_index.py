"""The laws of `pipeline.duplicates.shingle_index`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.duplicates import shingle_index as module
from pipeline.duplicates.shingle_index import ShingleIndex, build_index, chunks, places

VALUES = st.integers(0, 40).map(lambda v: v << 20 | v % 3)
TEXTS = st.lists(st.lists(VALUES, min_size=1, max_size=40), min_size=1, max_size=9)


def put(texts: list[list[int]]) -> ShingleIndex:
    """Lists of hashes, of which many ask for the same slot."""
    counts = np.array([len(text) for text in texts], np.int64)
    return build_index(counts, np.array([value for text in texts for value in text], np.uint64))


@given(TEXTS)
def test_each_distinct_shingle_stands_once(texts: list[list[int]]) -> None:
    """The first place of each distinct shingle of each text is marked, and no other."""
    index = put(texts)
    expected = [value not in text[:i] for text in texts for i, value in enumerate(text)]
    assert index.once.tolist() == expected
    assert index.before.tolist() == [sum(expected[:i]) for i in range(len(expected) + 1)]


@given(TEXTS, st.lists(st.integers(0, 45).map(lambda v: v << 20 | v % 3), max_size=30))
def test_the_first_place_is_found(texts: list[list[int]], wanted: list[int]) -> None:
    """Every shingle is looked up in every text exactly, though many want the same slot."""
    n = len(texts)
    found = places(put(texts), np.array(wanted * n, np.uint64), np.arange(n), np.full(n, len(wanted)))
    assert found.tolist() == [text.index(value) if value in text else -1 for text in texts for value in wanted]


@given(TEXTS)
def test_chunks_do_not_show(texts: list[list[int]]) -> None:
    """However many shingles are settled at a time, the index answers the same."""
    with pytest.MonkeyPatch.context() as patch:
        whole = put(texts)
        patch.setattr(module, "_CHUNK", 7)
        pieces = put(texts)
    assert pieces.once.tolist() == whole.once.tolist()
    text = np.repeat(np.arange(len(texts)), np.diff(whole.bounds))
    one = np.ones(len(text), np.int64)
    assert places(pieces, whole.shingles, text, one).tolist() == places(whole, whole.shingles, text, one).tolist()


@given(st.lists(st.integers(0, 200_000), max_size=12))
def test_chunks_cover_all_texts_in_order(counts: list[int]) -> None:
    """Every text is in exactly one chunk; what follows the first text of a chunk is small."""
    found = chunks(np.array(counts, np.int64))
    assert [i for first, last in found for i in range(first, last)] == list(range(len(counts)))
    assert all(sum(counts[first + 1 : last]) <= 1 << 16 for first, last in found)


def test_a_huge_text() -> None:
    """A text of half a million shingles is a chunk of its own and is settled like any other."""
    shingles = np.random.default_rng(1).integers(0, 1 << 52, 500_000).astype(np.uint64)
    index = build_index(np.array([3, len(shingles)]), np.concatenate([shingles[:3], shingles]))
    assert index.before[-1] == 3 + len(np.unique(shingles))
    assert places(index, shingles[-5:], np.array([1]), np.array([5])).tolist() == list(range(499_995, 500_000))
