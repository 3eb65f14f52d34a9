"""Many texts' shingles in one hash table, each text in a range of its own: where does a shingle first stand in a text?

Linear probing, done for all shingles at once: a round asks one slot for each shingle that is not settled, and those
that found their slot taken by another ask the next one. Exact: slots hold places, and values are compared in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int32, Int64, UInt64
from pipeline.errors import PipelineError

_CHUNK = 1 << 16  # shingles settled at a time, to stay in the processor's cache
_FREE = -1
MAX_SHINGLES = 2**31 - 1
"""Shingles of the texts of a block of pairs: a place among them has 32 bits."""


@dataclass(frozen=True)
class ShingleIndex:
    """Texts to be looked up in.

    Attributes:
        shingles: uint64, shape (total,), of all texts, in order.
        bounds: int64, shape (n + 1,): where each text begins and ends.
        once: bool, shape (total,): the first place of each distinct shingle of a text.
        before: int32, shape (total + 1,): how many such places there are before each place.
        table: int32: places in `shingles`, -1 where a slot is free.
        base: int64, shape (n,): first slot of each text.
        mask: int64, shape (n,): slots of each text less one; a power of two less one, at least twice its shingles.
    """

    shingles: UInt64
    bounds: Int64
    once: Bool
    before: Int32
    table: Int32
    base: Int64
    mask: Int64


def build_index(counts: Int64, shingles: UInt64) -> ShingleIndex:
    """Texts made ready to be looked up in; time and memory grow with their length (some 12 bytes a shingle).

    Args:
        counts: int64, shape (n,), n > 0: shingles of each text, one at least.
        shingles: uint64, shape (sum of counts,), in order, repeated ones too.

    Raises:
        PipelineError: more than MAX_SHINGLES.
    """
    if counts.sum() > MAX_SHINGLES:
        hint = "lower ingest.max_chars: only very long texts have so many"
        raise PipelineError(f"{counts.sum():,} shingles, at most {MAX_SHINGLES:,} fit", where="copies", hint=hint)
    bounds = np.concatenate([[0], np.cumsum(counts)])
    sizes = 1 << np.ceil(np.log2(np.maximum(2 * counts, 2))).astype(np.int64)
    table = np.full(int(sizes.sum()), _FREE, np.int32)
    once, before = np.zeros(len(shingles), bool), np.zeros(len(shingles) + 1, np.int32)
    index = ShingleIndex(shingles, bounds, once, before, table, np.cumsum(sizes) - sizes, sizes - 1)
    left = [_put(index, _put_first(index, first, last), rounds=2) for first, last in chunks(counts)]
    _put(index, _Pending(*(np.concatenate(column) for column in zip(*left, strict=True))), rounds=len(table))
    np.cumsum(once, out=before[1:])
    return index


def chunks(counts: Int64) -> list[tuple[int, int]]:
    """Ranges of texts: one of any length, and after it such as have together at most 65,536 shingles."""
    ends = np.cumsum(counts)
    cuts = np.flatnonzero(np.diff(ends // _CHUNK, prepend=0, append=-1)).tolist()
    bounds = sorted({0, len(counts), *cuts})
    return list(pairwise(bounds))


def places(index: ShingleIndex, wanted: UInt64, text: Int64, counts: Int64) -> Int64:
    """Where shingles first stand in texts.

    Args:
        index: the texts.
        wanted: uint64, shape (sum of counts,).
        text: int64, shape (m,): texts to look in.
        counts: int64, shape (m,): how many of the shingles, in order, are looked for in each.

    Returns:
        int64, shape (sum of counts,): place within the text, from 0; -1 where it does not stand there.
    """
    slot = _slots(index, wanted, text, counts)
    held = index.table[slot]
    hit = (index.shingles[held] == wanted) & (held != _FREE)
    found = np.where(hit, held - np.repeat(index.bounds[text], counts), -1)
    rows = np.flatnonzero(~hit & (held != _FREE))
    wanted, text, slot = wanted[rows], np.repeat(text, counts)[rows], slot[rows]
    while len(rows):
        slot = _next(index, slot, text)
        held = index.table[slot]
        hit = (index.shingles[held] == wanted) & (held != _FREE)
        found[rows[hit]] = held[hit] - index.bounds[text[hit]]
        on = np.flatnonzero(~hit & (held != _FREE))
        rows, wanted, text, slot = rows[on], wanted[on], text[on], slot[on]
    return found


class _Pending(NamedTuple):
    """Shingles whose slot went to another one: their places in `shingles`, their texts, the slots last asked for."""

    rows: Int64
    text: Int64
    slot: Int64


def _put_first(index: ShingleIndex, first: int, last: int) -> _Pending:
    """Give the shingles of some texts the first slot that each asks for; those that go away without."""
    begin, end = int(index.bounds[first]), int(index.bounds[last])
    rows, own = np.arange(begin, end, dtype=np.int32), index.shingles[begin:end]
    text, counts = np.arange(first, last), np.diff(index.bounds[first : last + 1])
    slot = _slots(index, own, text, counts)
    index.table[slot[::-1]] = rows[::-1]  # the first of equal ones is written last and stays
    held = index.table[slot]
    np.equal(held, rows, out=index.once[begin:end])
    left = np.flatnonzero(index.shingles[held] != own)
    return _Pending(begin + left, np.repeat(text, counts)[left], slot[left])


def _put(index: ShingleIndex, asking: _Pending, rounds: int) -> _Pending:
    """Offer shingles the next slot that is free, some times; equal ones always ask for the same slot."""
    rows, text, slot = asking
    for _ in range(rounds):
        slot = _next(index, slot, text)
        free = np.flatnonzero(index.table[slot] == _FREE)[::-1]
        index.table[slot[free]] = rows[free]
        held = index.table[slot]
        index.once[rows[held == rows]] = True
        on = np.flatnonzero(index.shingles[held] != index.shingles[rows])
        rows, text, slot = rows[on], text[on], slot[on]
        if not len(rows):
            break
    return _Pending(rows, text, slot)


def _slots(index: ShingleIndex, wanted: UInt64, text: Int64, counts: Int64) -> Int64:
    """The first slot that is asked for each shingle."""
    slot = wanted.view(np.int64) & np.repeat(index.mask[text], counts)
    slot += np.repeat(index.base[text], counts)
    return slot


def _next(index: ShingleIndex, slot: Int64, text: Int64) -> Int64:
    """The slots after some slots; after the last one of a text comes its first."""
    base = index.base[text]
    return base + ((slot - base + 1) & index.mask[text])
