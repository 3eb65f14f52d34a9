"""Pairs of texts that share sampled shingles: the few pairs that are worth an exact comparison.

A text is paired with the first texts of a shingle's group only, not with all of them, so that the work grows with the
number of hashes: a hundred copies of one article cost some hundred pairs, not five thousand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

LEVELS = 8
"""A sample may keep 1, 1/2, 1/4 ... 1/128 of the shingles."""

_U = np.uint64


@dataclass(frozen=True)
class Candidates:
    """Pairs of texts, by `later`, then by falling `overlap`, then by `earlier`.

    Attributes:
        later: int64, shape (n_pairs,): the text with the greater number.
        earlier: int64, shape (n_pairs,): the other.
        overlap: float64, shape (n_pairs,): shared samples as a share of those of the text that has fewer, 0..1.
    """

    later: Ints
    earlier: Ints
    overlap: npt.NDArray[np.float64]


def candidate_pairs(counts: Ints, hashes: Hashes, *, max_texts: int, leaders: int, min_overlap: float) -> Candidates:
    """Pairs of texts whose samples overlap; time and memory grow with `leaders` times the number of hashes.

    Args:
        counts: int64, shape (n,): sampled hashes of each text.
        hashes: uint64, shape (sum of counts,), distinct within each text. A text keeps the hashes that a power of two
            divides, each text its own power; overlaps are measured on the thinner of the two samples.
        max_texts: a shingle that more texts hold is idiom or boilerplate and does not count.
        leaders: texts of a shingle's group, those with the smallest numbers, that the others are paired with.
        min_overlap: smallest overlap of a pair, 0..1.

    Returns:
        The pairs with at least two shared samples and that overlap.
    """
    keys, texts = _by_hash(counts, hashes)
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    rare = np.repeat(sizes <= max_texts, sizes)
    sampled = _sampled(keys[rare], texts[rare], len(counts))
    grouped = (sizes > 1) & (sizes <= max_texts)
    earlier, later, shared = _shared(texts, starts[grouped], sizes[grouped], leaders)
    overlap = np.minimum(shared / np.maximum(_smaller(sampled, earlier, later), 1), 1.0)
    good = np.flatnonzero((shared > 1) & (overlap >= min_overlap))
    order = good[np.lexsort((earlier[good], -overlap[good], later[good]))]
    return Candidates(later[order], earlier[order], overlap[order])


def _by_hash(counts: Ints, hashes: Hashes) -> tuple[Hashes, Ints]:
    """Hashes in order and the text of each; equal hashes by text: one sort of one number a hash.

    The number of the text takes the place of the hash's top bits: among 100,000 texts 47 bits are left, of which some
    unlike shingles coincide; the exact comparison notices.
    """
    bits = _U(max(len(counts), 1).bit_length())
    keys = np.sort(hashes << bits | np.repeat(np.arange(len(counts), dtype=_U), counts))
    return keys >> bits, (keys & ((_U(1) << bits) - _U(1))).astype(np.int64)


def _shared(texts: Ints, starts: Ints, sizes: Ints, leaders: int) -> tuple[Ints, Ints, Ints]:
    """Pairs of each group's first texts with the texts after them, and in how many groups each pair stands."""
    place = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)  # within the group, from 0
    start = np.repeat(starts, sizes)
    pairs = [np.zeros(0, np.int64)]
    for leader in range(leaders):
        after = place > leader
        place, start = place[after], start[after]
        pairs.append(texts[start + leader] << 32 | texts[start + place])
    found, shared = np.unique(np.concatenate(pairs), return_counts=True)
    return found >> 32, found & 0xFFFFFFFF, shared.astype(np.int64)


def _sampled(keys: Hashes, texts: Ints, n: int) -> Ints:
    """How many hashes of each text each power of two divides; int64, shape (LEVELS, n)."""
    table = np.zeros((LEVELS, n), np.int64)
    for level in range(LEVELS):
        kept = (keys & _U((1 << level) - 1)) == 0
        keys, texts = keys[kept], texts[kept]
        table[level] = np.bincount(texts, minlength=n)
    return table


def _smaller(sampled: Ints, earlier: Ints, later: Ints) -> Ints:
    """Samples of the text of each pair that has fewer, both sampled as thinly as the thinner one."""
    level = (sampled == sampled[0]).sum(axis=0) - 1
    both = np.maximum(level[earlier], level[later])
    smaller: Ints = np.minimum(sampled[both, earlier], sampled[both, later])
    return smaller
