"""What a shard of hashes and a shard of pairs give, by hand."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from pipeline.duplicates.shared_samples import LEVEL_OF, Grouped, grouped, grouped_among, met_twice
from pipeline.tables.exchange import Shard

BITS = 4


def keys(*texts: set[int]) -> Shard:
    """The hashes of texts 0, 1, 2 ..., in any order."""
    rows = [value << BITS | number for number, text in enumerate(texts) for value in sorted(text, reverse=True)]
    return Shard(pa.table({"key": pa.array(rows, pa.uint64())}))


def paired(found: Grouped) -> list[tuple[int, int]]:
    """(earlier, later) of each pair, sorted."""
    return sorted((pair >> 32, pair & 0xFFFFFFFF) for pair in found.pairs.tolist())


def test_a_level_is_how_often_two_divides_a_hash() -> None:
    """Up to seven times, of which the low bits alone tell."""
    assert [int(LEVEL_OF[value & 127]) for value in (1, 2, 3, 4, 12, 64, 128, 192, 256)] == [0, 1, 0, 2, 2, 6, 7, 6, 7]


@pytest.mark.parametrize(
    ("max_texts", "leaders", "pairs", "common"),
    [
        (3, 9, [(0, 1), (0, 1), (0, 2), (1, 2)], []),
        (3, 1, [(0, 1), (0, 1), (0, 2)], []),
        (2, 9, [(0, 1)], [0, 8, 16]),
        (1, 9, [], [0, 8, 16, 2, 10]),
    ],
)
def test_texts_of_a_hash_are_paired(
    max_texts: int, leaders: int, pairs: list[tuple[int, int]], common: list[int]
) -> None:
    """Once for each hash that not too many hold; what more hold is told by text and level."""
    found = grouped(keys({1, 4}, {1, 4, 9}, {1, 7}), BITS, max_texts, leaders)
    assert paired(found) == pairs
    assert sorted(found.common.tolist()) == sorted(common)


def test_some_texts_are_paired_by_all_that_they_share() -> None:
    """However many others hold it; the others are passed over."""
    among = np.array([True, False, True, False])
    found = grouped_among(keys({1, 4}, {1, 4}, {1, 4, 9}, {9}), BITS, 9, among)
    assert paired(found) == [(0, 2), (0, 2)]
    assert not len(found.common)


def test_what_meets_once_is_chance() -> None:
    """Pairs that occur twice at least, with how often; whatever block their later text is in."""
    pairs = [(0, 5), (1, 9000), (0, 5), (2, 5), (1, 9000), (1, 9000), (3, 9001)]
    found = met_twice(Shard(pa.table({"pair": [earlier << 32 | later for earlier, later in pairs]})))
    assert [(p >> 32, p & 0xFFFFFFFF) for p in found.pairs.tolist()] == [(0, 5), (1, 9000)]
    assert found.times.tolist() == [2, 3]


def test_no_pairs_at_all() -> None:
    """A shard may be empty."""
    empty = Shard(pa.table({"pair": pa.array([], pa.int64())}))
    assert [len(column) for column in met_twice(empty)] == [0, 0]
    assert [len(column) for column in grouped(keys(), BITS, 9, 2)] == [0, 0]
