"""Which phrases of a fixed list stand where: a walk through a tree of words, all tokens of a batch at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.arrays.types import Bool, Int64


@dataclass(frozen=True)
class PhraseTree:
    """Phrases over word rows.

    Attributes:
        keys: int64, ascending: state * n_rows + row of each step.
        targets: int64: the state that the step leads to.
        phrase: int64, shape (n_states,): the phrase that ends in a state; -1 for none.
        n_rows: rows of the word table.
        starts: bool, shape (n_rows,): whether a phrase begins with the word.
    """

    keys: Int64
    targets: Int64
    phrase: Int64
    n_rows: int
    starts: Bool


def phrase_tree(phrases: Sequence[Sequence[str]], rows: Mapping[str, int], n_rows: int) -> PhraseTree:
    """Build the tree.

    Args:
        phrases: each of two words or more.
        rows: word -> its row.
        n_rows: rows of the word table.
    """
    steps: dict[int, int] = {}
    ends = {0: -1}
    for number, phrase in enumerate(phrases):
        state = 0
        for word in phrase:
            state = steps.setdefault(state * n_rows + rows[word], len(ends))
            ends.setdefault(state, -1)
        ends[state] = number
    keys = np.array(sorted(steps), np.int64)
    targets = np.array([steps[key] for key in keys.tolist()], np.int64)
    starts = np.zeros(n_rows, bool)
    starts[keys[keys < n_rows]] = True
    return PhraseTree(keys, targets, np.array([ends[n] for n in range(len(ends))], np.int64), n_rows, starts)


def find_phrases(tree: PhraseTree, ids: Int64, kept: Bool, clauses: Int64) -> tuple[Int64, Int64, Int64]:
    """Find the longest phrase from each token on; one that begins inside another is left out.

    Args:
        tree: the phrases.
        ids: word row of each token.
        kept: tokens that count; the others (articles) may stand anywhere.
        clauses: number of the clause of each token; a phrase stays in one.

    Returns:
        (first token, last token, phrase) of each, ascending, int64, shape (n,) each.
    """
    origin = np.flatnonzero(tree.starts[ids] & kept)
    at, state = origin, np.zeros(len(origin), np.int64)
    found: list[tuple[Int64, Int64, Int64]] = []
    while len(at):
        key = state * tree.n_rows + ids[at]
        step = np.minimum(np.searchsorted(tree.keys, key), len(tree.keys) - 1)
        good = (tree.keys[step] == key) & (clauses[at] == clauses[origin])
        at, origin, state = at[good], origin[good], tree.targets[step[good]]
        ended = tree.phrase[state] >= 0
        found.append((origin[ended], at[ended], tree.phrase[state[ended]]))
        at = _next_kept(at + 1, kept)
        inside = at < len(ids)
        at, origin, state = at[inside], origin[inside], state[inside]
    return _longest(found)


def _next_kept(at: Int64, kept: Bool) -> Int64:
    """The first token from each on that counts; the number of tokens where there is none."""
    at = at.copy()
    left = np.flatnonzero(at < len(kept))
    while len(left := left[~kept[at[left]]]):
        at[left] += 1
        left = left[at[left] < len(kept)]
    return at


def _longest(found: list[tuple[Int64, Int64, Int64]]) -> tuple[Int64, Int64, Int64]:
    """Of the phrases from one token the longest; none that begins before the one before it has ended."""
    best: dict[int, tuple[int, int]] = {}
    for first, last, phrase in found:
        best.update(zip(first.tolist(), zip(last.tolist(), phrase.tolist(), strict=True), strict=True))
    kept: list[tuple[int, int, int]] = []
    for first_, (last_, phrase_) in sorted(best.items()):
        if not kept or first_ > kept[-1][1]:
            kept.append((first_, last_, phrase_))
    columns = np.array(kept, np.int64).reshape(-1, 3).T
    return columns[0], columns[1], columns[2]
