"""Texts on one event: linked in wording and in time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Floating, Int64
from pipeline.vector.average_linkage import merge
from pipeline.vector.bm25 import bm25, survey
from pipeline.vector.neighbours import BLOCK, Pairs, graph_of, k_best, linking, pairs, strongest, union

N_NEIGHBOURS = 10
STRONGEST = 96


def events(counts: csr_matrix, day: Floating, window: float, least: float) -> Int64:
    """Group texts on one event.

    Args:
        counts: shape (n_texts, n_terms).
        day: shape (n_texts,), days since any date; NaN where unknown: such a text is compared with all.
        window: largest distance of two linked texts, days.
        least: smallest mean similarity of two groups that become one, above 0.

    Returns:
        int64, shape (n_texts,): group of each text, numbered by first text; a text without terms is alone.
    """
    if not len(day):
        return np.zeros(0, np.int64)
    texts = strongest(linking(bm25(counts, survey(counts))), STRONGEST)
    near = [k_best(found, N_NEIGHBOURS) for found in _pairs_in_time(texts, day, window)]
    return merge(union(graph_of(near, len(day))), least)


def _pairs_in_time(texts: csr_matrix, day: Floating, window: float) -> Iterator[Pairs]:
    """Pairs of texts at most `window` days apart or without a day, by blocks of rows in the order of days."""
    order = np.argsort(day, kind="stable")  # texts without a day come last
    n_dated = int(np.count_nonzero(~np.isnan(day)))
    dated = day[order[:n_dated]]
    for rows in (order[s:e] for s, e in _blocks(n_dated, len(order))):
        columns = order
        if not np.isnan(day[rows[0]]):
            low = np.searchsorted(dated, day[rows[0]] - window)
            high = np.searchsorted(dated, day[rows[-1]] + window, side="right")
            columns = np.concatenate([order[low:high], order[n_dated:]])
        found = pairs(texts[rows] @ texts[columns].T.tocsr(), rows, columns)
        near = ~(np.abs(day[found.row] - day[found.column]) > window)  # true with a NaN
        yield Pairs(found.row[near], found.column[near], found.step[near])


def _blocks(n_dated: int, n: int) -> Iterator[tuple[int, int]]:
    """Bounds of blocks, none of which holds both texts with and without a day."""
    for start, end in ((0, n_dated), (n_dated, n)):
        yield from ((s, min(s + BLOCK, end)) for s in range(start, end, BLOCK))
