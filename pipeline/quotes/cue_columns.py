"""Clauses that say something, as columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.sorting import bounds_of
from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.rules import GROUPS

NAMED, PRONOUN, OTHER, NOMINAL = map(GROUPS.index, ("named", "pronoun", "other", "nominal"))


class Cues(NamedTuple):
    """n times somebody says something; int64, shape (n,) each.

    Attributes:
        kinds: places in GROUPS; other is somebody whom no name is given to.
        speakers: first item of the speaker.
        speaker_ends: one past his last item.
        firsts: first item of the speaker, a title before the name included; of a verb without its own, the verb.
        ends: one past the last item of the clause.
        verbs: item of the verb; of a clause behind a quotation, of the quotation.
    """

    kinds: Int64
    speakers: Int64
    speaker_ends: Int64
    firsts: Int64
    ends: Int64
    verbs: Int64

    @classmethod
    def of(cls, rows: list[int]) -> Cues:
        """The columns of some rows, of which all numbers are given one after the other."""
        return cls(*np.array(rows, np.int64).reshape(-1, len(cls._fields)).T)

    def some(self, chosen: Int64 | Bool) -> Cues:
        """Those at some places, or where `chosen` holds."""
        return Cues(*(column[chosen] for column in self))

    def moved(self, shifts: Int64) -> Cues:
        """The same with all items some places further on; int64, shape (n,)."""
        return Cues(self.kinds, *(column + shifts for column in self[1:]))


def joined(parts: list[Cues]) -> Cues:
    """One after the other."""
    return Cues(*map(np.concatenate, zip(*parts, strict=True)))


def first_of_each(cues: Cues, keys: Int64) -> Cues:
    """The first one of each key, by key; int64, shape (n,)."""
    order = np.argsort(keys, kind="stable")
    return cues.some(order[bounds_of([keys[order]])])
