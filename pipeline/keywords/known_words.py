"""Facts about the words that this process has looked up, and their Porter stems: a batch brings few new ones."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.look_ups import MOST
from pipeline.arrays.types import Int32, Int64
from pipeline.text.known_numbers import KnownNumbers
from pipeline.text.porter import stem
from pipeline.text.string_table import StringTable
from pipeline.text.word_facts import Lexis, bare, lexis


def known_lexis(vocabulary: pa.Array, extra_stops: Collection[str] = ()) -> Lexis:
    """Look up every word of a vocabulary, as `lexis` does; stems are numbered through all batches.

    Args:
        vocabulary: words as `tokens` has them, a string array; any of them may stand there several times.
        extra_stops: further stop words, lower case.
    """
    stops = frozenset(extra_stops)
    if len(_memory(stops).words) > MOST:
        _memory.cache_clear()
    return _memory(stops).look_up(vocabulary)


def porter_numbers(words: pa.Array) -> Int32:
    """A number for the Porter stem of each word, its possessive left out; stems are numbered through all batches.

    Args:
        words: string array, shape (n,).

    Returns:
        int32, shape (n,).
    """
    if len(_porter().words) > MOST:
        _porter.cache_clear()
    return _porter().look_up(words).astype(np.int32)


class _Stems:
    """The known Porter stems, numbered."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def numbers(self, words: pa.Array) -> Int64:
        """The number of the stem of each word."""
        stems = map(stem, map(bare, words.to_pylist()))
        return np.array([self._known.setdefault(one, len(self._known)) for one in stems], np.int64)


class _Memory:
    """The known words, the known stems, and the facts about the words, a row each."""

    def __init__(self, stops: frozenset[str]) -> None:
        self.words, self._stems, self._stops = StringTable(), StringTable(), stops
        self._facts = lexis(strings([]), stops, self._numbers)

    def look_up(self, vocabulary: pa.Array) -> Lexis:
        """Facts about n words."""
        rows, new = self.words.learn(vocabulary)
        if len(new):
            self._learn(new)
        return _some(self._facts, rows)

    def _learn(self, words: pa.Array) -> None:
        """Take in the facts about new words, in the order of their rows."""
        old, new = self._facts, lexis(words, self._stops, self._numbers)
        self._facts = Lexis(
            pa.concat_arrays([old.stems, new.stems]),
            np.append(old.stem, new.stem),
            np.append(old.kind, new.kind),
            np.append(old.n_chars, new.n_chars),
            np.append(old.pos, new.pos, axis=1),
            np.append(old.common, new.common),
        )

    def _numbers(self, stems: pa.Array) -> Int32:
        """The numbers of stems, new ones behind those that are known."""
        return self._stems.learn(stems)[0].astype(np.int32)


def _some(facts: Lexis, rows: Int64) -> Lexis:
    """The facts of these rows."""
    return Lexis(
        facts.stems.take(numbers(rows)),
        facts.stem[rows],
        facts.kind[rows],
        facts.n_chars[rows],
        facts.pos[:, rows],
        facts.common[rows],
    )


@cache
def _porter() -> KnownNumbers:
    return KnownNumbers(_Stems().numbers)


@lru_cache(1)
def _memory(stops: frozenset[str]) -> _Memory:
    return _Memory(stops)
