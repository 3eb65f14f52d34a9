"""Coarser views of spellings: one of a few kinds, how they are written in general, their shape."""

from __future__ import annotations

import re
import string
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, text_bytes, to_numpy, utf8
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.types import Int64
from pipeline.names.kept_lists import kind_names
from pipeline.names.spellings import ALL_UPPER, DECIMAL, SECOND_UPPER, SINGLE, UPPER, Spellings
from pipeline.names.word_lists import NINTHS, WORD_NEAR

COARSE = 24
_SURNAME, _SHOUTED, _INITIAL, _NONE, _NUMBER = range(15, 20)
"""Coarse kinds of words with a capital: a surname of the list; in capitals and no more than that is known of it; one
letter; nothing known; a number. The others are those of `_ORDER`, and 1 to 6 those of words in small letters."""
MIXED_CASE = (3, 8)  # ninths of the uses with a capital from which a spelling is written either way, mostly large
_HEAD = 12  # characters that have a shape
_RUN = re.compile(r"(.)\1{2,}")
_BYTE_CASES = bytes.maketrans(
    (string.ascii_uppercase + string.ascii_lowercase + string.digits).encode(), b"X" * 26 + b"x" * 26 + b"d" * 10
)


def shares(spelt: Spellings) -> Int64:
    """How each spelling is written in general: 0 unknown, 1 mostly small, 2 either, 3 mostly with a capital."""
    share = np.digitize(spelt.classes & NINTHS, MIXED_CASE) + 1
    return np.where(spelt.classes > 0, share, spelt.word_classes > 0).astype(np.int64)


def shapes(forms: pa.Array) -> pa.Array:
    """The shape of each of some forms, see `shape_of`, string arrays: most are of a few hundred."""
    heads = pc.utf8_slice_codeunits(forms, 0, _HEAD)
    data, bounds = text_bytes(heads)
    cases = utf8(np.frombuffer(data.tobytes().translate(_BYTE_CASES), np.uint8), bounds)
    wide = ~to_numpy(pc.string_is_ascii(heads)).astype(bool)
    number, known = numbered_column(cases)
    made = strings([*map(_shortened, known.to_pylist())]).take(numbers(number))
    return pc.replace_with_mask(made, numbers(wide), strings([*map(shape_of, heads.filter(numbers(wide)).to_pylist())]))


def shape_of(form: str) -> str:
    """Letters by their case, runs of more than two shortened."""
    cases = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdecimal() else c for c in form[:_HEAD])
    return _shortened("".join(cases))


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
