"""How readers write a term: its commonest spelling, capitals included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_][\w'\u2019\-]*")
_POSSESSIVE = re.compile(r"'s?$")
_SHOUTED = 4
_NO_INITIALS = 6
_SMALL = 2


def spelled(terms: Sequence[str], texts: Iterable[str]) -> list[str]:
    """The commonest spelling of each term in the texts; a term that they do not hold stays as it is.

    Args:
        terms: lower-case terms, as `terms.count_terms` counts them.
        texts: where to look. Capitals must be twice as common as small letters, since they also open sentences. Words
            of four letters or more in capitals throughout (datelines, headlines) are written otherwise where the texts
            do, those of six or more always.
    """
    wanted = set(terms)
    seen: dict[str, Counter[str]] = {}
    for text in texts:
        for word in _WORD.findall(text):
            plain = _POSSESSIVE.sub("", word.replace("\u2019", "'")).strip("-'")
            if (term := plain.lower()) in wanted:
                seen.setdefault(term, Counter())[plain] += 1
    return [_commonest(seen[term]) if term in seen else term for term in terms]


def _commonest(spellings: Counter[str]) -> str:
    """The spelling with most weight, then first in order."""
    spoken = [s for s in spellings if not (len(s) >= _SHOUTED and s.isalpha() and s.isupper())]
    if not spoken:
        only = min(spellings)
        return only.capitalize() if len(only) >= _NO_INITIALS else only
    return min(spoken, key=lambda s: (-spellings[s] * (_SMALL if s.islower() else 1), s))
