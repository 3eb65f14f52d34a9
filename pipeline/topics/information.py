"""How much the clusters say about the words."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Int64
from pipeline.topics.partition import n_holding


def information(held: csr_matrix, labels: Int64, k: int) -> float:
    """Mutual information between clusters and terms.

    Args:
        held: shape (n_texts, n_terms): 1 where the text holds the term.
        labels: cluster of each text.
        k: clusters.

    Returns:
        Nats for an occurrence, 0 (the clusters say nothing) to log k.

    Source: Slonim & Tishby 2000, Document clustering using word clusters via the information bottleneck method.
    """
    joint = n_holding(held, labels, k)
    every = max(float(joint.sum()), 1.0)
    row, column = joint.sum(axis=1), joint.sum(axis=0)
    cluster, term = np.nonzero(joint)
    seen = joint[cluster, term].astype(np.float64)
    return float((seen * np.log(seen / (row[cluster] * column[term] / every))).sum() / every)
