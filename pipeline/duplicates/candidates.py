"""Pairs of texts that share sampled shingles: the few pairs that are worth an exact comparison.

A text is paired with the first texts of a shingle's group only, not with all of them, so that the work grows with the
number of hashes: a hundred copies of one article cost some hundred pairs, not five thousand.

    samples ─ shards of hashes ─ `grouped` ─ pairs ─ shards of texts ─ `met_twice` ─ overlaps
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers
from pipeline.arrays.types import AnyArray, Float64, Int32, Int64, UInt64
from pipeline.duplicates.shared_samples import (
    LEVEL_OF,
    LEVELS,
    LOW,
    Grouped,
    Met,
    Samples,
    grouped,
    grouped_among,
    met_twice,
)
from pipeline.errors import PipelineError
from pipeline.tables.exchange import Exchange, Shard, exchanges
from pipeline.tables.parts import Parts

MAX_TEXTS = 1 << 27
"""Texts that can be compared: 37 bits of a hash are left beside the number of its text."""

_U = np.uint64
_KEYS = pa.Table.from_batches([], pa.schema([("key", pa.uint64())]))
_PAIRS = pa.Table.from_batches([], pa.schema([("pair", pa.int64())]))


class Limits(NamedTuple):
    """What bounds the work; see `Thresholds`."""

    max_texts: int
    leaders: int
    min_overlap: float


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


def candidate_pairs(n: int, samples: Iterable[Samples], limits: Limits, parts: Parts, n_shards: int = 1) -> Candidates:
    """Pairs of texts whose samples overlap; time grows with `leaders` times the number of hashes.

    Args:
        n: number of texts.
        samples: of some texts each, asked for one after the other; a text stands in one of them at most. A text keeps
            the hashes that a power of two divides, each text its own power; overlaps are measured on the thinner of the
            two samples.
        limits: `max_texts`: a shingle that more texts hold is idiom or boilerplate and does not count, except between
            texts that have little else: the copies of an article that has very many. `leaders`: texts of a shingle's
            group, those with the smallest numbers, that the others are paired with. `min_overlap`: of a pair, 0..1.
        parts: any table of the run, whose workers take the shards.
        n_shards: of the hashes; those of one shard are in memory at a time.

    Returns:
        The pairs with at least two shared samples and that overlap.

    Raises:
        PipelineError: more than MAX_TEXTS texts.
    """
    if n > MAX_TEXTS:
        hint = "read fewer articles in one run"
        raise PipelineError(f"{n:,} texts, at most {MAX_TEXTS:,} fit", where="near-duplicates", hint=hint)
    bits = max(n, 1).bit_length()
    with exchanges(n_shards, _KEYS, parts=parts) as (exchange,):
        sampled = _sampled(exchange, n, bits, n_shards, samples)
        shards = exchange.shards()
        rarely = partial(grouped, bits=bits, max_texts=limits.max_texts, leaders=limits.leaders)
        met, common = _met(rarely, shards, n, parts)
        rare = sampled - np.bincount(common, minlength=LEVELS * n).reshape(n, LEVELS)
        found = [_overlapping(met, rare, limits.min_overlap)]
        crowded = rare.sum(axis=1) * 2 < sampled.sum(axis=1)
        if crowded.any():
            met, _ = _met(partial(grouped_among, bits=bits, leaders=limits.leaders, among=crowded), shards, n, parts)
            found.append(_overlapping(met, sampled, limits.min_overlap))
    return _merged(found)


def _sampled(exchange: Exchange, n: int, bits: int, n_shards: int, samples: Iterable[Samples]) -> Int32:
    """Put all samples into shards; how many of each level each text has, int32, shape (n, LEVELS)."""
    found = np.zeros((n, LEVELS), np.int32)
    for texts, counts, hashes in samples:
        level = np.repeat(np.arange(len(texts)) * LEVELS, counts) + LEVEL_OF[hashes & LOW]
        found[texts] = np.bincount(level, minlength=len(texts) * LEVELS).reshape(-1, LEVELS)
        keys = hashes << _U(bits)
        exchange.put(_table("key", keys | np.repeat(texts.astype(_U), counts)), _shard_of(keys, bits, n_shards))
    return found


def _shard_of(keys: UInt64, bits: int, n_shards: int) -> Int64:
    """The shard of each hash: its low bits are 0 in a thin sample, and its top bits may be lost."""
    return np.zeros(len(keys), np.int64) if n_shards == 1 else (keys >> _U(bits + 7)).view(np.int64) % n_shards


def _met(function: Callable[[Shard], Grouped], shards: Sequence[Shard], n: int, parts: Parts) -> tuple[Met, Int64]:
    """The pairs of all shards that meet twice, brought together by text; and what is common."""
    common = [np.zeros(0, np.int64)]
    with exchanges(len(shards), _PAIRS, parts=parts) as (exchange,):
        for found in parts.side_by_side(function, shards):
            exchange.put(_table("pair", found.pairs), (found.pairs & 0xFFFFFFFF) * len(shards) // n)
            common.append(found.common)
        met = list(parts.side_by_side(met_twice, exchange.shards()))
    return Met(*(np.concatenate(column) for column in zip(*met, strict=True))), np.concatenate(common)


def _table(name: str, values: AnyArray) -> pa.Table:
    return pa.Table.from_arrays([numbers(values)], names=[name])


def _overlapping(met: Met, sampled: Int32, min_overlap: float) -> Candidates:
    """Pairs whose samples overlap enough, both sampled as thinly as the thinner one.

    Args:
        met: pairs, and the samples that they share.
        sampled: int32, shape (n, LEVELS): samples of each text by level.
        min_overlap: 0..1.
    """
    earlier, later = met.pairs >> 32, met.pairs & 0xFFFFFFFF
    kept = np.cumsum(sampled[:, ::-1], axis=1, dtype=np.int32)[:, ::-1]  # what each power of two divides
    level = (kept == kept[:, :1]).sum(axis=1) - 1
    both = np.maximum(level[earlier], level[later])
    smaller = np.minimum(kept[earlier, both], kept[later, both])
    overlap = np.minimum(met.times / np.maximum(smaller, 1), 1.0)
    good = overlap >= min_overlap
    return Candidates(later[good], earlier[good], overlap[good])


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
