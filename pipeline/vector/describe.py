"""What each topic is about."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from pipeline.vector.assign import Memberships
from pipeline.vector.coherence import coherence
from pipeline.vector.fit import ones
from pipeline.vector.standing import best_terms, standing_out

Ints = npt.NDArray[np.int64]

REPRESENTATIVES = 5


class Description(NamedTuple):
    """Each list has one entry a topic.

    Attributes:
        terms: columns of the counts, best first.
        weights: weights of these, above 0.
        coherence: mean NPMI of the first terms, -1..1.
        nearest: the texts nearest to the centre, nearest first.
    """

    terms: list[list[int]]
    weights: list[list[float]]
    coherence: list[float]
    nearest: list[list[int]]


def describe(counts: csr_matrix, hushed: Ints, found: Memberships, n_terms: int) -> Description:
    """Say what each topic is about.

    Args:
        counts: shape (n_texts, n_terms_of_the_corpus).
        hushed: columns that no topic may have among its terms.
        found: memberships of the texts.
        n_terms: terms wanted a topic.
    """
    inside = np.flatnonzero(found.topic >= 0)
    k = int(found.topic.max(initial=-1)) + 1
    held = ones(counts)
    score = standing_out(held[inside], found.topic[inside], k)
    score[:, hushed] = 0
    terms = best_terms(score, n_terms)
    weights = [[float(score[t, c]) for c in row] for t, row in enumerate(terms)]
    return Description(terms, weights, coherence(held, terms), _representatives(found, k))


def _representatives(found: Memberships, k: int) -> list[list[int]]:
    """The texts with the largest cosine to the centre of their topic; ties go to the earlier text."""
    order = np.lexsort((-found.closeness, found.topic))
    start = np.searchsorted(found.topic[order], np.arange(k))
    end = np.searchsorted(found.topic[order], np.arange(k), side="right")
    return [order[a : min(a + REPRESENTATIVES, b)].tolist() for a, b in zip(start, end, strict=True)]
