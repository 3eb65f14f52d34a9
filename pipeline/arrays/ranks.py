"""How many of some places stand before others, for many others at once.

`np.searchsorted` takes 26 ns for each of 66,000 places among 411,000; two look-ups in a map of bits take 3, and the map
of 2.5 million places .6 ms.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int32, Int64, Integer, UInt64

_BITS, _SHIFT = 64, 6  # of a word


class Ranks(NamedTuple):
    """A map of places.

    Attributes:
        words: uint64, shape (n_words,): a bit for each place, 64 of them a word.
        sums: int32, shape (n_words,): places before those of each word.
    """

    words: UInt64
    sums: Int32

    @classmethod
    def of(cls, flags: Bool) -> Ranks:
        """Where some flags hold; bool, shape (n,)."""
        packed = np.zeros((len(flags) // _BITS + 1) * (_BITS // 8), np.uint8)
        packed[: -(-len(flags) // 8)] = np.packbits(flags, bitorder="little")
        words = packed.view("<u8")
        sums = np.zeros(len(words), np.int32)
        np.cumsum(np.bitwise_count(words[:-1]), dtype=np.int32, out=sums[1:])
        return cls(words, sums)

    @classmethod
    def of_places(cls, places: Integer, n: int) -> Ranks:
        """Some places, from 0 to n - 1, in any order."""
        flags = np.zeros(n, bool)
        flags[places.astype(np.int64)] = True
        return cls.of(flags)

    def before(self, places: Int64) -> Int64:
        """How many stand before each of these places, from 0 to n; int64, shape of `places`."""
        word = places >> _SHIFT
        lower = (np.uint64(1) << (places & (_BITS - 1)).astype(np.uint64)) - np.uint64(1)
        return np.asarray(self.sums[word] + np.bitwise_count(self.words[word] & lower), np.int64)
