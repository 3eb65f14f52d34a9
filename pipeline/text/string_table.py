"""Strings numbered in the order in which they were first seen, batch after batch.

Arrow's `index_in` makes the hash table of all known strings anew in each call, 8 ms for 94,000; this one stays. A
string of up to 16 bytes is read as two numbers, and equal numbers are equal strings; a dictionary has the few others.
"""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, text_bytes
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.types import Int32, Int64, UInt64
from pipeline.text.word_lookup import eight_bytes

_EIGHT, _LONGEST = 8, 16  # bytes of one number, of two
_FEWEST = 1 << 12  # places of a table, at least
_ROOM = 2  # places for each string, at least
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)  # the second number of a longer string: no byte of UTF-8 is 0xFF
_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_SHIFT = np.uint64(29)


class TableArrays(NamedTuple):
    """A table of n strings.

    Attributes:
        low: uint64, shape (n + 1,): first number of each string, by its number from 1, see `_keys`.
        high: uint64, shape (n + 1,): the second.
        at: int32: the number of the string at each place, 0 where there is none.
    """

    low: UInt64
    high: UInt64
    at: Int32


class StringTable:
    """Known strings, none of which is empty or holds a zero byte, and the number of each."""

    def __init__(self) -> None:
        self._low, self._high = np.zeros(1, np.uint64), np.zeros(1, np.uint64)
        self._at = np.zeros(_FEWEST, np.int32)
        self._long: dict[str, int] = {}

    @classmethod
    def of(cls, arrays: TableArrays, column: pa.Array) -> StringTable:
        """The table that had these arrays; column: all its strings."""
        table = cls()
        table._low, table._high, table._at = arrays
        long = np.flatnonzero(arrays.high == _NONE)
        table._long |= zip(_listed(column, long - 1), long.tolist(), strict=True)
        return table

    def arrays(self) -> TableArrays:
        """What it takes longer to make than to read."""
        return TableArrays(self._low, self._high, self._at)

    def __len__(self) -> int:
        """How many strings are known."""
        return len(self._low) - 1

    def find(self, column: pa.Array) -> Int64:
        """The place of each of n strings among the known ones, int64, shape (n,); -1 for unknown ones."""
        low, high, long = _keys(column)
        place = self._places(low, high)
        number = self._at.take(place)
        others = np.flatnonzero((self._low.take(number) != low) | (self._high.take(number) != high))
        found = number.astype(np.int64)
        found[others] = 0
        others = others[number[others] > 0]
        while len(others):
            place[others] = self._next(place[others])
            number = self._at[place[others]]
            same = (self._low[number] == low[others]) & (self._high[number] == high[others])
            found[others[same]] = number[same]
            others = others[~same & (number > 0)]
        found[long] = np.fromiter(map(self._long.get, _listed(column, long), repeat(0)), np.int64, len(long))
        return found - 1

    def add(self, column: pa.Array) -> None:
        """Take in n distinct unknown strings, behind those that are known."""
        low, high, long = _keys(column)
        first = len(self._low)
        self._long |= zip(_listed(column, long), (first + long).tolist(), strict=True)
        self._low, self._high = np.concatenate([self._low, low]), np.concatenate([self._high, high])
        if len(self) * _ROOM > len(self._at):
            self._at = np.zeros(1 << (2 * _ROOM * len(self) - 1).bit_length(), np.int32)
            first = 1
        number = first + np.flatnonzero(self._high[first:] != _NONE)
        place = self._places(self._low[number], self._high[number])
        while len(number):
            free = self._at[place] == 0
            self._at[place[free]] = number[free]  # of several for one place the last
            waits = self._at[place] != number
            number, place = number[waits], self._next(place[waits])

    def learn(self, column: pa.Array) -> tuple[Int64, pa.Array]:
        """The places of n strings, after taking in those that are unknown; and these, once each, in order of place."""
        places = self.find(column)
        unknown = np.flatnonzero(places < 0)
        number, new = numbered_column(column.take(numbers(unknown)))
        places[unknown] = len(self) + number
        self.add(new)
        return places, new

    def _places(self, low: UInt64, high: UInt64) -> Int64:
        """Where strings are looked for first."""
        mixed = (low * _ODD[0]) ^ (high * _ODD[1])
        mixed = (mixed ^ (mixed >> _SHIFT)) * _ODD[0]
        return np.asarray(mixed >> np.uint64(64 - (len(self._at) - 1).bit_length()), np.int64)

    def _next(self, place: Int64) -> Int64:
        """The places behind, the first one behind the last."""
        return (place + 1) & (len(self._at) - 1)


def _keys(column: pa.Array) -> tuple[UInt64, UInt64, Int64]:
    """The two numbers of each string, and which strings are longer."""
    data, bounds = text_bytes(column)
    padded = np.concatenate([data, np.zeros(_EIGHT, np.uint8)])
    start, size = bounds[:-1], np.diff(bounds)
    high = np.zeros(len(column), np.uint64)
    beyond = np.flatnonzero(size > _EIGHT)
    high[beyond] = eight_bytes(padded, start[beyond] + _EIGHT, size[beyond] - _EIGHT)
    long = np.flatnonzero(size > _LONGEST)
    high[long] = _NONE
    return eight_bytes(padded, start, size), high, long


def _listed(column: pa.Array, at: Int64) -> list[str]:
    """Some of the strings."""
    return list(column.take(numbers(at)).to_pylist())
