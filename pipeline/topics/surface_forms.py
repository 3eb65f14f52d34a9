"""How readers write a term: its commonest spelling, capitals included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from pipeline.arrays.arrow import strings
from pipeline.text.tokens import tokenise
from pipeline.text.word_forms import without_possessive

_SHOUTED = 4
_NO_INITIALS = 6
_SMALL = 2


def spelled(terms: Sequence[Sequence[str]], texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """The commonest spelling of each term in some texts; a term that they do not hold stays as it is.

    Args:
        terms: of n topics, lower case, as `term_counts.count_terms` counts them.
        texts: of n topics, where to look. Capitals must be twice as common as small letters, since they also open
            sentences. Words of four letters or more in capitals throughout (datelines, headlines) are written otherwise
            where the texts do, those of six or more always.
    """
    tokens = tokenise(strings([text for row in texts for text in row]))
    topic = np.repeat(np.arange(len(texts)), [len(row) for row in texts])[tokens.doc]
    rank = {word: number for number, word in enumerate(tokens.vocabulary)}
    is_wanted = np.zeros(len(rank) + 1, bool)
    is_wanted[[rank.get(term, -1) for row in terms for term in row]] = True
    at = np.flatnonzero(is_wanted[tokens.word])
    code, count = np.unique(topic[at] * max(len(tokens.forms), 1) + tokens.form[at], return_counts=True)
    seen: dict[tuple[int, str], Counter[str]] = {}
    for one, form, n in zip(
        *(part.tolist() for part in np.divmod(code, max(len(tokens.forms), 1))), count.tolist(), strict=True
    ):
        spelling = without_possessive(tokens.forms[form]).replace("\u2019", "'")
        seen.setdefault((one, tokens.vocabulary[tokens.form_word[form]]), Counter())[spelling] += n
    return [[_commonest(seen[i, term]) if (i, term) in seen else term for term in row] for i, row in enumerate(terms)]


def _commonest(spellings: Counter[str]) -> str:
    """The spelling with most weight, then first in order."""
    spoken = [s for s in spellings if not (len(s) >= _SHOUTED and s.isalpha() and s.isupper())]
    if not spoken:
        only = min(spellings)
        return only.capitalize() if len(only) >= _NO_INITIALS else only
    return min(spoken, key=lambda s: (-spellings[s] * (_SMALL if s.islower() else 1), s))
