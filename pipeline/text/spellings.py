"""Spellings of one phrase, brought together under the commonest."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat, numbers, to_numpy
from pipeline.arrays.types import Int64


def commonest(phrases: pa.ChunkedArray, keys: pa.ChunkedArray | None = None) -> tuple[pa.Array, Int64]:
    """The distinct phrases, each in its most frequent spelling (of equals the first as bytes compare).

    Args:
        phrases: strings, shape (n,), without nulls.
        keys: strings, shape (n,): phrases with one key are spellings of one phrase; default: those that differ by
            capitals alone.

    Returns:
        The spellings, sorted; and int64, shape (n,): which of them each row is.
    """
    coded = flat(phrases).dictionary_encode()
    spelling = to_numpy(coded.indices).astype(np.int64)
    folded = flat(keys) if keys is not None else pc.utf8_lower(coded.dictionary).take(coded.indices)
    group = to_numpy(folded.dictionary_encode().indices).astype(np.int64)
    place = np.empty(len(coded.dictionary), np.int64)
    place[to_numpy(pc.sort_indices(coded.dictionary)).astype(np.int64)] = np.arange(len(place))
    pairs, count = np.unique(group * max(len(place), 1) + place[spelling], return_counts=True)
    owner, written = np.divmod(pairs, max(len(place), 1))
    best = np.lexsort((written, -count, owner))
    best = best[np.unique(owner[best], return_index=True)[1]]
    order = np.argsort(written[best], kind="stable")
    names = coded.dictionary.take(pc.sort_indices(coded.dictionary)).take(numbers(written[best][order]))
    rank = np.empty(len(best), np.int64)
    rank[order] = np.arange(len(best))
    return names, rank[group]
