"""Passages (sentences, headlines) of a batch of texts, and their tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.text.character_runs import solid_runs
from pipeline.text.characters import Characters
from pipeline.text.word_lookup import eight_bytes

_LONG = 64  # characters; longer tokens (addresses, gibberish) are looked at one by one
_FOLDS = tuple(np.uint64(n) for n in (32, 16, 8))


@dataclass(frozen=True)
class Passages:
    """Spans of a batch of texts.

    Attributes:
        batch: the texts.
        starts: int64, shape (n,): first character of each passage, counted through the batch; ascending.
        ends: int64, shape (n,): one past the last; no passage overlaps the next.
    """

    batch: Characters
    starts: Int64
    ends: Int64

    def __len__(self) -> int:
        """Number of passages."""
        return len(self.starts)

    def count(self, places: Int64) -> Int64:
        """How many of these places, ascending, stand in each passage; shape (n,)."""
        return np.asarray(np.searchsorted(places, self.ends) - np.searchsorted(places, self.starts))


@dataclass(frozen=True)
class Tokens:
    """Tokens of passages, in order.

    Attributes:
        starts: int64, shape (n,): first character, counted through the batch.
        ends: int64, shape (n,): one past the last.
        bounds: int64, shape (n_passages + 1,): first token of each passage, and the end.
    """

    starts: Int64
    ends: Int64
    bounds: Int64

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.starts)

    def homes(self, tokens: Int64) -> Int64:
        """The passage of each of these tokens."""
        return np.asarray(np.searchsorted(self.bounds, tokens, side="right") - 1)

    def kept(self, kept: Bool) -> Tokens:
        """Only the tokens where `kept`."""
        before = np.concatenate([[0], np.cumsum(kept)])
        return Tokens(self.starts[kept], self.ends[kept], before[self.bounds])


def token_runs(passages: Passages, solid: Bool) -> Tokens:
    """Tokens are the runs of solid characters within a passage.

    Args:
        passages: spans to look at; the text between them gives no token.
        solid: bool, shape (n_characters,): the characters that tokens are made of.
    """
    starts, ends = solid_runs(solid, np.concatenate([passages.starts, passages.ends]))
    first, last = np.searchsorted(starts, passages.starts), np.searchsorted(starts, passages.ends)
    bounds = np.append(first, last[-1] if len(last) else 0)
    if bounds[0] == 0 and bounds[-1] == len(starts) and np.array_equal(first[1:], last[:-1]):
        return Tokens(starts, ends, bounds)
    depth = np.bincount(first, minlength=len(starts) + 1) - np.bincount(last, minlength=len(starts) + 1)
    inside = np.cumsum(depth[:-1]) > 0
    return Tokens(starts, ends, bounds).kept(inside)


def kinds_of(batch: Characters, tokens: Tokens) -> UInt8:
    """The classes that occur in each token, as bits; uint8, shape (n_tokens,)."""
    kinds = np.append(batch.kinds, np.zeros(8, np.uint8))
    found = np.zeros(len(tokens), np.uint64)
    lengths = tokens.ends - tokens.starts
    left = np.arange(len(tokens))
    for skip in range(0, _LONG, 8):
        left = left[lengths[left] > skip]
        found[left] |= eight_bytes(kinds, tokens.starts[left] + skip, lengths[left] - skip)
    for fold in _FOLDS:
        found |= found >> fold
    unions = found.astype(np.uint8)
    for token in left[lengths[left] > _LONG].tolist():
        unions[token] = np.bitwise_or.reduce(kinds[tokens.starts[token] : tokens.ends[token]])
    return unions
