"""Spellings that differ by capitals alone, brought together under the commonest."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, to_numpy
from pipeline.arrays.types import Int64


def commonest(phrases: pa.ChunkedArray) -> tuple[pa.Array, Int64]:
    """The distinct phrases, each in its most frequent spelling (of equals the first as bytes compare).

    Args:
        phrases: strings, shape (n,), without nulls.

    Returns:
        The spellings, sorted; and int64, shape (n,): which of them each row is.
    """
    coded = flat(phrases).dictionary_encode()
    count = np.bincount(to_numpy(coded.indices), minlength=len(coded.dictionary))
    folded = to_numpy(pc.utf8_lower(coded.dictionary).dictionary_encode().indices).astype(np.int64)
    place = np.empty(len(folded), np.int64)
    place[to_numpy(pc.sort_indices(coded.dictionary)).astype(np.int64)] = np.arange(len(folded))
    order = np.lexsort((place, -count, folded))
    best = order[np.unique(folded[order], return_index=True)[1]]
    rank = np.argsort(np.argsort(place[best]))
    names = coded.dictionary.take(numbers(best[np.argsort(place[best])]))
    return names, rank[folded][to_numpy(coded.indices)]
