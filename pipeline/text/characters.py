"""Characters of a batch as one flat array, with the class of each: what sentences and quotes are found from.

Places are counted in characters at once, where UTF-8 bytes would have to be counted again.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import strings, text_bytes
from pipeline.arrays.types import Int64, UInt8, Unsigned
from pipeline.arrays.utf8 import WideCharacters

SPACE, BREAK, STOP, CLOSER, OPENER, LOWER, UPPER, PUNCTUATION = (1 << bit for bit in range(8))

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
STOPS = ".!?\u2026\u203c\u2047\u2048\u2049\u061f\u06d4\u0964"
CLOSERS = "\"'\u201d\u2019\u00bb\u203a)]}"
OPENERS = "\"'\u201c\u2018\u201e\u201a\u00ab\u2039([{\u00bf\u00a1"
_RANGES = ((0, 0x3100), (0xA620, 0xAC00), (0xFB00, 0xFB18), (0xFF10, 0xFF5B))
"""The code points below 0x10000 that white space, marks and letters with case stand in."""
_LIMIT = 0xFFFF
_ASCII = 0x80
_CONTINUING = bytes(range(_ASCII, 0xC0))  # bytes of UTF-8 that begin no character


@dataclass(frozen=True)
class Characters:
    """The texts of a batch, end to end; what is not asked for is not made.

    Attributes:
        texts: the texts, one a row, without nulls.
    """

    texts: pa.Array

    @cached_property
    def text(self) -> str:
        """All texts joined without a separator; nulls are empty."""
        return text_bytes(self.texts)[0].tobytes().decode("utf-8")

    @cached_property
    def codes(self) -> Unsigned:
        """Unsigned integers, shape (len(text),): the code point of each character; twice as dear as `kinds`."""
        return _codes(self.text)

    @cached_property
    def kinds(self) -> UInt8:
        """uint8, shape (len(text),): the class bits of each character."""
        raw = text_bytes(self.texts)[0]
        kinds = np.frombuffer(bytearray(raw.tobytes().translate(_ascii_classes(), _CONTINUING)), np.uint8)
        kinds[self._wide.leads - self._wide.later[:-1]] = classes_of(self._wide.codes)
        return kinds

    @cached_property
    def bounds(self) -> Int64:
        """int64, shape (n_texts + 1,): first character of each text within `text`, and the end."""
        return self._wide.characters(text_bytes(self.texts)[1])

    @cached_property
    def _wide(self) -> WideCharacters:
        return WideCharacters.of(text_bytes(self.texts)[0])


def _is_small(letter: str) -> bool:
    """Whether it is a small letter, or a capital with a small part that `str.isupper` refuses too."""
    return letter.islower() or unicodedata.category(letter) == "Lt"


_TESTS: tuple[tuple[int, Callable[[str], bool]], ...] = (
    (SPACE, str.isspace),
    (BREAK, BREAKS.__contains__),
    (STOP, STOPS.__contains__),
    (CLOSER, CLOSERS.__contains__),
    (OPENER, OPENERS.__contains__),
    (LOWER, _is_small),
    (UPPER, str.isupper),
    (PUNCTUATION, string.punctuation.__contains__),
)


def classes_of(codes: Int64) -> UInt8:
    """The class bits of each code point."""
    kinds = _class_table()[np.minimum(codes, _LIMIT)]
    high = np.flatnonzero(codes > _LIMIT)
    kinds[high] = _classes("".join(map(chr, codes[high].tolist())))
    return kinds


@cache
def _ascii_classes() -> bytes:
    """The class bits of each ASCII character; 0 for other bytes."""
    return _class_table()[:_ASCII].tobytes() + bytes(_ASCII)


@cache
def _class_table() -> UInt8:
    """The class bits of every code point up to the limit."""
    table = np.zeros(_LIMIT + 1, np.uint8)
    for first, end in _RANGES:
        table[first:end] = _classes("".join(map(chr, range(first, end))))
    return table


def _classes(letters: str) -> UInt8:
    """The class bits of each letter."""
    found = np.zeros(len(letters), np.uint8)
    for bit, test in _TESTS:
        found |= np.fromiter(map(test, letters), bool, len(letters)).astype(np.uint8) * np.uint8(bit)
    return found


def characters(texts: pa.Array) -> Characters:
    """Lay the texts end to end.

    Args:
        texts: Arrow string array; nulls count as empty.
    """
    if texts.null_count:
        texts = pc.fill_null(texts, strings([""])[0])
    return Characters(texts)


def _codes(text: str) -> Unsigned:
    """Code points, in 16 bits where none needs more, as in nearly every batch."""
    narrow = text.encode("utf-16-le")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16)
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)
