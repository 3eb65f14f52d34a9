"""The spellings that this process has looked up: a batch brings few that no batch before it had."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.arrays.arrow import numbers, strings
from pipeline.arrays.types import Bool, Int16, Int64
from pipeline.names.batch import Batch
from pipeline.names.features import POSITIONS
from pipeline.names.spelling_kinds import coarse_kinds, shares
from pipeline.names.spellings import Spellings, bases_of, spellings
from pipeline.names.tagger import context_sums, own_sums
from pipeline.names.tagger_weights import weights
from pipeline.text.string_table import StringTable
from pipeline.text.tokens import Tokens

_EMPTY, _BYTE, _NUMBER = strings([""]), np.zeros(1, np.uint8), np.zeros(1, np.int64)
_MOST = 1 << 17  # spellings: those of 10,000 articles, 17 MB
_OF_BATCH = Batch._fields[2:]
END = Spellings(_EMPTY, _EMPTY, _BYTE, _NUMBER, _BYTE, facts=_NUMBER, classes=_NUMBER, word_classes=_NUMBER)
"""What stands beyond the ends of a text."""


class _Known(NamedTuple):
    """What is known of n spellings, a row each; the first stands for the end of a text.

    Attributes:
        told: columns of `Batch` and of `Spellings` by name.
        context: int16, shape (n, 32): what each adds as a neighbour, see `context_sums`.
        own: int16, shape (n, 8): what each adds as a candidate, see `own_sums`; 0 where that is not known yet.
        has_own: bool, shape (n,): where it is: of those that have been one.
    """

    told: dict[str, npt.NDArray[Any]]
    context: Int16
    own: Int16
    has_own: Bool

    def put(self, first: int, other: _Known) -> _Known:
        """The rows with others from the place `first` on, in place where there is room behind the last."""
        told = {name: _put(column, first, other.told[name]) for name, column in self.told.items()}
        return _Known(told, *(_put(column, first, more) for column, more in zip(self[1:], other[1:], strict=True)))


def _put(column: npt.NDArray[Any], first: int, more: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A column with other values from a place on; where they do not fit, a copy with as much room again."""
    end = first + len(more)
    if end > len(column):
        larger = np.empty((2 * end, *column.shape[1:]), column.dtype)
        larger[:first] = column[:first]
        column = larger
    column[first:end] = more
    return column


class _Memory:
    """The known spellings: their forms and what is known of each."""

    def __init__(self) -> None:
        self.forms = StringTable()
        self.forms.add(strings([""]))
        self.known = _known(END)

    def batch(self, tokens: Tokens) -> Batch:
        """What the spellings of a batch tell."""
        rows = self.forms.find(tokens.form_strings)
        new = np.flatnonzero(rows < 0)
        if len(new):
            rows[new] = len(self.forms) + np.arange(len(new))
            self.known = self.known.put(len(self.forms), _known(spellings_of(tokens, new)))
            self.forms.add(tokens.form_strings.take(numbers(new)))
        return Batch(tokens, rows, **{name: self.known.told[name].take(rows) for name in _OF_BATCH})

    def sums(self, batch: Batch, forms: Int64) -> tuple[Int16, Int16]:
        """What spellings add, see `sums`."""
        used = np.zeros(len(batch.row), bool)
        used[forms] = True
        new = np.flatnonzero(used & ~self.known.has_own.take(batch.row))
        if len(new):
            rows = batch.row[new]
            self.known.own[rows] = own_sums(self._spellings(batch.tokens, new, rows), weights().own)
            self.known.has_own[rows] = True
        return self.known.own.take(batch.row, axis=0), self.known.context.take(np.append(batch.row, 0), axis=0)

    def _spellings(self, tokens: Tokens, forms: Int64, rows: Int64) -> Spellings:
        """Known spellings of a batch, by their numbers there and here: no list is asked again."""
        strings_of = bases_of(tokens.form_strings.take(numbers(forms))), _words(tokens, forms)
        return Spellings(*strings_of, **{name: self.known.told[name].take(rows) for name in Spellings._fields[2:]})


def _known(spelt: Spellings) -> _Known:
    """The rows of some spellings."""
    told = {name: getattr(spelt, name) for name in (*Spellings._fields[2:], "kinds")}
    told |= {"share": shares(spelt), "coarse": coarse_kinds(spelt)}
    context = context_sums(spelt, weights().context)
    own = np.zeros((len(context), context.shape[1] // (len(POSITIONS) - 1)), np.int16)
    return _Known(told, context, own, np.zeros(len(context), bool))


def spellings_of(tokens: Tokens, forms: Int64) -> Spellings:
    """Some spellings of a batch.

    Args:
        tokens: the batch.
        forms: int64, shape (n,): indices into its forms.
    """
    return spellings(tokens.form_strings.take(numbers(forms)), tokens.form_kind[forms], _words(tokens, forms))


def _words(tokens: Tokens, forms: Int64) -> pa.Array:
    """The words of some spellings of a batch, a string array."""
    return tokens.word_strings.take(numbers(tokens.form_word[forms]))


@cache
def _memory() -> _Memory:
    return _Memory()


def batch_of(tokens: Tokens) -> Batch:
    """What the spellings of a batch tell."""
    if len(_memory().forms) > _MOST:
        _memory.cache_clear()
    return _memory().batch(tokens)


def sums(batch: Batch, forms: Int64) -> tuple[Int16, Int16]:
    """What the spellings of the last batch add to scores.

    Args:
        batch: the batch.
        forms: the spellings that are candidates, in any order; others may add 0 as the word itself.

    Returns:
        As the word itself, int16, shape (n, 8); as neighbours and, in the last row, the end of the text, int16, shape
        (n + 1, 32); see `own_sums` and `context_sums`.
    """
    return _memory().sums(batch, forms)
