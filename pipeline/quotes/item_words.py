"""The words of some texts that are items: those outside quotations and names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import to_numpy
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.quotes.form_letters import form_letters, is_letter
from pipeline.text.tokens import Tokens


class Words(NamedTuple):
    """Some words, in order.

    Attributes:
        starts: int64, shape (n,): first character of each, counted through the batch.
        ends: int64, shape (n,): one past the last.
        letters: uint8, shape (n,).
        genders: uint8, shape (n,).
    """

    starts: Int64
    ends: Int64
    letters: UInt8
    genders: UInt8


def words_outside(tokens: Tokens, *hidden: tuple[Int64, Int64]) -> Words:
    """The words outside some spans, with the letter and the gender of each.

    Args:
        tokens: all words of the texts.
        hidden: starts, ascending, and ends of the spans of each sort, of which none overlaps another of its sort;
            counted through the batch.
    """
    starts = tokens.batch_offset(tokens.start, tokens.doc)
    depth = np.zeros(len(starts) + 1, np.int8)
    for spans in hidden:
        first, end = (np.searchsorted(starts, places) for places in spans)
        held = first < end  # so that no two begin or end at the same word
        depth[first[held]] += 1
        depth[end[held]] -= 1
    chosen = np.flatnonzero(np.cumsum(depth[:-1], dtype=np.int8) == 0)
    form, (letters, genders) = tokens.form[chosen], form_letters(tokens)
    size = to_numpy(pc.utf8_length(tokens.form_strings))
    codes = letters[form]
    verbal = np.flatnonzero(is_letter("gv")[codes])
    codes[verbal[_behind_hyphen(tokens, chosen[verbal])]] = ord("w")
    return Words(starts[chosen], starts[chosen] + size[form], codes, genders[form])


def _behind_hyphen(tokens: Tokens, at: Int64) -> Bool:
    """Which of some words are the second part of a compound: well-connected, fast-growing."""
    start = tokens.start[at]
    return np.asarray((tokens.end[at - 1] == start - 1) & (tokens.raw[start - 1] == ord("-")))
