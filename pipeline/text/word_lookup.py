"""Which of a fixed list of words each token is, by arithmetic: no string is made for any token.

A word is read as up to three numbers of eight bytes. Equal numbers are equal words, so nothing is guessed by a hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from pipeline.arrays.taking import taken
from pipeline.arrays.types import Int32, Int64, Integer, UInt8, UInt64, Unsigned

LONGEST = 24
"""Characters of the longest word that a table may hold."""
_STRANGE = 0x01  # stands for every letter that no word of a table is written with
_KEYS = LONGEST // 8
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_LETTERS = 0x3100  # nothing above it has a small letter below 0x100

Words64 = UInt64


def fits(word: str) -> bool:
    """Whether a word can stand in a table: small letters of Western Europe, digits, marks; 1 to 24 characters."""
    return 0 < len(word) <= LONGEST and word == word.lower() and all(" " < c <= "\xff" and c != "\xad" for c in word)


@cache
def _small_letters() -> UInt8:
    """One byte for each code point: its small letter where that is below 0x100."""
    small = [chr(code).lower() for code in range(_LETTERS)]
    known = (ord(s) if len(s) == 1 and " " < s <= "\xff" else _STRANGE for s in small)
    return np.fromiter((*known, _STRANGE), np.uint8, _LETTERS + 1)


def small_letters(codes: Unsigned) -> UInt8:
    """The text in small letters, one byte a character, with room behind it for whole numbers of eight bytes.

    Args:
        codes: code points, shape (n,).

    Returns:
        uint8, shape (n + 24,).
    """
    return np.concatenate([taken(_small_letters(), codes), np.zeros(LONGEST, np.uint8)])


def eight_bytes(data: UInt8, places: Int64, lengths: Integer) -> Words64:
    """The bytes from each place on as one number; those beyond its length count as zero.

    Args:
        data: uint8, shape (n,), with at least eight bytes behind every place.
        places: int64, shape (k,).
        lengths: integers, shape (k,): bytes to take; more than 8 count as 8.

    Returns:
        uint64, shape (k,).
    """
    numbers: Words64 = np.ndarray(len(data) - 7, "<u8", buffer=data, strides=(1,))
    return np.asarray(numbers[places] & _MASKS.take(lengths, mode="clip"))


_MASKS: Words64 = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)


class WordTable:
    """A list of words that tokens are looked up in.

    Attributes:
        words: the words; the id of a word is its place here plus one.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        coded = [word.encode("latin-1").ljust(LONGEST, b"\0") for word in self.words]
        self._keys: Words64 = np.frombuffer(b"\0" * LONGEST + b"".join(coded), "<u8").reshape(-1, _KEYS).T.copy()
        self._shift = np.uint64(64 - max(10, (8 * len(self.words)).bit_length()))
        self._first = np.zeros(1 << 64 - int(self._shift), np.int32)
        self._next = np.zeros(len(self.words) + 1, np.int32)
        slots = self._slots(*self._keys)
        for number in range(len(self.words), 0, -1):
            self._next[number], self._first[slots[number]] = self._first[slots[number]], number

    def _slots(self, first: Words64, *others: Words64) -> Words64:
        """The place in the table that a word belongs to."""
        mixed = first * np.uint64(_ODD[0])
        for key, odd in zip(others, _ODD[1:], strict=True):
            mixed = mixed ^ (key * np.uint64(odd))
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(_ODD[0])
        return np.asarray(mixed >> self._shift)

    def find(self, low: UInt8, starts: Int64, ends: Int64) -> Int32:
        """Look up tokens.

        Args:
            low: the text as `small_letters` gives it.
            starts: int64, shape (n,): first character of each token.
            ends: int64, shape (n,): one past the last.

        Returns:
            int32, shape (n,): id of the word, 0 for tokens that are none of the words.
        """
        lengths = ends - starts
        keys = [eight_bytes(low, starts, lengths)]
        for skip in range(8, LONGEST, 8):
            key = np.zeros(len(starts), np.uint64)
            long = np.flatnonzero((lengths > skip) & (lengths <= LONGEST))
            key[long] = eight_bytes(low, starts[long] + skip, lengths[long] - skip)
            keys.append(key)
        found = self._first[self._slots(*keys)]
        found[lengths > LONGEST] = 0
        self._follow(found, keys)
        return found

    def _follow(self, found: Int32, keys: list[Words64]) -> None:
        """Go on to the next word of the same slot until it is the right one or none is left."""
        doubtful = np.flatnonzero(found)
        while len(doubtful):
            guess = found[doubtful]
            wrong = np.zeros(len(doubtful), bool)
            for key, known in zip(keys, self._keys, strict=True):
                wrong |= key[doubtful] != known[guess]
            doubtful = doubtful[wrong]
            found[doubtful] = self._next[found[doubtful]]
            doubtful = doubtful[found[doubtful] > 0]
