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

_CHUNK = 1 << 16  # shingles settled at a time, to stay in the processor's cache
_FREE = -1


@dataclass(frozen=True)
class Shelf:
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


def shelved(counts: Int64, shingles: UInt64) -> Shelf:
    """Texts made ready to be looked up in; time and memory grow with their length (some 12 bytes a shingle).

    Args:
        counts: int64, shape (n,), n > 0: shingles of each text, one at least.
        shingles: uint64, shape (sum of counts,), fewer than 2^31, in order, repeated ones too.
    """
    bounds = np.concatenate([[0], np.cumsum(counts)])
    sizes = 1 << np.ceil(np.log2(np.maximum(2 * counts, 2))).astype(np.int64)
    table = np.full(int(sizes.sum()), _FREE, np.int32)
    once, before = np.zeros(len(shingles), bool), np.zeros(len(shingles) + 1, np.int32)
    shelf = Shelf(shingles, bounds, once, before, table, np.cumsum(sizes) - sizes, sizes - 1)
    left = [_put(shelf, _put_first(shelf, first, last), rounds=2) for first, last in chunks(counts)]
    _put(shelf, _Asking(*(np.concatenate(column) for column in zip(*left, strict=True))), rounds=len(table))
    np.cumsum(once, out=before[1:])
    return shelf


def chunks(counts: Int64) -> list[tuple[int, int]]:
    """Ranges of texts: one of any length, and after it such as have together at most 65,536 shingles."""
    ends = np.cumsum(counts)
    cuts = np.flatnonzero(np.diff(ends // _CHUNK, prepend=0, append=-1)).tolist()
    bounds = sorted({0, len(counts), *cuts})
    return list(pairwise(bounds))


def places(shelf: Shelf, wanted: UInt64, text: Int64, counts: Int64) -> Int64:
    """Where shingles first stand in texts.

    Args:
        shelf: the texts.
        wanted: uint64, shape (sum of counts,).
        text: int64, shape (m,): texts to look in.
        counts: int64, shape (m,): how many of the shingles, in order, are looked for in each.

    Returns:
        int64, shape (sum of counts,): place within the text, from 0; -1 where it does not stand there.
    """
    slot = _slots(shelf, wanted, text, counts)
    held = shelf.table[slot]
    hit = (shelf.shingles[held] == wanted) & (held != _FREE)
    found = np.where(hit, held - np.repeat(shelf.bounds[text], counts), -1)
    rows = np.flatnonzero(~hit & (held != _FREE))
    wanted, text, slot = wanted[rows], np.repeat(text, counts)[rows], slot[rows]
    while len(rows):
        slot = _next(shelf, slot, text)
        held = shelf.table[slot]
        hit = (shelf.shingles[held] == wanted) & (held != _FREE)
        found[rows[hit]] = held[hit] - shelf.bounds[text[hit]]
        on = np.flatnonzero(~hit & (held != _FREE))
        rows, wanted, text, slot = rows[on], wanted[on], text[on], slot[on]
    return found


class _Asking(NamedTuple):
    """Shingles whose slot went to another one: their places in `shingles`, their texts, the slots last asked for."""

    rows: Int64
    text: Int64
    slot: Int64


def _put_first(shelf: Shelf, first: int, last: int) -> _Asking:
    """Give the shingles of some texts the first slot that each asks for; those that go away without."""
    begin, end = int(shelf.bounds[first]), int(shelf.bounds[last])
    rows, own = np.arange(begin, end, dtype=np.int32), shelf.shingles[begin:end]
    text, counts = np.arange(first, last), np.diff(shelf.bounds[first : last + 1])
    slot = _slots(shelf, own, text, counts)
    shelf.table[slot[::-1]] = rows[::-1]  # the first of equal ones is written last and stays
    held = shelf.table[slot]
    np.equal(held, rows, out=shelf.once[begin:end])
    left = np.flatnonzero(shelf.shingles[held] != own)
    return _Asking(begin + left, np.repeat(text, counts)[left], slot[left])


def _put(shelf: Shelf, asking: _Asking, rounds: int) -> _Asking:
    """Offer shingles the next slot that is free, some times; equal ones always ask for the same slot."""
    rows, text, slot = asking
    for _ in range(rounds):
        slot = _next(shelf, slot, text)
        free = np.flatnonzero(shelf.table[slot] == _FREE)[::-1]
        shelf.table[slot[free]] = rows[free]
        held = shelf.table[slot]
        shelf.once[rows[held == rows]] = True
        on = np.flatnonzero(shelf.shingles[held] != shelf.shingles[rows])
        rows, text, slot = rows[on], text[on], slot[on]
        if not len(rows):
            break
    return _Asking(rows, text, slot)


def _slots(shelf: Shelf, wanted: UInt64, text: Int64, counts: Int64) -> Int64:
    """The first slot that is asked for each shingle."""
    slot = wanted.view(np.int64) & np.repeat(shelf.mask[text], counts)
    slot += np.repeat(shelf.base[text], counts)
    return slot


def _next(shelf: Shelf, slot: Int64, text: Int64) -> Int64:
    """The slots after some slots; after the last one of a text comes its first."""
    base = shelf.base[text]
    return base + ((slot - base + 1) & shelf.mask[text])
