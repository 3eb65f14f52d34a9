"""How familiar the words of a text are to a model: recipes among news, or another language, share few with it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.arrays.types import Float64

WHOLE, NONE = -2.0, -4.5
"""Standard deviations from the usual familiarity above which a text is trusted, and below which it is not. Of 29 texts
that are no news among 551 that are, 26 lie below -3 and 16 below -4.5; of news, bbc, AG News and 20 Newsgroups, of
12,000 texts in all, 1, 1, 0 and 2 in a hundred, and none, none, none and .8. With NONE at -4 20 Newsgroups loses 1.0 %,
at -5 three of the 29 more are taken in."""

_NARROWEST = 0.06
"""Of the usual familiarity: least standard deviation. Real sets have .08 to .22; invented texts may be all alike."""


FEW = 1.0
"""Words, damped, that weigh against taking a text for a stranger: one that a model hardly knows is no proof, a hundred
are. Of 3,000 posts of 20 Newsgroups 33 have no topic with 0, 29 with 1, 2 or 4 (18 have no term at all); AUC of
strangers among news .9935, .9925, .9919, .9902."""


class Usual(NamedTuple):
    """What is usual among the texts that a model was fitted on.

    Attributes:
        ceiling: idf of a term that no text holds.
        middle: median familiarity.
        spread: its standard deviation, from the median deviation.
        closeness: median cosine to the centre of the topic; a text as close as that is familiar whatever its words.
    """

    ceiling: float
    middle: float
    spread: float
    closeness: float


EVERYTHING = Usual(0.0, 0.0, np.inf, -1.0)
"""Until it is known what is usual, nothing is unusual."""


def ceiling_of(n_texts: int) -> float:
    """What `bm25.survey` gives as idf for a term that none of n texts holds."""
    return float(np.round(np.log1p((n_texts + 0.5) / 0.5), 4))


def familiarity(amounts: csr_matrix, idf: Float64, every: Float64, ceiling: float) -> Float64:
    """Mean log of the texts that hold the terms of a text: 0 for a term that the model does not know.

    Args:
        amounts: shape (n, n_terms), of `bayes.damped`: the terms of the model.
        idf: shape (n_terms,).
        every: shape (n,): amounts of all terms of each text, known or not.
        ceiling: of `ceiling_of`.

    Returns:
        Shape (n,), from 0, four decimals.
    """
    known = amounts @ np.maximum(ceiling - idf, 0.0)
    return np.asarray(np.round(known / np.maximum(every, 1e-9), 4))


def usual_of(familiar: Float64, closeness: Float64, ceiling: float) -> Usual:
    """What is usual among n texts.

    Args:
        familiar: shape (n,), of `familiarity`.
        closeness: shape (n,), cosines to the centres of the topics.
        ceiling: of `ceiling_of`.
    """
    middle = float(np.median(familiar))
    spread = max(1.4826 * float(np.median(np.abs(familiar - middle))), _NARROWEST * middle, 1e-3)
    return Usual(ceiling, *(float(np.float32(x)) for x in (middle, spread, np.median(closeness))))


def trust(familiar: Float64, every: Float64, closeness: Float64, usual: Usual) -> Float64:
    """How far a topic of a text can be believed: 1 for what is usual, 0 for strangers; two decimals.

    Args:
        familiar: shape (n,), of `familiarity`.
        every: shape (n,), as there.
        closeness: shape (n,), cosine to the centre of its topic.
        usual: among the texts of the fit.
    """
    away = (familiar - usual.middle) / usual.spread * every / (every + FEW)
    kept = np.where(closeness >= usual.closeness, 1.0, np.clip((away - NONE) / (WHOLE - NONE), 0.0, 1.0))
    return np.asarray(np.round(kept, 2))
