"""What a word is by itself: its stem, whether it is a stop word, its likely part of speech.

Asked once per distinct word and remembered; no tagger reads the sentence. The part of speech is a prior: the shares in
which a word was tagged noun, verb ... over a corpus; see `resources/SOURCES.d/pos_prior.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.resources import resource, words

NOUN, ADJECTIVE, VERB, ADVERB, OTHER, GERUND = range(6)
_UNKNOWN = "710100"  # a word without a known ending: most are names
_REMEMBERED = 1 << 18  # words; about 60 MB


@dataclass(frozen=True)
class Lexis:
    """Facts about each word of a vocabulary of V words.

    Attributes:
        stem: int32, shape (V,): words that differ by plural or possessive share a number.
        is_stop: bool, shape (V,): no keyword holds it.
        has_digit: bool, shape (V,).
        n_chars: int32, shape (V,): characters of the stem.
        pos: float32, shape (6, V): shares of noun, adjective, verb, adverb, other, gerund (a part of verb), 0..1.
    """

    stem: npt.NDArray[np.int32]
    is_stop: npt.NDArray[np.bool_]
    has_digit: npt.NDArray[np.bool_]
    n_chars: npt.NDArray[np.int32]
    pos: npt.NDArray[np.float32]


def lexis(vocabulary: Sequence[str], extra_stops: Collection[str] = ()) -> Lexis:
    """Look up every word of a vocabulary.

    Args:
        vocabulary: distinct words, lower case, apostrophes straight.
        extra_stops: further stop words, lower case.
    """
    rows = [_facts(word) for word in vocabulary]
    known: dict[str, int] = {}
    stem = np.array([known.setdefault(row[0], len(known)) for row in rows], np.int32)
    facts = np.array([row[1:] for row in rows], np.int32).reshape(-1, 4)
    is_stop = facts[:, 1] > 0
    if extra_stops:
        extra = frozenset(extra_stops)
        is_stop |= np.array([w in extra or row[0] in extra for w, row in zip(vocabulary, rows, strict=True)], bool)
    pos: npt.NDArray[np.float32] = _prior()[1][:, facts[:, 0]]
    return Lexis(stem, is_stop, facts[:, 2] > 0, facts[:, 3], pos)


def fold(word: str) -> str:
    """The word without possessive, plural and dots: `russia's` and `russias'` → `russia`, `u.s.` → `us`."""
    if not word.isalpha():
        word = word.removesuffix("'s").replace("'", "").replace(".", "")
    if len(word) < 4 or word[-1] != "s" or word[-2] in "sui":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


@lru_cache(_REMEMBERED)
def _facts(word: str) -> tuple[str, int, int, int, int]:
    """Stem, row of the part-of-speech prior, stop word?, digit?, characters of the stem."""
    stem, base = fold(word), word.removesuffix("'s")
    rows = _prior()[0]
    row = rows.get(base, -1)
    if row < 0:
        ends = (rows.get("-" + base[-n:], -1) for n in (4, 3, 2))
        row = next((r for r in ends if r >= 0), 0)
    stops = words("keyword_stops.txt")
    is_stop = len(stem) < 2 or not stops.isdisjoint((word, base, base.partition("'")[0])) or base.endswith("n't")
    return stem, row, is_stop, _has_digit(stem), len(stem)


def _has_digit(word: str) -> bool:
    """Whether an ASCII digit stands in the word."""
    return not word.isalpha() and any("0" <= c <= "9" for c in word)


@cache
def _prior() -> tuple[dict[str, int], npt.NDArray[np.float32]]:
    """Word or `-ending` → row, and the shares, shape (6, rows); row 0 stands for what is not known."""
    fields: list[Any] = resource("pos_prior.tsv.gz").split()
    shares = np.frombuffer(("".join([_UNKNOWN, *fields[1::2]])).encode(), np.uint8).reshape(-1, 6)
    return {key: row for row, key in enumerate(fields[0::2], 1)}, ((shares - 48) / 9).astype(np.float32).T.copy()
