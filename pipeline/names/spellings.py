"""What spellings tell by themselves, as columns over the distinct ones.

The lists are asked once per distinct word or spelling; capitals and digits are counted over bytes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, text_bytes, to_numpy
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.kept_lists import FACT_BITS, listed_numbers
from pipeline.names.word_lists import (
    KIND_SHIFT,
    PLACE_SHIFT,
    WORD_JOINER,
    WORD_PARTICLE,
    WORD_SHORT,
)
from pipeline.text.word_forms import POSSESSIVE as OWNS
from pipeline.text.word_forms import without_possessive, without_possessives

CAPITAL, SHORT, JOINER, PARTICLE, DIGITS, POSSESSIVE, TELLING = (1 << bit for bit in range(7))
"""What a spelling may be in a name: a word with a capital; an initial or an abbreviation with a full stop; `of`; `van`;
a short number; a word with `'s`; and whether it has more than three bytes, so that its capital tells of headlines."""
UPPER, SECOND_UPPER, LOWER, DECIMAL, ALL_UPPER, HAS_UPPER, SINGLE, LONG = (1 << bit for bit in range(8))
"""First character a capital, second one a capital, first one small; digits only; capitals and no small letter; any
capital; one character; too long for a name."""
_LONGEST = 40  # characters of a word that may be a name
_SHORT_NUMBER = 3  # digits
_TELLING = 4  # bytes, at least
_CURLY = 0xE2  # first byte of a curly apostrophe, and of other marks
_UPPER, _LOWER, _DIGIT, _OTHER = (1 << bit for bit in range(4))
_CLASSES = bytes(
    _UPPER if 65 <= b < 91 else _LOWER if 97 <= b < 123 else _DIGIT if 48 <= b < 58 else _OTHER for b in range(256)
)


class Spellings(NamedTuple):
    """Some n spellings, without possessive and with straight apostrophes, and what they tell.

    Attributes:
        bases: the spellings, a string array.
        words: the word of each, see `tokens`, a string array.
        letters: uint8, shape (n,): sum of UPPER, SECOND_UPPER ...
        length: int64, shape (n,): characters.
        flags: uint8, shape (n,): sum of CAPITAL, SHORT ...
        facts: int64, shape (n,): what the lists know of its word, see `word_facts`.
        classes: int64, shape (n,): class of the spelling among the words of news, see `class_numbers`; 0 for none.
        word_classes: int64, shape (n,): the same of its word.
    """

    bases: pa.Array
    words: pa.Array
    letters: UInt8
    length: Int64
    flags: UInt8
    facts: Int64
    classes: Int64
    word_classes: Int64

    @property
    def kinds(self) -> Int64:
        """int64, shape (n,): the kinds of each word, an index into `kind_names`."""
        return (self.facts >> KIND_SHIFT) & ((1 << (PLACE_SHIFT - KIND_SHIFT)) - 1)


def spellings(forms: pa.Array, kinds: UInt8, words: pa.Array) -> Spellings:
    """What some spellings tell.

    Args:
        forms: string array of n distinct forms, see `tokens`.
        kinds: uint8, shape (n,): their `form_kind`.
        words: string array: the word of each.
    """
    owns = kinds & OWNS > 0
    bases = bases_of(forms)
    length = to_numpy(pc.utf8_length(bases)).astype(np.int64)
    letters = letter_facts(bases, length)
    own, of_word = listed_numbers(bases), listed_numbers(words)
    facts = of_word & ((1 << FACT_BITS) - 1)
    flags = _flags(bases, letters, length, facts, owns)
    flags |= np.where(np.diff(text_bytes(forms)[1]) >= _TELLING, TELLING, 0).astype(np.uint8)
    told = letters, length, flags, facts, own >> FACT_BITS, of_word >> FACT_BITS
    return Spellings(bases, words, *told)


def base_of(form: str) -> str:
    """A form without possessive, apostrophes straight."""
    return without_possessive(form).replace("\u2019", "'")


def bases_of(forms: pa.Array) -> pa.Array:
    """See `base_of`: the same of a string array."""
    data, bounds = text_bytes(forms)
    marks = np.flatnonzero((data == ord("'")) | (data == _CURLY))
    odd = np.zeros(len(forms), bool)
    odd[np.searchsorted(bounds, marks, side="right") - 1] = True
    straight = pc.replace_substring(forms.filter(numbers(odd)), "\u2019", "'")
    return pc.replace_with_mask(forms, numbers(odd), without_possessives(straight))


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
    classes = np.frombuffer(data.tobytes().translate(_CLASSES), np.uint8)
    some = np.bitwise_or.reduceat(classes, bounds[:-1])
    first, second = classes[bounds[:-1]], classes[np.minimum(bounds[:-1] + 1, len(data) - 1)]
    found = (
        UPPER * (first == _UPPER)
        + SECOND_UPPER * ((second == _UPPER) & (length > 1))
        + LOWER * (first == _LOWER)
        + DECIMAL * (some == _DIGIT)
        + ALL_UPPER * (some & (_UPPER | _LOWER) == _UPPER)
        + HAS_UPPER * (some & _UPPER > 0)
        + SINGLE * (length == 1)
        + LONG * (length > _LONGEST)
    ).astype(np.uint8)
    odd = np.diff(bounds) > length
    if odd.any():
        found[odd] = list(map(_letter_facts, bases.filter(numbers(odd)).to_pylist()))
    return np.asarray(found, np.uint8)


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
