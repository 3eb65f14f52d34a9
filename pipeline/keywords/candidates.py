"""Phrases: every stretch of 1 to N words inside a run, grouped by document and stems.

Grouping is exact and needs no hash: occurrences are put in order by their stems, one stable sort a word, and stay in
the order of the text where these agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Float32, Int32, Int64
from pipeline.keywords.candidate_spans import Runs


@dataclass(frozen=True)
class Phrases:
    """The phrases of a batch: G groups of occurrences that agree in document and stems.

    Attributes:
        first: int64, shape (G,): token of the first word of the first occurrence.
        last: int64, shape (G,): token of the last word of the first occurrence.
        tf: int64, shape (G,): occurrences.
        n_delimited: int64, shape (G,): occurrences that fill a run.
        at: int64, shape (sum(tf),): first tokens of all occurrences, group after group, ascending within a group.
        n_cut: int64, shape (G,): occurrences behind which capitalised words go on (Robert of Robert Mueller).
        n_alike: int64, shape (n,): how often the stem of each token stands in runs of its document; 0 outside runs.
        capital_share: float32, shape (n,): share of these with a capital where one means something, smoothed; 0..1.
    """

    first: Int64
    last: Int64
    tf: Int64
    n_delimited: Int64
    n_cut: Int64
    at: Int64
    n_alike: Int64
    capital_share: Float32

    @cached_property
    def size(self) -> Int64:
        """Words of each phrase, int64, shape (G,)."""
        return self.last - self.first + 1


def phrases(doc: Int32, stem: Int32, runs: Runs, max_words: int) -> Phrases:
    """All phrases of up to `max_words` words.

    Args:
        doc: int32, shape (n,): document of each token, ascending.
        stem: int32, shape (n,): stem of each token.
        runs: where phrases may stand.
        max_words: longest phrase, words.
    """
    beyond = np.zeros(max_words + 1, bool)  # so that i + k stays inside
    linked, capital = np.append(runs.is_linked, beyond), np.append(runs.is_capital, beyond)
    goes_on = linked[1:] & capital[:-1] & capital[1:]
    at = np.flatnonzero(runs.is_content)
    found = []
    for size in range(1, max_words + 1):
        last = at + size - 1
        allowed = runs.is_alone[at] if size == 1 else runs.begins[at] & runs.ends[last]
        found.append(_grouped(at[allowed], size, [doc, stem], linked, goes_on))
        at = at[linked[last + 1]]
    return _stacked(found, *_words(doc, stem, runs))


@dataclass(frozen=True)
class _Groups:
    """The phrases of one length: occurrences, where each group begins among them, delimited occurrences, words."""

    at: Int64
    bounds: Int64
    n_delimited: Int64
    n_cut: Int64
    size: int


def _grouped(at: Int64, size: int, keys: list[Int32], linked: Bool, goes_on: Bool) -> _Groups:
    """Bring together the phrases of `size` words that begin at these tokens; keys are document and stem of tokens."""
    doc, stem = keys
    at = at[ordered([stem[at + k] for k in range(size)])]
    bounds = bounds_of([doc[at], *(stem[at + k] for k in range(size))])
    delimited = ~(linked[at] | linked[at + size])
    return _Groups(at, bounds, _totals(delimited, bounds), _totals(goes_on[at + size - 1], bounds), size)


def _words(doc: Int32, stem: Int32, runs: Runs) -> tuple[Int64, Float32]:
    """`n_alike` and `capital_share` of `Phrases`."""
    at = np.flatnonzero(runs.is_content)
    at = at[ordered([stem[at]])]
    bounds = bounds_of([doc[at], stem[at]])
    count = np.diff(bounds, append=len(at))
    inner = runs.is_inner[at]
    share = (_totals(inner & runs.is_capital[at], bounds) + 0.5) / (_totals(inner, bounds) + 1)
    n_alike, capital_share = np.zeros(len(doc), np.int64), np.zeros(len(doc), np.float32)
    n_alike[at], capital_share[at] = np.repeat(count, count), np.repeat(share, count)
    return n_alike, capital_share


def _totals(marks: Bool, bounds: Int64) -> Int64:
    """How many of each group are marked."""
    return np.add.reduceat(marks, bounds, dtype=np.int64) if len(bounds) else bounds


def _stacked(found: list[_Groups], n_alike: Int64, capital_share: Float32) -> Phrases:
    """One table of the phrases of all lengths."""

    def joined(parts: list[npt.NDArray[Any]]) -> Int64:
        return np.concatenate(parts, dtype=np.int64)

    first = [g.at[g.bounds] for g in found]
    return Phrases(
        joined(first),
        joined([f + g.size - 1 for f, g in zip(first, found, strict=True)]),
        joined([np.diff(g.bounds, append=len(g.at)) for g in found]),
        joined([g.n_delimited for g in found]),
        joined([g.n_cut for g in found]),
        joined([g.at for g in found]),
        n_alike,
        capital_share,
    )
