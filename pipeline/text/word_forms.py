"""What a spelling tells by itself: the word that it is a form of; its capitals, number and possessive.

ASCII spellings are read by arithmetic over their bytes, the others one by one.
"""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, text_bytes, utf8
from pipeline.arrays.look_ups import once
from pipeline.arrays.types import Bool, Int32, Int64, UInt8

POSSESSIVE, NUMBER, CAPITAL, CAPITALS, MIXED = (1 << bit for bit in range(5))
"""Bits of a form: ends in 's; begins with a digit or a currency sign (US$2bn); begins with a capital; has two letters
or more and no small one; has a small letter and a capital behind the first letter (iPhone, McCain)."""
_NUMBER = re.compile(r"(?:[A-Z]{0,3}[$\u00a3\u00a5\u20ac])?\d")
_APOSTROPHES = ("'", "\u2019")
_UPPER, _LOWER, _DIGIT, _ODD = (1 << bit for bit in range(4))
_CLASSES = bytes(
    _UPPER * (65 <= b < 91) + _LOWER * (97 <= b < 123) + _DIGIT * (48 <= b < 58) + _ODD * (b > 127 or b == ord("$"))
    for b in range(256)
)


def folded(forms: pa.Array) -> tuple[Int32, pa.Array]:
    """Number the distinct words: lower case, apostrophes straight, without possessive.

    Args:
        forms: string array of n distinct spellings, none empty.

    Returns:
        int32, shape (n,): the word of each form; and the words, a string array in order of first occurrence.
    """
    if not len(forms):
        return np.zeros(0, np.int32), forms
    data, bounds = text_bytes(forms)
    lower = utf8(np.frombuffer(data.tobytes().lower(), np.uint8), bounds)
    odd = np.bitwise_or.reduceat(data, bounds[:-1]) >= 0x80
    if odd.any():
        spelt = "\n".join(forms.filter(numbers(odd)).to_pylist()).lower().replace("\u2019", "'")
        lower = pc.replace_with_mask(lower, numbers(odd), strings(spelt.split("\n")))
    words = without_possessives(lower).dictionary_encode()
    return np.frombuffer(words.indices.buffers()[1], np.int32, len(forms)), words.dictionary


def without_possessives(words: pa.Array) -> pa.Array:
    """Words with straight apostrophes without `'s` at their ends."""
    data, bounds = text_bytes(words)
    at = bounds[1:][_ends_in_s(data, bounds)]
    kept = np.ones(len(data), bool)
    kept[at - 1] = kept[at - 2] = False
    size = np.diff(bounds)
    size[np.searchsorted(bounds[1:], at)] -= 2
    return utf8(data[kept], np.concatenate([[0], np.cumsum(size)]))


def _ends_in_s(data: UInt8, bounds: Int64) -> Bool:
    """Which words end in a straight apostrophe and an s, small or capital; bool, shape (n,)."""
    last = bounds[1:] - 1
    return np.asarray((data[last] | 0x20 == ord("s")) & (data[last - 1] == ord("'")) & (last > bounds[:-1]))


def form_kinds(forms: pa.Array) -> UInt8:
    """Bits of each form: POSSESSIVE | NUMBER | CAPITAL | CAPITALS | MIXED, as far as they hold.

    Args:
        forms: string array of n spellings, none empty.

    Returns:
        uint8, shape (n,).
    """
    if not len(forms):
        return np.zeros(0, np.uint8)
    data, bounds = text_bytes(forms)
    classes = np.frombuffer(data.tobytes().translate(_CLASSES), np.uint8)
    found = _ascii_kinds(data, bounds, classes)
    odd = np.bitwise_or.reduceat(classes, bounds[:-1]) & _ODD > 0
    if odd.any():
        found[odd] = list(map(_kind, forms.filter(numbers(odd)).to_pylist()))
    return found


def _ascii_kinds(data: UInt8, bounds: Int64, classes: UInt8) -> UInt8:
    """Bits of forms of ASCII letters, digits and marks; see `_kind`."""
    start = bounds[:-1]
    owns = _ends_in_s(data, bounds)
    tail = classes[bounds[1:] - 1]
    n_upper = np.add.reduceat((classes == _UPPER).astype(np.int32), start) - (owns & (tail == _UPPER))
    n_lower = np.add.reduceat((classes == _LOWER).astype(np.int32), start) - (owns & (tail == _LOWER))
    opens = classes[start] == _UPPER
    bits = (
        (POSSESSIVE, owns),
        (NUMBER, classes[start] == _DIGIT),
        (CAPITAL, opens),
        (CAPITALS, (n_upper > 1) & (n_lower == 0)),
        (MIXED, (n_upper > opens) & (n_lower > 0)),
    )
    return np.asarray(sum(np.uint8(bit) * holds for bit, holds in bits), np.uint8)


def without_possessive(form: str) -> str:
    """A form or phrase without the possessive at its end: `Russia's` → `Russia`."""
    return form[:-2] if form[-1:] in "sS" and form[-2:-1] in _APOSTROPHES else form


@once
def _kind(form: str) -> int:
    """Bits of a form; see POSSESSIVE and the others."""
    bare = without_possessive(form)
    found = POSSESSIVE * (bare != form) | CAPITAL * form[0].isupper() | NUMBER * bool(_NUMBER.match(form))
    if bare.isupper() and sum(map(str.isalpha, bare)) > 1:
        found |= CAPITALS
    has_inner_capital = any(map(str.isupper, bare[1:])) and not bare.isupper()
    return found | MIXED * has_inner_capital
