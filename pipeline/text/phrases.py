"""Phrases: every stretch of 1 to N words inside a run, grouped by document and stems.

Grouping is exact and needs no hash: occurrences are put in order by their stems, one stable sort a word, and stay in
the order of the text where these agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.text.runs import Runs

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Phrases:
    """The phrases of a batch: G groups of occurrences that agree in document and stems.

    Attributes:
        first: int64, shape (G,): token of the first word of the first occurrence.
        last: int64, shape (G,): token of the last word of the first occurrence.
        tf: int64, shape (G,): occurrences.
        n_delimited: int64, shape (G,): occurrences that fill a run.
        at: int64, shape (sum(tf),): first tokens of all occurrences, group after group, ascending within a group.
        n_alike: int64, shape (n,): how often the stem of each token stands in runs of its document.
    """

    first: Ints
    last: Ints
    tf: Ints
    n_delimited: Ints
    at: Ints
    n_alike: Ints

    @property
    def size(self) -> Ints:
        """Words of each phrase, int64, shape (G,)."""
        return self.last - self.first + 1


def phrases(doc: npt.NDArray[np.int32], stem: npt.NDArray[np.int32], runs: Runs, max_words: int) -> Phrases:
    """All phrases of up to `max_words` words.

    Args:
        doc: int32, shape (n,): document of each token, ascending.
        stem: int32, shape (n,): stem of each token.
        runs: where phrases may stand.
        max_words: longest phrase, words.
    """
    linked = np.append(runs.is_linked, np.zeros(max_words + 1, bool))  # so that i + k stays inside
    at = np.flatnonzero(runs.is_content)
    found = []
    for size in range(1, max_words + 1):
        last = at + size - 1
        allowed = runs.is_alone[at] if size == 1 else runs.begins[at] & runs.ends[last]
        found.append(_grouped(at[allowed], size, doc, stem, linked))
        at = at[linked[last + 1]]
    return _stacked(found, _n_alike(np.flatnonzero(runs.is_content), doc, stem))


@dataclass(frozen=True)
class _Groups:
    """The phrases of one length: occurrences, where each group begins among them, delimited occurrences, words."""

    at: Ints
    bounds: Ints
    n_delimited: Ints
    size: int


def _grouped(
    at: Ints, size: int, doc: npt.NDArray[np.int32], stem: npt.NDArray[np.int32], linked: npt.NDArray[np.bool_]
) -> _Groups:
    """Bring together the phrases of `size` words that begin at these tokens."""
    at = at[_order([stem[at + k] for k in range(size)])]
    bounds = _bounds([doc[at], *(stem[at + k] for k in range(size))])
    delimited = ~(linked[at] | linked[at + size])
    return _Groups(at, bounds, np.add.reduceat(delimited, bounds, dtype=np.int64) if len(at) else at, size)


def _n_alike(at: Ints, doc: npt.NDArray[np.int32], stem: npt.NDArray[np.int32]) -> Ints:
    """How often the stem of each token of `at` stands among those of its document; 0 for other tokens."""
    at = at[_order([stem[at]])]
    count = np.diff(_bounds([doc[at], stem[at]]), append=len(at))
    out = np.zeros(len(doc), np.int64)
    out[at] = np.repeat(count, count)
    return out


def _order(keys: list[npt.NDArray[np.int32]]) -> Ints:
    """A stable order by several keys, the first one counting most; 16 bits a pass, as numpy then sorts by radix."""
    order = np.arange(len(keys[0]))
    for key in reversed(keys):
        for shift in range(0, int(key.max(initial=0)).bit_length(), 16):
            digit = (key[order] >> shift).astype(np.uint16)
            order = order[np.argsort(digit, kind="stable")]
    return order


def _bounds(keys: list[npt.NDArray[np.int32]]) -> Ints:
    """Where a new combination of keys begins."""
    is_new = np.zeros(len(keys[0]), bool)
    is_new[:1] = True
    for key in keys:
        is_new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(is_new)


def _stacked(found: list[_Groups], n_alike: Ints) -> Phrases:
    """One table of the phrases of all lengths."""

    def joined(parts: list[npt.NDArray[Any]]) -> Ints:
        return np.concatenate(parts, dtype=np.int64)

    first = [g.at[g.bounds] for g in found]
    return Phrases(
        joined(first),
        joined([f + g.size - 1 for f, g in zip(first, found, strict=True)]),
        joined([np.diff(g.bounds, append=len(g.at)) for g in found]),
        joined([g.n_delimited for g in found]),
        joined([g.at for g in found]),
        n_alike,
    )
