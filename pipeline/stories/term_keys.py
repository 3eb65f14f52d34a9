"""The keys of terms, kept by word: a batch brings few words that no batch before it had."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, to_numpy
from pipeline.arrays.look_ups import MOST
from pipeline.arrays.types import Int64
from pipeline.text.known_numbers import KnownNumbers

SHORTEST, LONGEST = 2, 40  # characters of a term


def term_keys(words: pa.Array, stop: AbstractSet[str]) -> Int64:
    """CRC-32 of each word, -1 for those that are no terms.

    Args:
        words: string array, shape (n,), none of them empty.
        stop: lower-case words that are no terms.

    Returns:
        int64, shape (n,).
    """
    stops = frozenset(stop)
    if len(_memory(stops).words) > MOST:
        _memory.cache_clear()
    return _memory(stops).look_up(words)


def _made(words: pa.Array, stop: pa.Array) -> Int64:
    """Keys of new words."""
    length = to_numpy(pc.utf8_length(words))
    is_stop = to_numpy(pc.is_in(words, value_set=stop))
    at = np.flatnonzero((length >= SHORTEST) & (length <= LONGEST) & ~is_stop)
    found = np.full(len(words), -1, np.int64)
    found[at] = [crc32(word) for word in words.take(numbers(at)).cast(pa.binary()).to_pylist()]
    return found


@lru_cache(1)
def _memory(stop: frozenset[str]) -> KnownNumbers:
    return KnownNumbers(partial(_made, stop=strings(sorted(stop))))
