"""Coarser views of spellings: one of a few kinds, how they are written in general, their shape."""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.names.kept_lists import kind_names
from pipeline.names.spellings import ALL_UPPER, DECIMAL, SECOND_UPPER, SINGLE, UPPER, Spellings
from pipeline.names.word_lists import NINTHS, WORD_NEAR

COARSE = 24
_SURNAME, _SHOUTED, _INITIAL, _NONE, _NUMBER = range(15, 20)
"""Coarse kinds of words with a capital: a surname of the list; in capitals and no more than that is known of it; one
letter; nothing known; a number. The others are those of `_ORDER`, and 1 to 6 those of words in small letters."""
MIXED_CASE = (3, 8)  # ninths of the uses with a capital from which a spelling is written either way, mostly large
_SHAPES = 1 << 14  # remembered
_RUN = re.compile(r"(.)\1{2,}")
_ASCII_CASES = str.maketrans(
    string.ascii_uppercase + string.ascii_lowercase + string.digits, "X" * 26 + "x" * 26 + "d" * 10
)


def shares(spelt: Spellings) -> Int64:
    """How each spelling is written in general: 0 unknown, 1 mostly small, 2 either, 3 mostly with a capital."""
    share = np.digitize(spelt.classes & NINTHS, MIXED_CASE) + 1
    return np.where(spelt.classes > 0, share, spelt.word_classes > 0).astype(np.int64)


def shape_of(form: str) -> str:
    """Letters by their case, runs of more than two shortened."""
    head = form[:12]
    if head.isascii():
        return _shortened(head.translate(_ASCII_CASES))
    return _shortened(
        "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdecimal() else c for c in head)
    )


@lru_cache(_SHAPES)
def _shortened(shape: str) -> str:
    return _RUN.sub(r"\1\1", shape)


_ORDER = (
    ("H", 7),
    ("D", 8),
    ("d", 20),
    ("A", 14),
    ("C", 10),
    ("R", 10),
    ("S", 10),
    ("m", 9),
    ("f", 9),
    ("u", 9),
    ("O", 12),
    ("P", 13),
    ("o", 20),
    ("t", 21),
    ("L", 11),
    ("M", 11),
    ("T", 11),
    ("s", 15),
)


def coarse_kinds(spelt: Spellings) -> Int64:
    """One of `COARSE` kinds of each spelling, the most telling."""
    small, large = _kind_codes()
    kinds, letters = spelt.kinds, spelt.letters
    near = spelt.facts // WORD_NEAR & 3
    code = np.where((large[kinds] == _NONE) | (large[kinds] == _SURNAME), _SHOUTED, large[kinds])
    capital = np.where(letters & ALL_UPPER > 0, code, large[kinds])
    capital = np.where(letters & SINGLE > 0, _INITIAL, capital)
    plain = np.where(letters & DECIMAL > 0, _NUMBER, np.where(near > 0, near, small[kinds]))
    return np.asarray(np.where(letters & (UPPER | SECOND_UPPER) > 0, capital, plain))


@cache
def _kind_codes() -> tuple[Int64, Int64]:
    """The code of each of `kind_names` for words in small letters, and for those with a capital."""
    small = [4 if "V" in kinds else 5 if {*kinds} & {*"tH"} else 6 if "o" in kinds else 0 for kinds in kind_names()]
    large = [next((code for kind, code in _ORDER if kind in kinds), _NONE) for kinds in kind_names()]
    return np.array(small, np.int64), np.array(large, np.int64)
