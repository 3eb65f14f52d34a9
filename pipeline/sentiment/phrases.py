"""Which phrases of a fixed list stand where: a walk through a tree of words, all tokens of a batch at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64, Integer

_SLOTS = 1 << 17
"""Slots of `PhraseTree.slots`, a power of 2: .08 of them are taken by the 10,500 steps of the rules."""


class PhraseTree(NamedTuple):
    """Phrases over word rows.

    Attributes:
        keys: int64, ascending: state * n_rows + row of each step.
        targets: int64: the state that the step leads to.
        phrase: int64, shape (n_states,): the phrase that ends in a state; -1 for none.
        n_rows: rows of the word table.
        opening: int64, shape (n_rows,): the state that the word leads to as the first of a phrase; 0 for none.
        goes_on: bool, shape (n_rows,): whether a phrase goes on with the word.
        slots: bool, shape (_SLOTS,): whether some key falls into a slot; most of what is asked for falls into none.
    """

    keys: Int64
    targets: Int64
    phrase: Int64
    n_rows: int
    opening: Int64
    goes_on: Bool
    slots: Bool


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
    opening, goes_on = np.zeros(n_rows, np.int64), np.zeros(n_rows, bool)
    opens = keys < n_rows
    opening[keys[opens]] = targets[opens]
    goes_on[keys[~opens] % n_rows] = True
    slots = np.zeros(_SLOTS, bool)
    slots[keys % _SLOTS] = True
    ended = np.array([ends[n] for n in range(len(ends))], np.int64)
    return PhraseTree(keys, targets, ended, n_rows, opening, goes_on, slots)


class Places(NamedTuple):
    """What each token of a batch may be to a phrase; shape (n,) each.

    Attributes:
        ids: integers: its word row.
        opens: bool: a phrase may begin with it.
        goes_on: bool: a phrase may go on with it.
        is_kept: bool: it counts; the others (articles) may stand anywhere.
        homes: integers: number of its passage; a phrase stays in one.
    """

    ids: Integer
    opens: Bool
    goes_on: Bool
    is_kept: Bool
    homes: Int64


def find_phrases(tree: PhraseTree, places: Places) -> tuple[Int64, Int64, Int64]:
    """Find the longest phrase from each token on; one that begins inside another is left out.

    Args:
        tree: the phrases.
        places: the tokens.

    Returns:
        (first token, last token, phrase) of each, ascending, int64, shape (n,) each.
    """
    ids, _, goes_on, kept, homes = places
    origin = np.flatnonzero(places.opens[:-1] & kept[:-1] & (goes_on[1:] | ~kept[1:]))
    at, state = _next_kept(origin + 1, kept), tree.opening[ids[origin]]
    found: list[tuple[Int64, Int64, Int64]] = []
    while len(at):
        here = np.minimum(at, len(ids) - 1)
        key = state * tree.n_rows + ids[here]
        good = np.flatnonzero(tree.slots[key & (_SLOTS - 1)])
        at, here, origin, key = at[good], here[good], origin[good], key[good]
        good = (at < len(ids)) & goes_on[here] & (homes[here] == homes[origin])
        at, origin, key = at[good], origin[good], key[good]
        step = np.minimum(np.searchsorted(tree.keys, key), len(tree.keys) - 1)
        good = tree.keys[step] == key
        at, origin, state = at[good], origin[good], tree.targets[step[good]]
        ended = tree.phrase[state] >= 0
        found.append((origin[ended], at[ended], tree.phrase[state[ended]]))
        at = _next_kept(at + 1, kept)
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
    """Of the phrases from one token the longest; none that begins before the one before it has ended.

    Args:
        found: (first token, last token, phrase) of phrases of one word, of two, and so on.
    """
    first, last, phrase = np.concatenate([np.zeros((3, 0), np.int64), *found], axis=1)
    order = np.argsort(first, kind="stable")
    order = order[np.append(first[order][1:] != first[order][:-1], True)[: len(order)]]
    first, last, phrase = first[order], last[order], phrase[order]
    reached = np.append(-1, np.maximum.accumulate(last))[: len(last)]
    kept = first > reached
    for inside in np.flatnonzero(~kept).tolist():
        before = inside - 1
        while not kept[before]:
            before -= 1
        kept[inside] = first[inside] > last[before]
    return first[kept], last[kept], phrase[kept]
