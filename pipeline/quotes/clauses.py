"""Clauses that say something, each with its sentence: what reported words are found by."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Int64, UInt8
from pipeline.quotes.cue_columns import Cues
from pipeline.quotes.items import Items


class Clauses(NamedTuple):
    """Clauses that say something, each with its sentence.

    Attributes:
        items: of the batch.
        codes: uint8: the letters of all items, and two line feeds behind them.
        raw: the text of the batch as uint8.
        cues: n clauses.
        firsts: int64, shape (n,): first item of the sentence of each.
        ends: int64, shape (n,): one past its last.
    """

    items: Items
    codes: UInt8
    raw: UInt8
    cues: Cues
    firsts: Int64
    ends: Int64

    @classmethod
    def of(cls, items: Items, cues: Cues, text: bytes) -> Clauses:
        """Clauses of a batch, of which this is the text."""
        bounds, homes = np.append(items.bounds, len(items.codes)), items.homes(cues.verbs)
        codes = np.append(items.codes, np.frombuffer(b"\n\n", np.uint8))
        return cls(items, codes, np.frombuffer(text, np.uint8), cues, bounds[homes] + 1, bounds[homes + 1])

    @property
    def heads(self) -> Int64:
        """int64, shape (n,): the item that each begins with: its speaker, or a verb that stands before him."""
        return np.minimum(self.cues.firsts, self.cues.verbs)

    def sentence(self, n: int) -> tuple[int, int]:
        """First item and one past the last of a clause's sentence."""
        return self.firsts.item(n), self.ends.item(n)
