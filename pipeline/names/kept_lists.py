"""What the lists know of words, see `word_lists`, kept from process to process: to make it anew costs .08 CPU s.

Words are looked up many at once. A dictionary of all 93,000 takes 20 ms to make, and .3 µs a word that it is asked for;
the table that takes its place is kept too (8 ms).
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings, text_bytes, utf8
from pipeline.arrays.types import Bool, Int64
from pipeline.names import word_lists
from pipeline.names.word_lists import KIND_SHIFT, PLACE_SHIFT
from pipeline.resources.derived_arrays import Arrays, derived_arrays, letters_of, words_of
from pipeline.text.string_table import StringTable, TableArrays

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
FACT_BITS = 40
"""Bits of the number of `word_facts`: 14 for 9,000 words of places from the 24th bit on, and some to spare."""


def listed_numbers(spelt: pa.Array) -> Int64:
    """What the lists say of n words or spellings: `word_facts`, and `FACT_BITS` bits higher `class_numbers`.

    Args:
        spelt: string array.

    Returns:
        int64, shape (n,): 0 of those that no list has.
    """
    return _numbers()[_table().find(spelt)]


@cache
def kind_names() -> list[str]:
    """See `kind_names` of `word_lists`."""
    return words_of(_kept()["kinds"])


def numbered_pairs() -> tuple[Int64, int]:
    """See `numbered_pairs` of `word_lists`."""
    return _kept()["pairs"], int(_kept()["size"])


@cache
def words_with(letters: str) -> dict[str, str]:
    """The words of which a list knows one of some kinds, a letter each, in the order of the lists → all their kinds."""
    kinds = _numbers()[:-1] >> KIND_SHIFT & _KINDS
    at = np.flatnonzero(holds(letters)[kinds])
    names = kind_names()
    return dict(zip(_words().take(numbers(at)).to_pylist(), [names[n] for n in kinds[at].tolist()], strict=True))


@cache
def holds(letters: str) -> Bool:
    """bool, shape (n_kinds,): which of `kind_names` hold one of some letters."""
    return np.array([bool({*kinds} & {*letters}) for kinds in kind_names()], bool)


@cache
def _kept() -> Arrays:
    """The lists as arrays."""
    return derived_arrays("name_lists", SOURCES, (word_lists.__file__, __file__), _made)


@cache
def _words() -> pa.Array:
    """Words and spellings of the lists, a string array."""
    return utf8(_kept()["words"], _kept()["ends"])


@cache
def _table() -> StringTable:
    """The same, to look up."""
    return StringTable.of(TableArrays(*(_kept()[name] for name in TableArrays._fields)), _words())


@cache
def _numbers() -> Int64:
    """What the lists say of each, and 0 of what they do not have."""
    return np.append(_kept()["numbers"], 0)


def _made() -> Arrays:
    """The lists as arrays, from the resources."""
    facts, classes = word_lists.word_facts(), word_lists.class_numbers()
    listed = {word: facts.get(word, 0) | classes.get(word, 0) << FACT_BITS for word in facts | classes}
    pairs, size = word_lists.numbered_pairs()
    table = StringTable()
    table.add(column := strings([*listed]))
    words, ends = text_bytes(column)
    return {
        **table.arrays()._asdict(),
        "words": words,
        "ends": ends.astype(np.int32),
        "numbers": np.array([*listed.values()], np.int64),
        "kinds": letters_of(word_lists.kind_names()),
        "pairs": np.array(pairs, np.int64),
        "size": np.array(size),
    }
