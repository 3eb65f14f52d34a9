"""Texts that this process has cut into words lately: names, quotations, tone, keywords, topics read the same articles.

What is kept of a token is small: where it begins within its 65,536 bytes, its size and the number of its form; five
bytes. The steps go through the parts in one order, so those that come first are kept and nothing is given up for later
ones.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int32, Int64, UInt8, UInt16, UInt32, Unsigned

LEAST = 10_000  # bytes of a text that is kept: the headlines of a part have 30,000; smaller ones are cut in no time
MOST = 32_000_000  # bytes of all that is kept: 7,000 articles
_BITS = 16  # of a place within its block of the text


class Cut(NamedTuple):
    """Where the n tokens of a text stand and how they are spelt.

    Attributes:
        wide: int64: bytes of the text that continue a character (sorted); empty for ASCII.
        edges: int64, shape (2 * n,): first byte of each token and one past its last, in turn.
        form: int32, shape (n,): the form of each, an index into `forms`.
        forms: distinct spellings, string array.
        form_kind: uint8, shape (len(forms),): see `form_kinds` of `word_forms`.
        form_word: int32, shape (len(forms),): the word of each form, an index into `words`.
        words: distinct words, string array.
    """

    wide: Int64
    edges: Int64
    form: Int32
    forms: pa.Array
    form_kind: UInt8
    form_word: Int32
    words: pa.Array


class _Kept(NamedTuple):
    """A cut in few bytes.

    Attributes:
        wide: as in the cut.
        blocks: int64, shape (n_blocks + 1,): the first token of each block of 65,536 bytes, and their number.
        places: uint16, shape (n,): first byte of each token, counted from that of its block.
        sizes: shape (n,): bytes of each token, in as few bits as hold them all.
        form: shape (n,): the form of each, likewise.
    """

    wide: UInt32
    blocks: Int64
    places: UInt16
    sizes: Unsigned
    form: Unsigned
    forms: pa.Array
    form_kind: UInt8
    form_word: Int32
    words: pa.Array

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(column.nbytes for column in self)

    def edges(self) -> Int64:
        """Those of the cut, a block at a time: what is at work stays in the processor's cache."""
        edges = np.empty((len(self.places), 2), np.int64)
        for number, (first, end) in enumerate(pairwise(self.blocks.tolist())):
            places = self.places[first:end].astype(np.int64)
            places += number << _BITS
            edges[first:end, 0] = places
            places += self.sizes[first:end]
            edges[first:end, 1] = places
        return edges.ravel()


_known: dict[tuple[int, int], _Kept] = {}  # bytes of a text and its hash → its cut


def cut_once(text: bytes, cut: Callable[[], Cut]) -> Cut:
    """The cut of a text: what `cut` gives, which is not called again for a text that is kept.

    A text is known by the hash of 64 bits that Python gives it, under a key drawn for the process: two of one hash and
    one size are not met by chance. SHA-256 takes three times as long.

    Args:
        text: UTF-8.
        cut: makes it; its result may depend on the text alone.
    """
    if len(text) < LEAST:
        return cut()
    key = len(text), hash(text)
    kept = _known.get(key)
    if kept is not None:
        return Cut(kept.wide.astype(np.int64), kept.edges(), kept.form.astype(np.int32), *kept[5:])
    made = cut()
    small = _kept(made)
    if sum(other.size for other in _known.values()) + small.size <= MOST:
        _known[key] = small
    return made


def _kept(cut: Cut) -> _Kept:
    """A cut in few bytes."""
    starts, ends = cut.edges[0::2], cut.edges[1::2]
    blocks = np.arange(0, int(cut.edges[-1:].sum()) + (1 << _BITS), 1 << _BITS)
    sizes = ends - starts
    return _Kept(
        cut.wide.astype(np.uint32),
        np.searchsorted(starts, blocks),
        starts.astype(np.uint16),
        sizes.astype(np.min_scalar_type(int(sizes.max(initial=0)))),
        cut.form.astype(np.min_scalar_type(len(cut.forms))),
        *cut[3:],
    )
