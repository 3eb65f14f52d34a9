"""What runs ask of a word, as bits beside its kinds: one look-up for each token instead of four."""

from __future__ import annotations

from pipeline.arrays.types import UInt16
from pipeline.text.word_facts import NOUN, VERB, Lexis

MOSTLY_VERB, VERB_AT_TIMES, NOUN_AT_TIMES, LISTED = (1 << bit for bit in range(12, 16))
"""Bits above all kinds of `lexis`: nearly always a verb; at times one; at times a noun, so that it may end a keyword of
several words; among the words that many articles have in small letters."""
_MOSTLY = 0.85  # share of verb from which a word is taken for one
_VERB = 0.2  # the same behind `to`, `will`, `they` ...
_NOUN = 0.2  # share of noun from which it may end a keyword of several words


def word_bits(lexis: Lexis) -> UInt16:
    """The kinds of each word and these bits, uint16, shape (V,)."""
    noun, verb = lexis.pos[NOUN], lexis.pos[VERB]
    bits = lexis.kind.copy()
    bits[verb >= _MOSTLY] |= MOSTLY_VERB
    bits[verb >= _VERB] |= VERB_AT_TIMES
    bits[noun >= _NOUN] |= NOUN_AT_TIMES
    bits[lexis.common > 0] |= LISTED
    return bits
