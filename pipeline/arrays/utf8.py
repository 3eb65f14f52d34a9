"""Characters in UTF-8, by where they begin or end, all of a batch at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8

_PAYLOAD = np.array([0, 0, 0x1F, 0x0F, 0x07])  # bits of the code point in the first byte, by length of the character
_CONTINUES, _LEAD = 0x80, 0xC0  # bytes from the first on continue a character, from the second on begin a long one
_LONGEST = 4  # bytes of a character


def decoded(data: UInt8, leads: Int64) -> tuple[Int64, Int64]:
    """Characters that begin at some bytes.

    Args:
        data: valid UTF-8.
        leads: shape (n,): first bytes of characters of two bytes and more.

    Returns:
        Code points and lengths in bytes, int64, shape (n,) each.
    """
    first = data[leads].astype(np.int64)
    sizes = 2 + (first >= 0xE0) + (first >= 0xF0).astype(np.int64)
    codes = first & _PAYLOAD[sizes]
    for step in (1, 2, 3):
        more = np.flatnonzero(sizes > step)
        codes[more] = codes[more] << 6 | (data[leads[more] + step] & 0x3F)
    return codes, sizes


def codes_at(data: UInt8, places: Int64) -> Int64:
    """The code points of the characters that begin at some bytes; int64, shape of `places`, which is (n,)."""
    codes = data[places].astype(np.int64)
    wide = np.flatnonzero(codes >= _CONTINUES)
    codes[wide] = decoded(data, places[wide])[0]
    return codes


def codes_before(data: UInt8, places: Int64) -> Int64:
    """The code points of the characters that end before some bytes, none of which is the first; int64, shape (n,)."""
    first = places - 1
    for _ in range(_LONGEST - 1):
        inner = np.flatnonzero((data[first] >= _CONTINUES) & (data[first] < _LEAD))
        first[inner] -= 1
    return codes_at(data, first)


def sizes_of(codes: Int64) -> Int64:
    """Bytes of characters of these code points; int64, shape of `codes`."""
    return np.asarray(1 + (codes >= 0x80).astype(np.int64) + (codes >= 0x800) + (codes >= 0x10000))


def stand_at(data: UInt8, places: Int64, word: bytes) -> Bool:
    """Whether a word begins at each of some bytes; bool, shape of `places`, which is (n,)."""
    near = np.flatnonzero((data[places] == word[0]) & (places <= len(data) - len(word)))
    for step in range(1, len(word)):
        near = near[data[places[near] + step] == word[step]]
    found = np.zeros(len(places), bool)
    found[near] = True
    return found


class WideCharacters(NamedTuple):
    """The n characters beyond ASCII of a batch.

    Attributes:
        leads: int64, shape (n,): first byte of each.
        codes: int64, shape (n,): code points.
        later: int64, shape (n + 1,): bytes before each that begin no character, and in all.
    """

    leads: Int64
    codes: Int64
    later: Int64

    @classmethod
    def of(cls, data: UInt8) -> WideCharacters:
        """Find them in valid UTF-8."""
        leads = np.flatnonzero(data >= _LEAD)
        codes, sizes = decoded(data, leads)
        return cls(leads, codes, np.append(0, np.cumsum(sizes - 1)))

    def characters(self, places: Int64) -> Int64:
        """How many characters begin before some bytes, int64, of the same shape.

        Args:
            places: int64, any shape: bytes that begin a character, or the end.
        """
        return np.asarray(places - self.later[np.searchsorted(self.leads, places)])
