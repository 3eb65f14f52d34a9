"""Topics of a corpus, from counts to words: fit on some texts, assign all, describe."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from pipeline.vector.assign import Memberships, assign, nowhere
from pipeline.vector.describe import Description, describe
from pipeline.vector.fit import fit

Ints = npt.NDArray[np.int64]


def discover(
    counts: csr_matrix, hushed: Ints, n_topics: int | None, seed: int, fit_size: int, n_terms: int
) -> tuple[Memberships, Description]:
    """Find, assign and describe topics, with one thread: sums differ in the last bits across thread counts.

    Args:
        counts: shape (n_texts, n_terms_of_the_corpus), rows in an order that means nothing.
        hushed: columns that no topic may have among its terms.
        n_topics: topics wanted; None leaves the number to the texts.
        seed: of the random starts.
        fit_size: texts that topics are fitted on, the first ones; the others are assigned.
        n_terms: terms wanted a topic.
    """
    with threadpool_limits(limits=1):
        model = fit(counts[:fit_size], n_topics, seed)
        found = assign(counts, model) if model else nowhere(counts.shape[0])
        return found, describe(counts, hushed, found, n_terms)
