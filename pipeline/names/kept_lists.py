"""What the lists know of words, see `word_lists`, kept from process to process: to make it anew costs .08 CPU s."""

from __future__ import annotations

from functools import cache

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.names import word_lists
from pipeline.names.word_lists import KIND_SHIFT, PLACE_SHIFT
from pipeline.resources.derived_arrays import Arrays, derived_arrays, letters_of, words_of

SOURCES = (
    "en/first_names.tsv.gz",
    "en/name_words.tsv",
    "en/places.tsv.gz",
    "en/places_more.tsv",
    "en/pos_prior.tsv.gz",
    "en/speech_words.tsv",
    "en/surnames.txt.gz",
    "en/word_classes.tsv.gz",
)
"""The resources that `word_lists` reads."""
_KINDS = (1 << (PLACE_SHIFT - KIND_SHIFT)) - 1  # the bits of `word_facts` that hold the kinds


@cache
def word_facts() -> dict[str, int]:
    """See `word_facts` of `word_lists`."""
    return dict(zip(words_of(_kept()["words"]), _kept()["facts"].tolist(), strict=True))


@cache
def class_numbers() -> dict[str, int]:
    """See `class_numbers` of `word_lists`."""
    return dict(zip(words_of(_kept()["spellings"]), _kept()["classes"].tolist(), strict=True))


@cache
def kind_names() -> list[str]:
    """See `kind_names` of `word_lists`."""
    return words_of(_kept()["kinds"])


def numbered_pairs() -> tuple[Int64, int]:
    """See `numbered_pairs` of `word_lists`."""
    return _kept()["pairs"], int(_kept()["size"])


def kinds_of(word: str) -> str:
    """The kinds that the lists put a word in small letters under, one letter each, see `word_kinds`; '' for none."""
    return kind_names()[word_facts().get(word, 0) >> KIND_SHIFT & _KINDS]


def words_of_kind(letter: str) -> list[str]:
    """All words of one kind."""
    words = words_of(_kept()["words"])
    at = np.flatnonzero(holds(letter)[_kept()["facts"] >> KIND_SHIFT & _KINDS])
    return [words[n] for n in at.tolist()]


@cache
def holds(letters: str) -> Bool:
    """bool, shape (n_kinds,): which of `kind_names` hold one of some letters."""
    return np.array([bool({*kinds} & {*letters}) for kinds in kind_names()], bool)


@cache
def _kept() -> Arrays:
    """The lists as arrays."""
    return derived_arrays("name_lists", SOURCES, (word_lists.__file__, __file__), _made)


def _made() -> Arrays:
    """The same from the resources."""
    facts, classes = word_lists.word_facts(), word_lists.class_numbers()
    pairs, size = word_lists.numbered_pairs()
    return {
        "words": letters_of(facts),
        "facts": np.array([*facts.values()], np.int64),
        "spellings": letters_of(classes),
        "classes": np.array([*classes.values()], np.int64),
        "kinds": letters_of(word_lists.kind_names()),
        "pairs": np.array(pairs, np.int64),
        "size": np.array(size),
    }
