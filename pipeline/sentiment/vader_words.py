"""What VADER asks of a word, one row a word: valence, booster, negation and the words its rules name.

The lexicon is read from the installed package `vaderSentiment`; the package itself is not imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Float64, Integer
from pipeline.errors import PipelineError
from pipeline.resources import resource
from pipeline.text.word_lookup import WordTable, fits

BUT, LEAST, AT_VERY, KIND, OF, NEVER, SO_THIS, SORT, JUST, ENOUGH, IDIOM = (1 << bit for bit in range(11))
_NAMED = {
    "but": BUT,
    "least": LEAST,
    "at": AT_VERY,
    "very": AT_VERY,
    "kind": KIND | SORT,
    "sort": SORT,
    "of": OF,
    "never": NEVER,
    "so": SO_THIS,
    "this": SO_THIS,
    "just": JUST,
    "enough": ENOUGH,
}

_COMMON = ("the", "of", "to", "bad", "right", "cut", "hand", "death")  # words of idioms that also stand alone


class VaderWords(NamedTuple):
    """The words that the rules know; row 0 stands for all others.

    Attributes:
        table: gives the row of a token.
        valence: float64, shape (n + 1,): of the lexicon, -4..4; 0 for others.
        known: bool, shape (n + 1,): whether the word is in the lexicon.
        boost: float64, shape (n + 1,): what a booster adds to the word behind it; 0 for others.
        negates: bool, shape (n + 1,): whether the word negates those behind it.
        flags: int64, shape (n + 1,): bits of the words that rules name.
    """

    table: WordTable
    valence: Float64
    known: Bool
    boost: Float64
    negates: Bool
    flags: Integer


def lexicon_path() -> Path:
    """Where the installed package `vaderSentiment` keeps the lexicon.

    Raises:
        PipelineError: the package is not installed.
    """
    spec = find_spec("vaderSentiment")
    if spec is None or spec.origin is None:
        raise PipelineError("the package vaderSentiment is not installed", where="sentiment", hint="make setup")
    return Path(spec.origin).with_name("vader_lexicon.txt")


@cache
def lexicon() -> Mapping[str, float]:
    """Word -> valence, -4..4, as nltk reads the file; some 7,500 words, emoticons included."""
    rows = (line.strip().split("\t") for line in lexicon_path().read_text("utf-8").split("\n") if line.strip())
    return {row[0]: float(row[1]) for row in rows}


@cache
def rules(kind: str) -> Mapping[str, float]:
    """The words or phrases of one kind (`booster`, `negation`, `idiom`) with their values."""
    rows = (line.split("\t") for line in resource("en/vader_rules.tsv").splitlines() if not line.startswith("#"))
    return {text: float(value) for name, text, value in rows if name == kind}


@cache
def vader_words(extra: tuple[tuple[str, float], ...] = ()) -> VaderWords:
    """The rows of VADER's lexicon.

    Args:
        extra: (word, valence) pairs that are added to the lexicon or replace its values.
    """
    return rows_of({**lexicon(), **dict(extra)})


def rows_of(valences: Mapping[str, float], others: Iterable[str] = ()) -> VaderWords:
    """The rows of a lexicon and of the words that the rules name.

    Args:
        valences: word -> valence, -4..4; words that do not fit into a table (see `fits`) are left out.
        others: further words that shall have a row.
    """
    triggers = [word for phrase in rules("idiom") for word in phrase.split() if word not in _COMMON]
    asked = [*valences, *rules("booster"), *rules("negation"), *_NAMED, *triggers, *others]
    names = [name for name in dict.fromkeys(asked) if fits(name)]
    flags = [_NAMED.get(name, 0) | (IDIOM if name in triggers else 0) for name in names]
    return VaderWords(
        WordTable(names),
        np.array([0.0, *(valences.get(name, 0.0) for name in names)]),
        np.array([False, *(name in valences for name in names)]),
        np.array([0.0, *(rules("booster").get(name, 0.0) for name in names)]),
        np.array([False, *(name in rules("negation") for name in names)]),
        np.array([0, *flags]),
    )
