"""Which bytes of a batch belong to words: the rules at the head of `tokens`, as array arithmetic over UTF-8."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.arrays.utf8 import decoded

_DIGIT, _UPPER, _LOWER, _WIDE, _MARK = 1, 2, 4, 8, 16
_LETTER, _TELLS_NUMBER = _UPPER | _LOWER, _UPPER | _DIGIT
_MARKS = b".,&$%'"  # those that belong to words at times
_CLASSES = bytes(
    _DIGIT * (48 <= b < 58)
    + _UPPER * (65 <= b < 91)
    + _LOWER * (97 <= b < 123)
    + _WIDE * (b > 127)
    + _MARK * (b in _MARKS)
    for b in range(256)
)
_CURLY = 0x2019
_CURRENCIES = (0xA3, 0xA5, 0x20AC)  # pound, yen, euro; the dollar is ASCII


def word_bytes(text: bytes, raw: UInt8, lead: Int64) -> Bool:
    """Mark the bytes of words.

    Args:
        text: UTF-8 with two bytes that belong to no word at both ends.
        raw: the same as uint8.
        lead: int64: first bytes of its non-ASCII characters, ascending.

    Returns:
        bool, shape (len(text),).
    """
    kind = np.frombuffer(text.translate(_CLASSES), np.uint8)
    is_word: Bool = kind != 0
    at = np.flatnonzero(kind >= _MARK)  # one pass over all bytes for all marks that may belong to words
    mark = raw[at]
    is_word[at] = False
    code, size = decoded(raw, lead)
    _clear_marks(is_word, lead, size, code)
    _join_points(raw, kind, is_word, at[mark == ord(".")], at[mark == ord(",")])
    _join_currencies(raw, kind, is_word, at[mark == ord("$")], lead[np.isin(code, _CURRENCIES)])
    percents, ands = at[mark == ord("%")], at[mark == ord("&")]
    is_word[percents[kind[percents - 1] == _DIGIT]] = True
    is_word[ands[(kind[ands - 1] & kind[ands + 1]) == _UPPER]] = True
    _join_apostrophes(is_word, at[mark == ord("'")], lead[code == _CURLY])
    return is_word


def _clear_marks(is_word: Bool, lead: Int64, size: Int64, code: Int64) -> None:
    """Take non-ASCII characters that are no letter, mark or digit out of `is_word`, in place."""
    known, which = np.unique(code, return_inverse=True)
    other = ~np.array([_is_letter(c) for c in known.tolist()], bool)[which]
    for k in range(4):
        is_word[lead[other & (size > k)] + k] = False


@cache
def _is_letter(code: int) -> bool:
    """Whether a character is a letter, a combining mark or a digit of some script."""
    return unicodedata.category(chr(code))[0] in "LMN"


def _join_points(raw: UInt8, kind: UInt8, is_word: Bool, dots: Int64, commas: Int64) -> None:
    """Points of initials; points and commas in numbers; points between a capital and a digit."""
    dots = dots[kind[dots + 1] & (_LETTER | _DIGIT) > 0]  # the others end sentences
    single = (kind[dots - 1] & _LETTER > 0) & (kind[dots + 1] & _LETTER > 0)
    inner = dots[single & ~is_word[dots - 2] & ~is_word[dots + 2]]
    inner = np.concatenate([inner, _degrees(kind, is_word, dots[dots > 2])])
    is_word[inner] = True
    is_word[inner[raw[inner + 2] == ord(".")] + 2] = True
    is_word[commas[(kind[commas - 1] & kind[commas + 1]) == _DIGIT]] = True
    is_word[dots[(kind[dots - 1] & _TELLS_NUMBER > 0) & (kind[dots + 1] == _DIGIT)]] = True


def _degrees(kind: UInt8, is_word: Bool, dots: Int64) -> Int64:
    """The points between a capital and a small letter and a single capital: Ph.D."""
    before = (kind[dots - 1] == _LOWER) & (kind[dots - 2] == _UPPER) & ~is_word[dots - 3]
    return np.asarray(dots[before & (kind[dots + 1] == _UPPER) & ~is_word[dots + 2]])


def _join_currencies(raw: UInt8, kind: UInt8, is_word: Bool, dollars: Int64, wide: Int64) -> None:
    """A currency sign before a digit; those of several bytes begin at `wide`."""
    is_word[dollars[kind[dollars + 1] == _DIGIT]] = True
    size = 2 + (raw[wide] >= 0xE0)
    for n in (2, 3):
        signs = wide[size == n]
        signs = signs[kind[signs + n] == _DIGIT]
        for k in range(n):
            is_word[signs + k] = True


def _join_apostrophes(is_word: Bool, straight: Int64, curly: Int64) -> None:
    """Apostrophes between two characters of words, straight and curly."""
    is_word[straight[is_word[straight - 1] & is_word[straight + 1]]] = True
    curly = curly[is_word[curly - 1] & is_word[curly + 3]]
    is_word[curly] = is_word[curly + 1] = is_word[curly + 2] = True
