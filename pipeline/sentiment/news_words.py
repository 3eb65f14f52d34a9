"""What the model `news` knows of words: valences, learned evidence, and words of direction.

Three tables make it: `news_lexicon.tsv` and `news_directions.tsv`, written by hand, over the lexicon of VADER; and
`news_weights.tsv.gz`, learned by `benchmarks/train/sentiment.py`. No name of a person, a party or a place has a weight:
the tone of a text must not depend on whom it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.arrays.types import Float64, Int64
from pipeline.resources import resource
from pipeline.sentiment.vader_words import VaderWords, lexicon, rows_of

UP, DOWN, GOOD, BAD = (1 << bit for bit in range(4))
_DIRECTIONS = {"up": UP, "down": DOWN, "good": GOOD, "bad": BAD}
_SCALE = 1000.0  # learned figures are stored as whole thousandths


@dataclass(frozen=True)
class NewsWords:
    """The words that the model knows; row 0 stands for all others.

    Attributes:
        rules: the rows that the rules of VADER ask for.
        evidence: float64, shape (2, n + 1): what the word adds to the evidence for negative and for positive.
        directions: int64, shape (n + 1,): bits UP, DOWN (what happens), GOOD, BAD (to what).
    """

    rules: VaderWords
    evidence: Float64
    directions: Int64


@cache
def news_words(extra: tuple[tuple[str, float], ...] = ()) -> NewsWords:
    """The rows of the model.

    Args:
        extra: (word, valence) pairs that are added to the lexicon or replace its values.
    """
    learned = _rows(resource("en/news_weights.tsv.gz"))
    return rows({word: (int(low) / _SCALE, int(high) / _SCALE) for word, low, high in learned}, dict(extra))


def rows(evidence: Mapping[str, tuple[float, float]], extra: Mapping[str, float] | None = None) -> NewsWords:
    """The rows of all words, from what was learned and what is given.

    Args:
        evidence: word -> learned evidence for negative and for positive.
        extra: word -> valence: a user's own words.
    """
    directions = _directions()
    rules = rows_of({**given_valences(), **(extra or {})}, [*evidence, *directions])
    names = rules.table.words
    pairs = [(0.0, 0.0), *(evidence.get(name, (0.0, 0.0)) for name in names)]
    return NewsWords(rules, np.array(pairs).T.copy(), np.array([0, *(directions.get(name, 0) for name in names)]))


def given_valences() -> dict[str, float]:
    """VADER's lexicon with the hand-written words of news; those of valence 0 name a thing in news and are left out."""
    own = {word: float(value) for word, value in _rows(resource("en/news_lexicon.tsv"))}
    return {word: value for word, value in {**lexicon(), **own}.items() if value}


def named_things() -> frozenset[str]:
    """The words of the lexicon that in news mostly name a thing and carry no feeling."""
    return frozenset(word for word, value in _rows(resource("en/news_lexicon.tsv")) if not float(value))


def _directions() -> dict[str, int]:
    """Word -> bits of what it says of a direction."""
    found: dict[str, int] = {}
    for kind, word in _rows(resource("en/news_directions.tsv")):
        found[word] = found.get(word, 0) | _DIRECTIONS[kind]
    return found


def _rows(text: str) -> Iterator[list[str]]:
    """The columns of a table, line by line."""
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
