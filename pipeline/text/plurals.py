"""Words without their plural, many at once: array arithmetic over bytes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes, utf8
from pipeline.arrays.types import Bool

_FEWEST = 4  # letters of a word that may be a plural


def without_plurals(words: pa.Array, may_change: Bool) -> pa.Array:
    """What `fold` of `word_facts` makes of words: `ferries` → `ferry`, `coaches` → `coach`, `fees` → `fee`.

    Args:
        words: string array of n words, none empty.
        may_change: bool, shape (n,): false for those that stay as they are; the others are small ASCII letters alone.

    Returns:
        String array of n words.
    """
    data, bounds = text_bytes(words)
    size, ends = np.diff(bounds), bounds[1:]
    at = np.flatnonzero((data[ends - 1] == ord("s")) & may_change & (size >= _FEWEST))
    last = ends[at] - 1
    is_plural = ~np.isin(data[last - 1], (ord("s"), ord("u"), ord("i")))
    at, last = at[is_plural], last[is_plural]
    one, two, three = data[last - 1], data[last - 2], data[last - 3]
    is_y = (one == ord("e")) & (two == ord("i")) & (size[at] > _FEWEST)
    hisses = (two == ord("x")) | ((two == ord("s")) & (three == ord("s")))
    hisses |= (two == ord("h")) & ((three == ord("s")) | (three == ord("c")))
    goes_too = is_y | ((one == ord("e")) & hisses)
    data, is_kept = data.copy(), np.ones(len(data), bool)
    data[last[is_y] - 2] = ord("y")
    is_kept[last] = is_kept[last[goes_too] - 1] = False
    size[at] -= 1 + goes_too
    return utf8(data[is_kept], np.append(0, np.cumsum(size)))
