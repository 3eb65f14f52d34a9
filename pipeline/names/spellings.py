"""What spellings tell by themselves, as columns over the distinct ones of a batch.

The lists are asked once per distinct word or spelling; capitals and digits are counted over bytes.
"""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, text_bytes, to_numpy
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.word_lists import (
    KIND_SHIFT,
    PLACE_SHIFT,
    WORD_JOINER,
    WORD_PARTICLE,
    WORD_SHORT,
    class_numbers,
    word_facts,
)
from pipeline.text.tokens import Tokens
from pipeline.text.word_forms import POSSESSIVE as OWNS
from pipeline.text.word_forms import without_possessive

CAPITAL, SHORT, JOINER, PARTICLE, DIGITS, POSSESSIVE = (1 << bit for bit in range(6))
"""What a spelling may be in a name: a word with a capital; an initial or an abbreviation with a full stop; `of`; `van`;
a short number; a word with `'s`."""
UPPER, SECOND_UPPER, LOWER, DECIMAL, ALL_UPPER, HAS_UPPER, SINGLE, LONG = (1 << bit for bit in range(8))
"""First character a capital, second one a capital, first one small; digits only; capitals and no small letter; any
capital; one character; too long for a name."""
_LONGEST = 40  # characters of a word that may be a name
_SHORT_NUMBER = 3  # digits


class Spellings(NamedTuple):
    """The n spellings of a batch, without possessive and with straight apostrophes, and what they tell.

    Attributes:
        tokens: the batch.
        bases: the spellings.
        letters: uint8, shape (n,): sum of UPPER, SECOND_UPPER ...
        length: int64, shape (n,): characters.
        flags: uint8, shape (n,): sum of CAPITAL, SHORT ...
        facts: int64, shape (n_words,): what the lists know of each word of the vocabulary, see `word_facts`.
        classes: int64, shape (n,): class of the spelling among the words of news, see `class_numbers`; 0 for none.
    """

    tokens: Tokens
    bases: list[str]
    letters: UInt8
    length: Int64
    flags: UInt8
    facts: Int64
    classes: Int64

    @property
    def form_facts(self) -> Int64:
        """int64, shape (n,): `facts` of the word of each spelling."""
        return self.facts[self.tokens.form_word]

    @property
    def kinds(self) -> Int64:
        """int64, shape (n_words,): the kinds of each word, an index into `kind_names`."""
        return (self.facts >> KIND_SHIFT) & ((1 << (PLACE_SHIFT - KIND_SHIFT)) - 1)


def spellings(tokens: Tokens) -> Spellings:
    """The spellings of a batch."""
    forms = tokens.form_strings
    owns = tokens.form_kind & OWNS > 0
    bases = _bases(forms, owns)
    length = to_numpy(pc.utf8_length(bases)).astype(np.int64)
    letters = letter_facts(bases, length)
    facts = _looked_up(word_facts(), tokens.vocabulary)
    listed = bases.to_pylist()
    flags = _flags(bases, letters, length, facts[tokens.form_word], owns)
    return Spellings(tokens, listed, letters, length, flags, facts, _looked_up(class_numbers(), listed))


def _looked_up(known: dict[str, int], words: list[str]) -> Int64:
    """What a list says of each word, 0 of those that it does not hold."""
    return np.fromiter(map(known.get, words, repeat(0)), np.int64, len(words))


def _bases(forms: pa.Array, owns: Bool) -> pa.Array:
    """Spellings without possessive, apostrophes straight."""
    odd = owns | _has_curly(forms)
    if not odd.any():
        return forms
    kept = [without_possessive(form).replace("\u2019", "'") for form in forms.filter(numbers(odd)).to_pylist()]
    return pc.replace_with_mask(forms, numbers(odd), strings(kept))


def _has_curly(forms: pa.Array) -> Bool:
    """Which spellings have a curly apostrophe."""
    return to_numpy(pc.match_substring(forms, "\u2019")).astype(bool)


def letter_facts(bases: pa.Array, length: Int64) -> UInt8:
    """What the characters of spellings are.

    Args:
        bases: string array of n spellings, none empty.
        length: int64, shape (n,): characters of each.

    Returns:
        uint8, shape (n,): sum of UPPER, SECOND_UPPER ...
    """
    if not len(bases):
        return np.zeros(0, np.uint8)
    data, bounds = text_bytes(bases)
    start = bounds[:-1]
    upper, lower, digit = _between(data, "A", "Z"), _between(data, "a", "z"), _between(data, "0", "9")
    n_upper, n_lower, n_digit = (np.add.reduceat(found.astype(np.int32), start) for found in (upper, lower, digit))
    second = np.minimum(start + 1, len(data) - 1)
    found = (
        UPPER * upper[start]
        + SECOND_UPPER * (upper[second] & (length > 1))
        + LOWER * lower[start]
        + DECIMAL * (n_digit == length)
        + ALL_UPPER * ((n_upper > 0) & (n_lower == 0))
        + HAS_UPPER * (n_upper > 0)
        + SINGLE * (length == 1)
        + LONG * (length > _LONGEST)
    ).astype(np.uint8)
    odd = np.diff(bounds) > length
    if odd.any():
        found[odd] = list(map(_letter_facts, bases.filter(numbers(odd)).to_pylist()))
    return np.asarray(found, np.uint8)


def _between(data: UInt8, first: str, last: str) -> Bool:
    return np.asarray((data >= ord(first)) & (data <= ord(last)))


def _letter_facts(base: str) -> int:
    """The same for one spelling, of any script."""
    return (
        UPPER * base[0].isupper()
        + SECOND_UPPER * base[1:2].isupper()
        + LOWER * base[0].islower()
        + DECIMAL * base.isdecimal()
        + ALL_UPPER * base.isupper()
        + HAS_UPPER * any(map(str.isupper, base))
        + SINGLE * (len(base) == 1)
        + LONG * (len(base) > _LONGEST)
    )


def _flags(bases: pa.Array, letters: UInt8, length: Int64, facts: Int64, owns: Bool) -> UInt8:
    """What each spelling may be in a name."""
    data, bounds = text_bytes(bases)
    capital = (letters & UPPER > 0) | ((letters & LOWER > 0) & (letters & SECOND_UPPER > 0))
    stopped = (letters & SINGLE > 0) | (data[bounds[1:] - 1] == ord("."))
    small = (letters & HAS_UPPER == 0) & ~owns
    found = (
        CAPITAL * capital
        + SHORT * (capital & ((stopped & ~owns) | (facts & WORD_SHORT > 0)))
        + JOINER * (small & (facts & WORD_JOINER > 0))
        + PARTICLE * (small & (facts & WORD_PARTICLE > 0))
        + DIGITS * ((letters & DECIMAL > 0) & (length <= _SHORT_NUMBER) & ~owns)
        + POSSESSIVE * owns
    )
    return np.where(letters & LONG > 0, 0, found).astype(np.uint8)
