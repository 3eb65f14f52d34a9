"""What topics and desks are about."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float32, Int64
from pipeline.topics.assign import Memberships
from pipeline.topics.coherence import coherence
from pipeline.topics.fit import MANY, RARE, document_frequencies, ones
from pipeline.topics.term_choice import CANDIDATES, standing_together
from pipeline.topics.top_terms import best_terms, standing_out

REPRESENTATIVES = 5

LABELLED = 20
"""Terms that stand out most, which a label is sought in: the first ten of a topic of offices may all be such words."""


class Description(NamedTuple):
    """Each list has one entry a topic.

    Attributes:
        terms: columns of the counts, best first.
        weights: weights of these, above 0.
        coherence: mean NPMI of the first terms, -1..1.
        salient: columns that stand out most, best first: what labels are made of.
    """

    terms: list[list[int]]
    weights: list[list[float]]
    coherence: list[float]
    salient: list[list[int]]

    def at(self, columns: Int64) -> Description:
        """The same with terms as columns of a matrix whose `columns` these are."""
        terms, salient = ([columns[row].tolist() for row in rows] for rows in (self.terms, self.salient))
        return self._replace(terms=terms, salient=salient)


def describe(
    counts: csr_matrix, hushed: Int64, topic: Int64, desk: Int64, n_terms: int
) -> tuple[Description, Description]:
    """Say what each topic is about, and each desk.

    Args:
        counts: shape (n_texts, n_terms_of_the_corpus).
        hushed: columns that no topic may have among its terms.
        topic: shape (n_texts,), topic of each text, -1 for none.
        desk: shape (k,), desk of each topic, 0 .. n_desks - 1; -1 for none.
        n_terms: terms wanted.

    Returns:
        Of the topics, of the desks. A desk has the terms that stand out in at least half of its topics and that none of
        these shows.
    """
    inside = np.flatnonzero(topic >= 0)
    shown = np.setdiff1d(np.flatnonzero(document_frequencies(counts) >= (RARE if len(topic) >= MANY else 1)), hushed)
    held = ones(counts[:, shown].tocsr())
    score = standing_out(held[inside], topic[inside], len(desk))
    own = _described(held, score, n_terms)
    wide = np.zeros((int(desk.max(initial=-1)) + 1, score.shape[1]), np.float32)
    for i, row in enumerate(wide):
        row[:] = np.median(score[desk == i], axis=0)
    wide[:, sorted({c for row in own.terms for c in row})] = 0
    return own.at(shown), _described(held, wide, n_terms).at(shown)


def _described(held: csr_matrix, score: Float32, n_terms: int) -> Description:
    salient = best_terms(score, max(CANDIDATES, n_terms))
    terms = standing_together(held, salient, score, n_terms)
    weights = [[float(score[t, c]) for c in row] for t, row in enumerate(terms)]
    return Description(terms, weights, coherence(held, terms), [row[: max(n_terms, LABELLED)] for row in salient])


def representatives(found: Memberships, k: int) -> list[list[int]]:
    """The texts with the largest cosine to the centre of each topic; ties go to the earlier text."""
    order = np.lexsort((-found.closeness, found.topic))
    start = np.searchsorted(found.topic[order], np.arange(k))
    end = np.searchsorted(found.topic[order], np.arange(k), side="right")
    return [order[a : min(a + REPRESENTATIVES, b)].tolist() for a, b in zip(start, end, strict=True)]
