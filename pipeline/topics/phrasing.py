"""Terms of a topic as readers would say them: `oil` is `oil prices` where the topic's articles speak of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from pipeline.text.porter import stem
from pipeline.text.word_facts import bare

LEAST_SHARE = 0.1  # of the mentions of a term's word in longer phrases, for one of these to stand for it
_GAP = re.compile(r"[\s\-]+")


def phrased(terms: Sequence[str], phrases: Mapping[str, int], least: int) -> list[str]:
    """Each term, or the commonest phrase that holds its word; what an earlier one says already is left out.

    Args:
        terms: words, best first.
        phrases: phrases of two words or more → articles of the topic that have them among their keywords.
        least: fewest articles that a phrase must have.

    Returns:
        For example `oil prices, stocks, economy` for the terms `oil, prices, stocks, economy`.
    """
    holding: dict[str, list[tuple[int, str]]] = {}
    is_near = _beginning(terms)
    for phrase, n in phrases.items():
        for word in set(_stems(phrase)) if is_near(phrase) else ():
            holding.setdefault(word, []).append((n, phrase))
    said: set[str] = set()
    found = []
    for term in terms:
        own = _stems(term)
        if said.issuperset(own):
            continue
        chosen = _chosen(holding.get(own[0], []), least, said) or term
        said.update(_stems(chosen), own)
        found.append(chosen)
    return found


def _beginning(terms: Sequence[str]) -> Callable[[str], re.Match[str] | None]:
    """Whether a word of a phrase begins as the first stem of a term: only then can it have that stem."""
    heads = {head_of(_stems(term)[0]) for term in terms}
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(heads))})", re.IGNORECASE).search


def head_of(stem: str) -> str:
    """A pattern for the beginning of all words that have a stem: its first two letters, an i or y being either."""
    first, second = (re.escape(letter) for letter in (stem[:1], stem[1:2]))
    return first + ("[iy]" if second in {"i", "y"} else second)


def _chosen(candidates: list[tuple[int, str]], least: int, said: set[str]) -> str | None:
    """The phrase of most articles, of equals the shortest, then the first; None where none is common and new."""
    if not candidates:
        return None
    bar = max(least, LEAST_SHARE * sum(n for n, _ in candidates))
    n, phrase = max(candidates, key=lambda one: (one[0], -len(one[1]), [-ord(c) for c in one[1]]))
    return phrase if n >= bar and said.isdisjoint(_stems(phrase)) else None


@lru_cache(1 << 14)
def _stems(phrase: str) -> tuple[str, ...]:
    """Stems of the words of a phrase; of a phrase without letters, the phrase."""
    words = [_stem(word) for word in _GAP.split(phrase.lower())]
    return tuple(word for word in words if word) or (phrase,)


@lru_cache(1 << 14)
def _stem(word: str) -> str:
    """Stem of a lower-case word, without possessive and marks around it."""
    return stem(bare(word.replace("\u2019", "'")))
