"""What several cuts of the same texts agree on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.partition import centres_of, settle

_WIDEST = 3000  # clusters of all cuts together


def consensus(cuts: Sequence[Int64], k: int) -> Int64:
    """The cut that a text's clusters in all cuts speak for: chance that moved a few texts in one is outvoted.

    A text becomes a point that holds a 1 for its cluster in each cut; the clusters of the first cut then settle among
    these points.

    Args:
        cuts: at least one; int64, shape (n,), 0 .. k - 1. No more are asked than have 3,000 clusters together.
        k: clusters.

    Returns:
        int64, shape (n,), 0 .. k - 1.

    Source: Topchy, Jain & Punch 2005, Clustering ensembles: models of consensus and weak partitions.
    """
    asked = cuts[: max(_WIDEST // k, 1)]
    if len(asked) == 1:
        return asked[0]
    n = len(asked[0])
    points = np.zeros((n, len(asked) * k), np.float32)
    for i, cut in enumerate(asked):
        points[np.arange(n), cut + i * k] = 1 / np.sqrt(len(asked))
    centres: Float32 = centres_of(points, asked[0][None], np.zeros((1, k, points.shape[1]), np.float32))
    return settle(points, centres)[0].labels
