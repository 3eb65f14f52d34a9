"""Desks: the few wide groups that topics fall into, as sections of a newspaper do."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Float64, Int64
from pipeline.topics.embedding import unit
from pipeline.vector.average_linkage import merge

FEWEST = 8  # topics; a reader has fewer at one glance
MANY = 12  # topics; from more on a reader needs desks
N_DESKS = range(5, 13)
_STEP = 0.02  # of cosine
_ALIKE = 0.05  # above 0: topics that chance alone puts near each other lie just below


def kinds_of(desk: Int64) -> Int64:
    """A number for each topic, the same for the topics of a desk; `desk` is -1 for a topic without one."""
    return np.where(desk >= 0, desk, -1 - np.arange(len(desk)))


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
    group = merge(csr_matrix(alike), _ALIKE)
    return _by_size(group if len(centres) <= MANY else _in_range(alike, group), sizes)


def _in_range(alike: Float64, group: Int64) -> Int64:
    """Groups, fewer where there are more than a reader overlooks, more where there are too few.

    Args:
        alike: shape (k, k), cosines.
        group: the groups that a cosine of _ALIKE joins.
    """
    shifted, least = csr_matrix(1 + alike), 1 + _ALIKE  # above 0, as `merge` wants it
    too_few = int(group.max()) + 1 < N_DESKS.start
    while _is_off(group, too_few=too_few) and _STEP < least < 2:
        least = round(least + (_STEP if too_few else -_STEP), 2)
        group = merge(shifted, least)
    return group


def _is_off(group: Int64, *, too_few: bool) -> bool:
    """Whether there are still too few groups, or still too many."""
    n = int(group.max()) + 1
    return n < N_DESKS.start if too_few else n >= N_DESKS.stop


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
