"""Texts that this process has cut into words lately: names, quotations, tone, keywords, topics read the same articles.

What is kept of a token is small: how far its edges lie from those before, and the number of its form; six bytes. The
steps go through the parts in one order, so those that come first are kept and nothing is given up for later ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.types import Int32, Int64, UInt8, UInt16, Unsigned

LEAST = 100_000  # bytes of a text that is kept; smaller ones are cut in no time
MOST = 32_000_000  # bytes of all that is kept: 6,000 articles
_WIDE = 1 << 16  # bytes between two edges
_AT_ONCE = 1 << 14  # edges: so many stay in the processor's cache


class Cut(NamedTuple):
    """Where the n tokens of a text stand and how they are spelt.

    Attributes:
        edges: int64, shape (2 * n,): first byte of each token and one past its last, in turn.
        form: int32, shape (n,): the form of each, an index into `forms`.
        forms: distinct spellings, string array.
        form_kind: uint8, shape (len(forms),): see `form_kinds` of `word_forms`.
        form_word: int32, shape (len(forms),): the word of each form, an index into `words`.
        words: distinct words, string array.
    """

    edges: Int64
    form: Int32
    forms: pa.Array
    form_kind: UInt8
    form_word: Int32
    words: pa.Array


class _Kept(NamedTuple):
    """A cut in few bytes."""

    steps: UInt16
    form: Unsigned
    forms: pa.Array
    form_kind: UInt8
    form_word: Int32
    words: pa.Array

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(column.nbytes for column in self)


_known: dict[bytes, _Kept] = {}  # SHA-256 of a text → its cut


def cut_once(text: bytes, cut: Callable[[], Cut]) -> Cut:
    """The cut of a text: what `cut` gives, which is not called again for a text that is kept.

    Args:
        text: UTF-8.
        cut: makes it; its result may depend on the text alone.
    """
    if len(text) < LEAST:
        return cut()
    key = hashlib.sha256(text).digest()
    kept = _known.get(key)
    if kept is not None:
        edges = kept.steps.astype(np.int64)
        np.cumsum(edges, out=edges)  # in place and of one type: twice as fast
        return Cut(edges, kept.form.astype(np.int32), *kept[2:])
    made = cut()
    steps = _steps(made.edges)
    if steps is not None:
        small = _Kept(steps, made.form.astype(np.min_scalar_type(len(made.forms))), *made[2:])
        if sum(other.size for other in _known.values()) + small.size <= MOST:
            _known[key] = small
    return made


def _steps(edges: Int64) -> UInt16 | None:
    """How far each edge lies from the one before, some thousands at a time; None where one is too far for 16 bits."""
    steps = np.empty(len(edges), np.uint16)
    last = 0
    for first in range(0, len(edges), _AT_ONCE):
        part = edges[first : first + _AT_ONCE]
        wide = np.diff(part, prepend=last)
        if wide.max() >= _WIDE:
            return None
        steps[first : first + _AT_ONCE] = wide
        last = part[-1]
    return steps
