"""The tokens of a batch with what their spellings tell: what all rules about names look at."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.arrays.arrow import numbers
from pipeline.arrays.types import Int64, UInt8
from pipeline.text.tokens import Tokens


class Batch(NamedTuple):
    """The tokens of a batch and what their n spellings tell.

    Attributes:
        tokens: the batch.
        row: int64, shape (n,): the row of each spelling among those that the process knows.
        letters: uint8, shape (n,): see `Spellings`, as the next four.
        length: int64, shape (n,): characters.
        flags: uint8, shape (n,).
        facts: int64, shape (n,).
        kinds: int64, shape (n,).
        share: int64, shape (n,): see `shares`.
        coarse: int64, shape (n,): see `coarse_kinds`.
    """

    tokens: Tokens
    row: Int64
    letters: UInt8
    length: Int64
    flags: UInt8
    facts: Int64
    kinds: Int64
    share: Int64
    coarse: Int64

    def words(self, tokens: Int64) -> list[str]:
        """The words of some tokens."""
        return list(self.tokens.word_strings.take(numbers(self.tokens.form_word[self.tokens.form[tokens]])).to_pylist())
