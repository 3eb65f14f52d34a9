"""Groups of texts that are near each other, their number not given."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from pipeline.vector.neighbours import nearest, strongest, union
from pipeline.vector.weights import bm25, survey

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

N_NEIGHBOURS = 15
STRONGEST = 48


def within(graph: csr_matrix, least: float, day: Floats, window: int) -> csr_matrix:
    """The links that are strong enough and not too far apart in time.

    Args:
        graph: symmetric similarities, shape (n, n).
        least: smallest similarity kept.
        day: shape (n,), days; NaN where unknown, near every day.
        window: largest distance, days.
    """
    pairs = graph.tocoo()
    far = np.abs(day[pairs.row] - day[pairs.col]) > window  # never with a NaN
    kept = ~far & (np.round(pairs.data, 4) >= least)
    return csr_matrix((pairs.data[kept], (pairs.row[kept], pairs.col[kept])), shape=graph.shape)


def groups(graph: csr_matrix) -> Ints:
    """Number of the connected component of each row, by first sight."""
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def link(counts: csr_matrix, day: Floats, window: int, least: float) -> Ints:
    """Group texts on one event.

    Args:
        counts: shape (n_texts, n_terms).
        day: shape (n_texts,), float64, days since 1970; NaN where unknown.
        window: days.
        least: smallest cosine of two linked texts, above 0.

    Returns:
        int64, shape (n_texts,): group of each text, numbered by first sight; a text without terms is alone.
    """
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    used = counts[:, np.flatnonzero(df > 1)].tocsr()
    few = strongest(bm25(used, survey(used)), STRONGEST)
    graph = within(union(nearest(few, N_NEIGHBOURS)), least, day, window)
    return groups(graph)
