"""How much the clusters say about the words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.clusters import membership

Ints = npt.NDArray[np.int64]


def information(held: csr_matrix, labels: Ints, k: int) -> float:
    """Mutual information between clusters and terms.

    Args:
        held: shape (n_texts, n_terms): 1 where the text holds the term.
        labels: cluster of each text.
        k: clusters.

    Returns:
        Nats for an occurrence, 0 (the clusters say nothing) to log k.

    Source: Slonim & Tishby 2000, Document clustering using word clusters via the information bottleneck method.
    """
    joint = (membership(labels, k) @ held).tocsr()
    every = max(float(joint.sum()), 1.0)
    row, column = (np.asarray(joint.sum(axis=a), np.float64).ravel() for a in (1, 0))
    expected = np.repeat(row, np.diff(joint.indptr)) * column[joint.indices] / every
    return float((joint.data * np.log(joint.data / expected)).sum() / every)
