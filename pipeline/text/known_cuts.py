"""Texts that this process has cut into words lately: names, quotations, tone, keywords, topics read the same articles.

What is kept of a token is small: how many bytes stand before it and the number of its form; three bytes. Its size is
that of its form. The steps go through the parts in one order, so those that come first are kept and nothing is given up
for later ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Int32, Int64, UInt8, UInt32, Unsigned

LEAST = 10_000  # bytes of a text that is kept: the headlines of a part have 30,000; smaller ones are cut in no time
MOST = 32_000_000  # bytes of all that is kept: 7,500 articles


class Cut(NamedTuple):
    """Where the n tokens of a text stand and how they are spelt.

    Attributes:
        wide: int64: bytes of the text that continue a character (sorted); empty for ASCII.
        starts: int32, shape (n,): first byte of each token.
        ends: int32, shape (n,): one past its last byte.
        form: int32, shape (n,): the form of each, an index into `forms`.
        forms: distinct spellings, string array.
        form_kind: uint8, shape (len(forms),): see `form_kinds` of `word_forms`.
        form_word: int32, shape (len(forms),): the word of each form, an index into `words`.
        words: distinct words, string array.
    """

    wide: Int64
    starts: Int32
    ends: Int32
    form: Int32
    forms: pa.Array
    form_kind: UInt8
    form_word: Int32
    words: pa.Array

    def tokens_before(self, places: Int64) -> Int64:
        """How many tokens begin before some bytes of the text; int64, shape of `places`."""
        return np.searchsorted(self.starts, places.astype(np.int32))  # of another width all starts would be converted


class _Kept(NamedTuple):
    """A cut in few bytes.

    Attributes:
        wide: as in the cut.
        gaps: shape (n,): bytes between the token before, or the start of the text, and each; in as few bits as hold
            them all.
        form: shape (n,): the form of each, likewise.
    """

    wide: UInt32
    gaps: Unsigned
    form: Unsigned
    forms: pa.Array
    form_kind: UInt8
    form_word: Int32
    words: pa.Array

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(column.nbytes for column in self)

    def cut(self) -> Cut:
        """What it was made of."""
        sizes = taken(_sizes(self.forms), self.form)
        ends = np.add(sizes, self.gaps, dtype=np.int32)
        np.cumsum(ends, out=ends)
        return Cut(self.wide.astype(np.int64), ends - sizes, ends, self.form.astype(np.int32), *self[3:])


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
        return kept.cut()
    made = cut()
    small = _kept(made)
    if sum(other.size for other in _known.values()) + small.size <= MOST:
        _known[key] = small
    return made


def _kept(cut: Cut) -> _Kept:
    """A cut in few bytes."""
    gaps = cut.starts.copy()
    gaps[1:] -= cut.ends[:-1]
    return _Kept(
        cut.wide.astype(np.uint32), _narrow(gaps, gaps.max(initial=0)), _narrow(cut.form, len(cut.forms)), *cut[4:]
    )


def _narrow(values: Int32, most: int) -> Unsigned:
    """Values of 0 to `most` in as few bits as hold that."""
    return values.astype(np.min_scalar_type(int(most)))


def _sizes(column: pa.Array) -> Int32:
    """Bytes of some strings; int32, shape (n,)."""
    return np.diff(text_bytes(column)[1]).astype(np.int32)
