"""The words of some texts that are items: those outside quotations and names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.taking import taken
from pipeline.arrays.types import Int64, UInt8
from pipeline.quotes.form_letters import form_letters, is_one_of
from pipeline.text.cutting import CutTexts

_TELLS = np.uint8(0x80)  # beside a letter, which is ASCII: the word tells a gender


class Words(NamedTuple):
    """Some words, in order.

    Attributes:
        numbers: int64, shape (n,): number of each among all words of the texts.
        letters: uint8, shape (n,).
        told: int64, ascending: those that tell a gender.
        genders: uint8, shape of `told`.
    """

    numbers: Int64
    letters: UInt8
    told: Int64
    genders: UInt8


def words_but(texts: CutTexts, behind_hyphens: Int64, hidden: Int64) -> Words:
    """All words but some, with the letter and the gender of each.

    Args:
        texts: with all their words.
        behind_hyphens: int64: numbers of the words next behind hyphens; the number of words where none is.
        hidden: int64: numbers of the words to leave out.
    """
    letters, genders = form_letters(texts.cut)
    codes = taken(letters | (genders > 0) * _TELLS, texts.cut.form)
    compound = _compound(texts, behind_hyphens)
    codes[compound[is_one_of(codes[compound], "gv")]] = ord("w")
    codes[hidden] = 0
    numbers = np.flatnonzero(codes != 0)
    codes = codes[numbers]
    told = np.flatnonzero(codes >= _TELLS)
    return Words(numbers, codes & ~_TELLS, told, genders[texts.cut.form[numbers[told]]])


def _compound(texts: CutTexts, behind: Int64) -> Int64:
    """Those words behind hyphens that are the second part of a compound: well-connected, fast-growing."""
    behind = behind[(behind > 0) & (behind < len(texts.cut.starts))]
    start = texts.cut.starts[behind]
    glued = (texts.cut.ends[behind - 1] == start - 1) & (texts.raw[start - 1] == ord("-"))
    return np.asarray(behind[glued])
