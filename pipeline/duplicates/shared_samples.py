"""Which texts hold the same sampled shingles: the work on a shard of hashes, and on the pairs of a shard of texts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.types import Bool, Int64, UInt8, UInt64
from pipeline.tables.exchange import Shard

LEVELS = 8
"""A sample may keep 1, 1/2, 1/4 ... 1/128 of the shingles."""
LOW = np.uint64(127)
"""The bits of a hash that say its level."""
LEVEL_OF: UInt8 = np.array([LEVELS - 1, *((n & -n).bit_length() - 1 for n in range(1, 128))], np.uint8)
"""By the low bits of a hash: how often two divides it, at most 7 times."""

_BLOCK = 2048  # texts
_U = np.uint64
_SPREAD = _U(0x9E3779B97F4A7C15)


class Samples(NamedTuple):
    """Sampled shingles of some texts.

    Attributes:
        texts: int64, shape (n,): numbers of the texts.
        counts: int64, shape (n,): sampled hashes of each.
        hashes: uint64, shape (sum of counts,), distinct within each text.
    """

    texts: Int64
    counts: Int64
    hashes: UInt64


class Grouped(NamedTuple):
    """What a shard of hashes tells.

    Attributes:
        pairs: int64, shape (n_pairs,): a text and one that comes before it in the group of a hash, once for each such
            group: the earlier one in the high 32 bits.
        common: int64, shape (n_common,): text times LEVELS plus level of each hash that too many texts hold.
    """

    pairs: Int64
    common: Int64


class Met(NamedTuple):
    """Pairs of texts that meet twice at least, and how often; int64, shape (n_pairs,), the pairs as in `Grouped`."""

    pairs: Int64
    times: Int64


class _Groups(NamedTuple):
    """Hashes in order and their texts, ascending within a hash; `sizes[g]` of each hash from `starts[g]` on."""

    hashes: UInt64
    texts: Int64
    starts: Int64
    sizes: Int64


def grouped(shard: Shard, bits: int, max_texts: int, leaders: int) -> Grouped:
    """Pair the texts that share a hash.

    Args:
        shard: column `key`: a hash, and the number of a text in the low bits. The hash has lost as many of its top
            bits: among 100,000 texts 47 are left, of which some unlike shingles coincide; the exact comparison notices.
        bits: of the number of a text.
        max_texts: a hash that more texts hold is common, and pairs none.
        leaders: texts of a group, those with the smallest numbers, that the others are paired with.
    """
    groups = _by_hash(shard, bits)
    is_common = np.repeat(groups.sizes > max_texts, groups.sizes)
    level = LEVEL_OF[groups.hashes[is_common] & LOW]
    return Grouped(_pairs(groups, groups.sizes <= max_texts, leaders), groups.texts[is_common] * LEVELS + level)


def grouped_among(shard: Shard, bits: int, leaders: int, among: Bool) -> Grouped:
    """Pair those of some texts that share a hash, however many hold it.

    Args:
        shard: as for `grouped`.
        bits: of the number of a text.
        leaders: as for `grouped`.
        among: bool, by number of the text.
    """
    keys, mask = to_numpy(shard.rows()["key"]), _U((1 << bits) - 1)
    groups = _in_groups(keys[among[(keys & mask).view(np.int64)]], bits)
    return Grouped(_pairs(groups, np.ones(len(groups.sizes), bool), leaders), np.zeros(0, np.int64))


def met_twice(shard: Shard) -> Met:
    """The pairs that occur twice at least among those of a shard, column `pair`, for a block of texts at a time.

    Most occur once and are dropped before anything is sorted.
    """
    pairs = to_numpy(shard.rows()["pair"])
    later = pairs & 0xFFFFFFFF
    block = ((later - later.min(initial=0)) // _BLOCK).astype(np.uint16)
    order = np.argsort(block, kind="stable")  # by radix: time grows with the number of pairs
    found = [_counted(pairs[rows]) for rows in np.split(order, np.cumsum(np.bincount(block)))]
    return Met(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _counted(pairs: Int64) -> Met:
    """The pairs that occur twice at least."""
    found = np.sort(_not_single(pairs))
    first = np.flatnonzero(np.diff(found, prepend=-1))
    times = np.diff(first, append=len(found))
    first, times = first[times > 1], times[times > 1]
    return Met(found[first], times)


def _not_single(pairs: Int64) -> Int64:
    """All pairs that occur more than once, and few others."""
    bits = _U(len(pairs).bit_length() + 2)
    place = ((pairs.view(np.uint64) * _SPREAD) >> (_U(64) - bits)).view(np.int64)
    return pairs[np.bincount(place)[place] > 1]


def _by_hash(shard: Shard, bits: int) -> _Groups:
    """All hashes of a shard."""
    return _in_groups(to_numpy(shard.rows()["key"]), bits)


def _in_groups(keys: UInt64, bits: int) -> _Groups:
    """Runs of equal hashes: one sort of one number for each."""
    keys = np.sort(keys)
    texts = (keys & _U((1 << bits) - 1)).view(np.int64)
    keys >>= _U(bits)
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    return _Groups(keys, texts, starts, np.diff(starts, append=len(keys)))


def _pairs(groups: _Groups, wanted: Bool, leaders: int) -> Int64:
    """Each text of the wanted groups with the leaders before it."""
    wanted = wanted & (groups.sizes > 1)
    texts, sizes = groups.texts[np.repeat(wanted, groups.sizes)], groups.sizes[wanted]
    start, rows = np.repeat(np.cumsum(sizes) - sizes, sizes), np.arange(len(texts))
    pairs = [np.zeros(0, np.int64)]
    for leader in range(leaders):
        after = rows > start + leader
        if not after.any():
            break
        rows, start = rows[after], start[after]
        pairs.append(texts[start + leader] << 32 | texts[rows])
    return np.concatenate(pairs)
