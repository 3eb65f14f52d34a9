"""Speakers by a surname that the tagger left out: the person of that surname whom the article names."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import bounds_of, distinct
from pipeline.arrays.types import Int64
from pipeline.quotes.item_letters import Names

_NONE = -1
_PERSON = ord("N")


def persons_of(words: list[str], homes: Int64, names: Names, known: pa.Array, doc_start: Int64) -> Int64:
    """The entity that each of some words means; int64, shape (n,), -1 where no person or several have this surname.

    Args:
        words: n of them.
        homes: int64, shape (n,): the article of each.
        names: the mentions of all entities.
        known: string array: names of the entities.
        doc_start: int64: first byte of each article.
    """
    articles = distinct(homes)
    bounds = np.append(doc_start, np.iinfo(np.int64).max)
    first, end = (np.searchsorted(names.starts, bounds[articles + k]) for k in (0, 1))
    owners, mentions = ranges(first, end)
    persons = np.flatnonzero(names.letters[mentions] == _PERSON)
    persons = persons[np.argsort(names.entity[mentions[persons]], kind="stable")]
    persons = persons[bounds_of([names.entity[mentions[persons]]])]
    entities = names.entity[mentions[persons]]
    pairs = zip(articles[owners[persons]].tolist(), known.take(numbers(entities)).to_pylist(), strict=True)
    surnames = _only_ones(zip(((home, name.split()[-1]) for home, name in pairs), entities.tolist(), strict=True))
    asked = zip(homes.tolist(), words, strict=True)
    return np.array([surnames.get(key, _NONE) for key in asked], np.int64)


def _only_ones(pairs: Iterable[tuple[tuple[int, str], int]]) -> dict[tuple[int, str], int]:
    """The number of each key; -1 where it has several."""
    found: dict[tuple[int, str], int] = {}
    for key, number in pairs:
        found[key] = number if found.get(key, number) == number else _NONE
    return found
