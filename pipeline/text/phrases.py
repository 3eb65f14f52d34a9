"""Phrases: every stretch of 1 to N words inside a run, grouped by document and stems.

Grouping is exact: a phrase of k words is numbered by the number of its first k - 1 words and the stem of its last, one
sort a length; no hash is involved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.text.runs import Runs

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Phrases:
    """The phrases of a batch: G groups of occurrences that agree in document and stems.

    Attributes:
        first: int64, shape (G,): token of the first word of the first occurrence.
        size: int64, shape (G,): words, 1 to N.
        tf: int64, shape (G,): occurrences.
        n_delimited: int64, shape (G,): occurrences that fill a run.
        at: int64: first tokens of all occurrences, group after group, ascending within a group.
    """

    first: Ints
    size: Ints
    tf: Ints
    n_delimited: Ints
    at: Ints

    def words(self, word: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """The words of each phrase at its first place.

        Args:
            word: int32, shape (n,): word of each token.

        Returns:
            int32, shape (G, N), -1 behind the last word.
        """
        places = self.first[:, None] + np.arange(int(self.size.max(initial=1)))
        inside = places < (self.first + self.size)[:, None]
        found: npt.NDArray[np.int32] = np.where(inside, word[np.where(inside, places, 0)], np.int32(-1))
        return found


def phrases(doc: npt.NDArray[np.int32], stem: npt.NDArray[np.int32], runs: Runs, max_words: int) -> Phrases:
    """All phrases of up to `max_words` words.

    Args:
        doc: int32, shape (n,): document of each token.
        stem: int32, shape (n,): stem of each token.
        runs: where phrases may stand.
        max_words: longest phrase, words.
    """
    linked = np.append(runs.is_linked, np.zeros(max_words, bool))  # so that i + k stays inside
    at = np.flatnonzero(runs.is_content)
    prefix: Ints = doc[at].astype(np.int64)
    found = []
    for size in range(1, max_words + 1):
        last = at + size - 1
        group, order, bounds = _numbered(prefix << 32 | stem[last])
        delimited = ~linked[at] & ~linked[last + 1]
        found.append(_Groups(at[order], bounds, np.add.reduceat(delimited[order], bounds, dtype=np.int64), size))
        more = linked[last + 1]
        at, prefix = at[more], group[more]
        if not len(at):
            break
    return _stacked(found)


@dataclass(frozen=True)
class _Groups:
    """The groups of one length: occurrences in group order, where each group begins, delimited occurrences, words."""

    at: Ints
    bounds: Ints
    n_delimited: Ints
    size: int


def _numbered(key: Ints) -> tuple[Ints, Ints, Ints]:
    """Number equal keys: the number of each, an order that brings them together, and where each number begins there."""
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    is_new = np.ones(len(key), bool)
    is_new[1:] = ranked[1:] != ranked[:-1]
    group = np.empty(len(key), np.int64)
    group[order] = np.cumsum(is_new) - 1
    return group, order, np.flatnonzero(is_new)


def _stacked(found: list[_Groups]) -> Phrases:
    """One table of the groups of all lengths."""

    def joined(parts: list[npt.NDArray[Any]]) -> Ints:
        return np.concatenate([*parts, np.zeros(0, np.int64)])

    return Phrases(
        joined([g.at[g.bounds] for g in found]),
        joined([np.full(len(g.bounds), g.size) for g in found]),
        joined([np.diff(g.bounds, append=len(g.at)) for g in found]),
        joined([g.n_delimited for g in found]),
        joined([g.at for g in found]),
    )
