"""What runs and the rules of readers ask of a word, as bits beside its kinds: one look-up for each token."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import UInt16
from pipeline.text.word_facts import COMMON, DIGIT, NOT_ALONE, NOUN, TIME, VERB, Lexis

SELDOM_NOUN, GENERIC, TIME_OR_NUMBER, MOSTLY_VERB, VERB_AT_TIMES, NOUN_AT_TIMES, LISTED = (
    1 << bit for bit in range(9, 16)
)
"""Bits above all kinds of `lexis`: no noun in most of its uses; in so many articles that it says little of one; a time
or a number; nearly always a verb; at times one; at times a noun, so that it may end a keyword of several words; among
the words that many articles have in small letters."""
_OWN_NOUN = 0.5  # share of noun from which a small word may stand alone
_MOSTLY = 0.85  # share of verb from which a word is taken for one
_VERB = 0.2  # the same behind `to`, `will`, `they` ...
_NOUN = 0.2  # share of noun from which it may end a keyword of several words


def word_bits(lexis: Lexis) -> UInt16:
    """The kinds of each word and these bits, uint16, shape (V,)."""
    noun, verb = lexis.pos[NOUN], lexis.pos[VERB]
    is_number = lexis.kind & (DIGIT | NOT_ALONE) == (DIGIT | NOT_ALONE)
    tests = (
        (SELDOM_NOUN, noun < _OWN_NOUN),
        (GENERIC, lexis.common >= COMMON),
        (TIME_OR_NUMBER, (lexis.kind & TIME > 0) | is_number),
        (MOSTLY_VERB, verb >= _MOSTLY),
        (VERB_AT_TIMES, verb >= _VERB),
        (NOUN_AT_TIMES, noun >= _NOUN),
        (LISTED, lexis.common > 0),
    )
    bits = lexis.kind.copy()
    for bit, holds in tests:
        bits |= holds * np.uint16(bit)
    return bits
