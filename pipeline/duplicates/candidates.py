"""Pairs of texts that share sampled shingles: the few pairs that are worth an exact comparison.

A text is paired with the first texts of a shingle's group only, not with all of them, so that the work grows with the
number of hashes: a hundred copies of one article cost some hundred pairs, not five thousand.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Float64, Int64, UInt64
from pipeline.errors import PipelineError

LEVELS = 8
"""A sample may keep 1, 1/2, 1/4 ... 1/128 of the shingles."""
_BLOCK = 2048  # texts
MAX_TEXTS = _BLOCK << 16
"""Texts that can be compared: the number of a block of them has 16 bits."""

_U = np.uint64
_SPREAD = _U(0x9E3779B97F4A7C15)


class Candidates(NamedTuple):
    """Pairs of texts, by `later`, then by falling `overlap`, then by `earlier`; each once.

    Attributes:
        later: int64, shape (n_pairs,): the text with the greater number.
        earlier: int64, shape (n_pairs,): the other.
        overlap: float64, shape (n_pairs,): shared samples as a share of those of the text that has fewer, 0..1.
    """

    later: Int64
    earlier: Int64
    overlap: Float64


class _Groups(NamedTuple):
    """Texts by the shingle that they hold: `sizes[g]` of them from `starts[g]` on, ascending."""

    keys: UInt64
    texts: Int64
    starts: Int64
    sizes: Int64


def candidate_pairs(counts: Int64, hashes: UInt64, max_texts: int, leaders: int, min_overlap: float) -> Candidates:
    """Pairs of texts whose samples overlap; time and memory grow with `leaders` times the number of hashes.

    Args:
        counts: int64, shape (n,): sampled hashes of each text.
        hashes: uint64, shape (sum of counts,), distinct within each text. A text keeps the hashes that a power of two
            divides, each text its own power; overlaps are measured on the thinner of the two samples.
        max_texts: a shingle that more texts hold is idiom or boilerplate and does not count, except between texts that
            have little else: the copies of an article that has very many.
        leaders: texts of a shingle's group, those with the smallest numbers, that the others are paired with.
        min_overlap: smallest overlap of a pair, 0..1.

    Returns:
        The pairs with at least two shared samples and that overlap.

    Raises:
        PipelineError: more than MAX_TEXTS texts.
    """
    if len(counts) > MAX_TEXTS:
        hint = "read fewer articles in one run"
        raise PipelineError(f"{len(counts):,} texts, at most {MAX_TEXTS:,} fit", where="near-duplicates", hint=hint)
    keys, texts = _by_hash(counts, hashes)
    groups = _grouped(keys, texts)
    rare = np.repeat(groups.sizes <= max_texts, groups.sizes)
    crowded = np.bincount(texts[rare], minlength=len(counts)) * 2 < counts
    many = crowded[texts]
    found = [
        _overlapping(_grouped(keys[kept], texts[kept]), len(counts), leaders, min_overlap)
        for kept in (rare, many)
        if kept.any()
    ]
    return _merged(found)


def _merged(found: list[Candidates]) -> Candidates:
    """Pairs in order; of a pair that was found twice the greater overlap."""
    later, earlier = (
        np.concatenate([np.zeros(0, np.int64), *(getattr(f, name) for f in found)]) for name in ("later", "earlier")
    )
    overlap = np.concatenate([np.zeros(0), *(f.overlap for f in found)])
    order = np.lexsort((-overlap, earlier, later))
    again = (np.diff(later[order], prepend=-1) == 0) & (np.diff(earlier[order], prepend=-1) == 0)
    order = order[~again]
    order = order[np.lexsort((earlier[order], -overlap[order], later[order]))]
    return Candidates(later[order], earlier[order], overlap[order])


def _by_hash(counts: Int64, hashes: UInt64) -> tuple[UInt64, Int64]:
    """Hashes in order and the text of each; equal hashes by text: one sort of one number a hash.

    The number of the text takes the place of the hash's top bits: among 100,000 texts 47 bits are left, of which some
    unlike shingles coincide; the exact comparison notices.
    """
    bits = _U(max(len(counts), 1).bit_length())
    keys = hashes << bits
    keys |= np.repeat(np.arange(len(counts), dtype=_U), counts)
    keys.sort()
    texts = (keys & ((_U(1) << bits) - _U(1))).view(np.int64)
    keys >>= bits
    return keys, texts


def _grouped(keys: UInt64, texts: Int64) -> _Groups:
    """Runs of equal keys."""
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    return _Groups(keys, texts, starts, np.diff(starts, append=len(keys)))


def _overlapping(groups: _Groups, n: int, leaders: int, min_overlap: float) -> Candidates:
    """Pairs of some texts and some shingles, worked out for a block of texts at a time to bound memory."""
    start = np.repeat(groups.starts, groups.sizes)
    follows = np.flatnonzero(start != np.arange(len(start)))
    block = (groups.texts[follows] // _BLOCK).astype(np.uint16)
    follows = follows[np.argsort(block, kind="stable")]  # by radix: time grows with the number of hashes
    found = [
        _shared(groups.texts, rows, start[rows], leaders) for rows in np.split(follows, np.cumsum(np.bincount(block)))
    ]
    earlier, later, shared = (np.concatenate(column) for column in zip(*found, strict=True))
    overlap = np.minimum(shared / np.maximum(_smaller(groups, n, earlier, later), 1), 1.0)
    good = overlap >= min_overlap
    return Candidates(later[good], earlier[good], overlap[good])


def _shared(texts: Int64, rows: Int64, start: Int64, leaders: int) -> tuple[Int64, Int64, Int64]:
    """Pairs of some rows with the first rows of their groups, and in how many groups each stands: two at least."""
    pairs = [np.zeros(0, np.int64)]
    for leader in range(leaders):
        after = rows > start + leader
        rows, start = rows[after], start[after]
        pairs.append(texts[start + leader] << 32 | texts[rows])
    found = _not_single(np.concatenate(pairs))
    found.sort()
    first = np.flatnonzero(np.diff(found, prepend=-1))
    times = np.diff(first, append=len(found))
    first, times = first[times > 1], times[times > 1]
    return found[first] >> 32, found[first] & 0xFFFFFFFF, times


def _not_single(pairs: Int64) -> Int64:
    """All pairs that occur more than once, and few others: most occur once, and need not be sorted."""
    bits = _U(len(pairs).bit_length() + 2)
    place = ((pairs.view(np.uint64) * _SPREAD) >> (_U(64) - bits)).view(np.int64)
    return pairs[np.bincount(place)[place] > 1]


def _smaller(groups: _Groups, n: int, earlier: Int64, later: Int64) -> Int64:
    """Samples of the text of each pair that has fewer, both sampled as thinly as the thinner one."""
    asked = np.zeros(n, bool)
    asked[earlier] = asked[later] = True
    rows = np.flatnonzero(asked[groups.texts])
    sampled = _sampled(groups.keys[rows], groups.texts[rows], n)
    level = (sampled == sampled[0]).sum(axis=0) - 1
    both = np.maximum(level[earlier], level[later])
    smaller: Int64 = np.minimum(sampled[both, earlier], sampled[both, later])
    return smaller


def _sampled(keys: UInt64, texts: Int64, n: int) -> Int64:
    """How many hashes of each text each power of two divides; int64, shape (LEVELS, n)."""
    table = np.zeros((LEVELS, n), np.int64)
    for level in range(LEVELS):
        table[level] = np.bincount(texts, minlength=n)
        kept = (keys & _U(1 << level)) == 0
        keys, texts = keys[kept], texts[kept]
    return table
