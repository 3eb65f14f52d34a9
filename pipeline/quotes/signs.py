"""Marks, line breaks and odd blanks of some texts: what quotations and items are told by, besides words.

Found over bytes, and the few that are found are decoded: a code point for each character of the texts costs four times
as much. Before and behind a text stands a line break (`PAD` of `cutting`), so that none needs to know its neighbours.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.arrays.utf8 import codes_at
from pipeline.text.characters import BREAK, SPACE, classes_of
from pipeline.text.cutting import PAD, CutTexts

STRAIGHT, LEFT, RIGHT, LOW = ord('"'), 0x201C, 0x201D, 0x201E
SINGLE_STRAIGHT, SINGLE_LEFT, SINGLE_RIGHT = ord("'"), 0x2018, 0x2019
GUILLEMET_LEFT, GUILLEMET_RIGHT = 0xAB, 0xBB
QUOTATION_MARKS = (
    STRAIGHT,
    LEFT,
    RIGHT,
    LOW,
    SINGLE_STRAIGHT,
    SINGLE_LEFT,
    SINGLE_RIGHT,
    GUILLEMET_LEFT,
    GUILLEMET_RIGHT,
)
MARKS = dict(zip(",;:()-\u2013\u2014\u2015", ",;://----", strict=True))
"""Marks that are items, each with its letter."""
_LIMIT = 0x3001  # no sign has a code point from here on


class Signs(NamedTuple):
    """The signs of a batch, in order; white space is one, but for the plain blank.

    Attributes:
        places: int64, shape (n,): first byte of each.
        codes: int64, shape (n,): its code point.
        kinds: uint8, shape (n,): its class bits, see `characters`.
    """

    places: Int64
    codes: Int64
    kinds: UInt8


@cache
def _known() -> Bool:
    """Whether each code point below the limit is a sign; False for the one behind."""
    known = classes_of(np.arange(_LIMIT + 1)) & (SPACE | BREAK) != 0
    known[[*QUOTATION_MARKS, *map(ord, MARKS)]] = True
    known[[ord(" "), _LIMIT]] = False
    return np.asarray(known)


@cache
def _leads() -> bytes:
    """One byte for each byte: 1 for the first of a sign, else 0."""
    leads = {chr(code).encode()[0] for code in np.flatnonzero(_known()).tolist()}
    return bytes(byte in leads for byte in range(256))


def signs_of(texts: CutTexts) -> Signs:
    """Find the signs of some texts; what stands between texts is none."""
    places = np.flatnonzero(np.frombuffer(texts.text.translate(_leads()), bool))
    codes = codes_at(texts.raw, places)
    kept = taken(_known(), codes)
    edges = np.searchsorted(places, np.append(texts.doc_start, len(texts.text)))
    for back in range(1, len(PAD) + 1):
        kept[edges - back] = False  # all of it are signs
    places, codes = places[kept], codes[kept]
    return Signs(places, codes, classes_of(codes))
