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


def spelled(terms: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The commonest spelling of each term in the texts; a term that they do not hold stays as it is.

    Args:
        terms: lower-case terms, as `term_counts.count_terms` counts them.
        texts: where to look. Capitals must be twice as common as small letters, since they also open sentences. Words
            of four letters or more in capitals throughout (datelines, headlines) are written otherwise where the texts
            do, those of six or more always.
    """
    tokens = tokenise(strings(texts))
    wanted = set(terms)
    seen: dict[str, Counter[str]] = {}
    count = np.bincount(tokens.form, minlength=len(tokens.forms)).tolist()
    for form, word, n in zip(tokens.forms, tokens.form_word.tolist(), count, strict=True):
        if (term := tokens.vocabulary[word]) in wanted:
            seen.setdefault(term, Counter())[without_possessive(form).replace("\u2019", "'")] += n
    return [_commonest(seen[term]) if term in seen else term for term in terms]


def _commonest(spellings: Counter[str]) -> str:
    """The spelling with most weight, then first in order."""
    spoken = [s for s in spellings if not (len(s) >= _SHOUTED and s.isalpha() and s.isupper())]
    if not spoken:
        only = min(spellings)
        return only.capitalize() if len(only) >= _NO_INITIALS else only
    return min(spoken, key=lambda s: (-spellings[s] * (_SMALL if s.islower() else 1), s))
