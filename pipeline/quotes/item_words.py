"""The words of some texts that are items: those outside quotations and names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.types import Bool, Int32, Int64, UInt8
from pipeline.quotes.form_letters import form_letters, is_one_of
from pipeline.text.cutting import CutTexts


class Words(NamedTuple):
    """Some words, in order.

    Attributes:
        numbers: int32, shape (n,): number of each among all words of the texts.
        starts: int32, shape (n,): first byte of each.
        letters: uint8, shape (n,).
        genders: uint8, shape (n,).
    """

    numbers: Int32
    starts: Int32
    letters: UInt8
    genders: UInt8


def words_outside(texts: CutTexts, *hidden: tuple[Int64, Int64]) -> Words:
    """The words outside some spans, with the letter and the gender of each.

    Args:
        texts: with all their words.
        hidden: starts and ends of the spans of each sort, bytes of the text.
    """
    starts = texts.cut.starts
    shown = np.ones(len(starts), bool)
    for spans in hidden:
        first, end = map(texts.cut.tokens_before, spans)
        shown[ranges(first, end)[1]] = False
    chosen = np.flatnonzero(shown)
    form, (letters, genders) = texts.cut.form[chosen].astype(np.int64), form_letters(texts.cut)
    codes = letters[form]
    verbal = np.flatnonzero(is_one_of(codes, "gv"))
    codes[verbal[_behind_hyphen(texts, chosen[verbal])]] = ord("w")
    return Words(chosen.astype(np.int32), starts[chosen], codes, genders[form])


def _behind_hyphen(texts: CutTexts, at: Int64) -> Bool:
    """Which of some words are the second part of a compound: well-connected, fast-growing."""
    start, raw = texts.cut.starts[at], texts.raw
    return np.asarray((texts.cut.ends[at - 1] == start - 1) & (raw[start - 1] == ord("-")))
