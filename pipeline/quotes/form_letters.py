"""The letter of each spelling of some texts, by arithmetic over their words: what `items` writes down for it.

A kind of `speech_words` comes first, then possessives, numbers, endings and capitals.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import index_of, numbers, strings, text_bytes, to_numpy
from pipeline.arrays.types import Bool, UInt8
from pipeline.names.genders import gendered
from pipeline.quotes.speech_words import SMALL_ONLY, speech_words
from pipeline.text.known_cuts import Cut
from pipeline.text.word_forms import CAPITAL, POSSESSIVE

_GENDERED = "THDP"  # kinds of words that may tell a gender
_CONTRACTED = "PH"  # he's, they'll: a pronoun
_STEM = 3  # letters before -ing, -ed and -ly, at least
_SINGULAR = "sui"  # letters before an s that is no plural: boss, bus, this
_NONE = "\0"


@cache
def _listed() -> tuple[pa.Array, UInt8, UInt8]:
    """The words of the list, the letter of each and the gender that it tells; one zero behind each of the last two."""
    known = speech_words()
    genders = [gendered().get(word, 0) if kind in _GENDERED else 0 for word, kind in known.items()]
    return strings([*known]), np.array([*map(ord, known.values()), 0], np.uint8), np.array([*genders, 0], np.uint8)


@cache
def _owners() -> tuple[pa.Array, UInt8]:
    """The words that the list has with a possessive, without it, and the letter of each."""
    known = {word.removesuffix("'s"): kind for word, kind in speech_words().items() if word.endswith("'s")}
    return strings([*known]), np.array([*map(ord, known.values())], np.uint8)


@cache
def _table(some: str) -> bytes:
    """One byte for each code: 1 for those of some letters, else 0."""
    return bytes(chr(code) in some for code in range(256))


def is_one_of(codes: UInt8, some: str) -> Bool:
    """Which codes are those of some letters; bool, shape of `codes`."""
    return np.frombuffer(codes.tobytes().translate(_table(some)), bool)


def form_letters(cut: Cut) -> tuple[UInt8, UInt8]:
    """The letter of each spelling, and the gender that it tells; uint8, shape (n_forms,) each."""
    words, letters, genders = _listed()
    at = index_of(cut.words, words)
    known, contracted = _kinds(cut.words, letters[at])
    word, bits = cut.form_word, cut.form_kind
    owns, capital = bits & POSSESSIVE > 0, bits & CAPITAL > 0
    kind, owning = known[word], np.flatnonzero(owns)
    kind[owning] = _owner_kinds(cut.words.take(numbers(word[owning])), contracted[word[owning]])
    kind[capital & is_one_of(kind, SMALL_ONLY)] = 0
    other = np.where(owns, np.uint8(ord("S")), _by_ending(cut.words)[word])
    other[capital & is_one_of(other, "zwh")] = ord("X")
    return np.where(kind > 0, kind, other), np.where(owns, np.uint8(0), genders[at][word])


def _kinds(words: pa.Array, listed: UInt8) -> tuple[UInt8, UInt8]:
    """The kinds of words as they stand, and with a verb contracted behind them; uint8, shape (n,) each, 0 for none.

    Args:
        words: in small letters, without possessive.
        listed: uint8, shape (n,): their kinds in the list.
    """
    data, bounds = text_bytes(words)
    joined = np.unique(np.searchsorted(bounds, np.flatnonzero(data == ord("'")), side="right") - 1)
    heads = [word.partition("'")[0] for word in words.take(numbers(joined)).to_pylist()]
    first = listed.copy()
    first[joined] = [ord(speech_words().get(head, _NONE)) for head in heads]
    short = np.where(is_one_of(first, _CONTRACTED), np.uint8(ord("P")), np.uint8(0))
    plain = listed.copy()
    plain[joined] = np.where(listed[joined] > 0, listed[joined], short[joined])
    return plain, short


def _owner_kinds(words: pa.Array, contracted: UInt8) -> UInt8:
    """The kinds of words with a possessive behind them: as listed, else those with `is` contracted."""
    owners, letters = _owners()
    at = index_of(words, owners)
    return np.where(at >= 0, letters[at], contracted)


def _by_ending(words: pa.Array) -> UInt8:
    """What numbers, endings and plurals tell of words in small letters: d, g, v, h, z or w; uint8, shape (n,)."""
    data, bounds = text_bytes(words)
    data = np.append(np.zeros(_STEM, np.uint8), data)  # room before the first word
    ends, size = bounds[1:] + _STEM, to_numpy(pc.utf8_length(words))
    last, second, third = (data[ends - k] for k in (1, 2, 3))
    going = (last == ord("g")) & (second == ord("n")) & (third == ord("i")) & (size >= _STEM + len("ing"))
    past = (last == ord("d")) & (second == ord("e")) & (size >= _STEM + len("ed"))
    adverb = (last == ord("y")) & (second == ord("l")) & (size >= _STEM + len("ly"))
    plural = (last == ord("s")) & ~((size > 1) & is_one_of(second, _SINGULAR))
    digits = _begins_with_digit(words, data[bounds[:-1] + _STEM])
    choices = [np.uint8(ord(letter)) for letter in "dgvhz"]
    return np.asarray(np.select([digits, going, past, adverb, plural], choices, np.uint8(ord("w"))), np.uint8)


def _begins_with_digit(words: pa.Array, first: UInt8) -> Bool:
    """Whether the first character is a decimal digit of some script; `first`: the first byte of each."""
    found = (first >= ord("0")) & (first <= ord("9"))
    odd = first >= 0x80
    found[odd] = [word[0].isdecimal() for word in words.filter(numbers(odd)).to_pylist()]
    return np.asarray(found)
