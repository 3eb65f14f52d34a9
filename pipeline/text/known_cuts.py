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

from pipeline.arrays.arrow import text_bytes, utf8
from pipeline.arrays.own_memory import in_own_memory
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Int32, Int64, Integer, UInt8, Unsigned

LEAST = 10_000  # bytes of a text that is kept: the headlines of a part have 30,000; smaller ones are cut in no time
MOST = 56_000_000  # bytes of all that is kept: 13,000 articles


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
    """A cut in few bytes: numbers in as few bits as hold all of a column.

    Attributes:
        wide: as in the cut.
        gaps: shape (n,): bytes between the token before, or the start of the text, and each.
        form: shape (n,): the form of each.
        spelt: uint8: the bytes of all forms.
        sizes: shape (n_forms,): bytes of each form, and so of each token.
        form_kind: as in the cut.
        form_word: as in the cut.
        words: uint8: the bytes of all words.
        word_sizes: shape (n_words,): bytes of each.
    """

    wide: Unsigned
    gaps: Unsigned
    form: Unsigned
    spelt: UInt8
    sizes: Unsigned
    form_kind: UInt8
    form_word: Unsigned
    words: UInt8
    word_sizes: Unsigned

    @classmethod
    def of(cls, cut: Cut) -> _Kept:
        """What is kept of a cut, in memory of its own."""
        gaps = cut.starts.copy()
        gaps[1:] -= cut.ends[:-1]
        (spelt, bounds), (words, word_bounds) = text_bytes(cut.forms), text_bytes(cut.words)
        small = (
            _narrow(cut.wide),
            _narrow(gaps),
            _narrow(cut.form),
            spelt,
            _narrow(np.diff(bounds)),
            cut.form_kind,
            _narrow(cut.form_word),
            words,
            _narrow(np.diff(word_bounds)),
        )
        return cls(*in_own_memory(small))

    @property
    def n_bytes(self) -> int:
        """Bytes of all columns."""
        return sum(column.nbytes for column in self)

    def cut(self) -> Cut:
        """What it was made of."""
        sizes = taken(self.sizes.astype(np.int32), self.form)
        ends = np.add(sizes, self.gaps, dtype=np.int32)
        np.cumsum(ends, out=ends)
        return Cut(
            wide=self.wide.astype(np.int64),
            starts=ends - sizes,
            ends=ends,
            form=self.form.astype(np.int32),
            forms=_strings(self.spelt, self.sizes),
            form_kind=self.form_kind,
            form_word=self.form_word.astype(np.int32),
            words=_strings(self.words, self.word_sizes),
        )


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
    small = _Kept.of(made)
    if sum(other.n_bytes for other in _known.values()) + small.n_bytes <= MOST:
        _known[key] = small
    return made


def forget() -> None:
    """Keep nothing of the texts cut so far: no step cuts them again."""
    _known.clear()


def _narrow(values: Integer) -> Unsigned:
    """Values from 0 in as few bits as hold them all."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def _strings(data: UInt8, sizes: Unsigned) -> pa.Array:
    """A string column of the bytes of all rows and the number of each, without copying the bytes."""
    return utf8(data, np.append(np.int32(0), np.cumsum(sizes, dtype=np.int32)))
