"""Desks: the few wide groups that topics fall into, as sections of a newspaper do."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.embedding import unit
from pipeline.vector.average_linkage import merge

FEWEST = 8  # topics; a reader has fewer at one glance
_ALIKE = 0.05  # above 0: topics that chance alone puts near each other lie just below


def desks(centres: Float32, sizes: Int64) -> Int64:
    """Gather topics into desks: average linkage, as long as two groups lie on the same side of the corpus' middle.

    Seen from the mean of all texts, topics that have nothing to do with each other point apart (mean cosine a little
    below 0), so what joins two groups is a mean cosine of at least 0.05. The number of desks follows from that.

    Args:
        centres: shape (k, d), where the topics lie.
        sizes: shape (k,), texts of each.

    Returns:
        int64, shape (k,): desk of each topic, 0 for the one with most texts; ties go to the earlier topic. -1 for a
        topic that is a desk by itself; -1 throughout where there are fewer than eight topics or all would be one desk.
    """
    alone = np.full(len(centres), -1)
    if len(centres) < FEWEST:
        return alone
    middle = (centres * (sizes / max(int(sizes.sum()), 1))[:, None]).sum(axis=0)
    seen = unit((centres - middle).astype(np.float32)).astype(np.float64)
    alike = np.round(np.einsum("id,jd->ij", seen, seen), 6)
    return _by_size(merge(csr_matrix(alike), _ALIKE), sizes)


def _by_size(group: Int64, sizes: Int64) -> Int64:
    """Number of each topic's group by falling size, groups of a single topic left out; one group for all is none."""
    members = np.bincount(group)
    if len(members) == 1:
        return np.full(len(group), -1)
    texts = np.bincount(group, sizes).astype(np.int64)
    shared = np.flatnonzero(members > 1)
    rank = np.full(len(members), -1)
    rank[shared[np.argsort(-texts[shared], kind="stable")]] = np.arange(len(shared))
    return np.asarray(rank[group], np.int64)
