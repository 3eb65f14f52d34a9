"""How much of one text stands in another, counted exactly over all of their shingles."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

_U = np.uint64
_SLOTS = 1 << 16
_FEW = 100
_A_NUMBER = 3  # shingles, about, that one number stands in


@dataclass(frozen=True)
class Sequence:
    """The shingles of a text, at least one.

    Attributes:
        running: uint64, shape (n,), in the order of the text; bit 63 set where the shingle holds a number.
        once: bool, shape (n,): one place of each distinct shingle.
        n_distinct: distinct shingles.
        hidden: distinct shingles whose slot of the comparer's table goes to another shingle of the text; few.
    """

    running: Hashes
    once: Bools
    n_distinct: int
    hidden: Hashes


@dataclass(frozen=True)
class Resemblance:
    """What two texts have in common; the shorter text is the one with fewer shingles.

    Attributes:
        jaccard: shared distinct shingles as a share of those of either text, 0..1.
        containment: shared distinct shingles as a share of those of the shorter text, 0..1.
        own: share of the shorter text in passages that do not stand in the other, 0..1.
        carried: shingles of the shorter text in passages that stand in the other word for word.
        odd_numbers: how surely the numbers differ more than the words, in standard deviations; below 0 where they
            differ less. Template texts, such as daily market reports, share their words and not their numbers.
        head: containment in the beginning of a much longer text, as long as the shorter one and a quarter, 0..1.
        n: shingles of the shorter text.
        n_longer: shingles of the other.
    """

    jaccard: float
    containment: float
    own: float
    carried: int
    odd_numbers: float
    head: float
    n: int
    n_longer: int


class Comparer:
    """Compares texts shingle by shingle, by a table that is filled anew for each pair: no sorting.

    A shingle's lowest 16 bits are its slot in the table; where two shingles of a text want one slot, the one that gets
    none is `hidden` and looked for separately. So the counts are exact.
    """

    def __init__(self, passage: int) -> None:
        """Take the length of a passage.

        Args:
            passage: a run of more shingles than this is a passage: more than a phrase, about a sentence.
        """
        self._passage = passage
        self._place: Ints = np.zeros(_SLOTS, np.int64)

    def sequence(self, running: Hashes) -> Sequence:
        """Make a text ready to be compared.

        Args:
            running: uint64, shape (n,), n > 0: its shingles in order; bit 63 set where one holds a number.
        """
        holder = self._fill(running)[_slots(running)]
        once = holder == np.arange(len(running))
        lost = np.flatnonzero(running[holder] != running)
        lost = lost[np.argsort(running[lost], kind="stable")]
        lost = lost[_changes(running[lost])]
        once[lost] = True
        return Sequence(running, once, int(np.count_nonzero(once)), running[lost])

    def compare(self, one: Sequence, two: Sequence) -> Resemblance:
        """Exact figures for two texts; of two texts of one length `one` is the shorter."""
        short, long = (one, two) if len(one.running) <= len(two.running) else (two, one)
        found = self._found(short.running, long)
        shared = int(np.count_nonzero(found & short.once))
        own, carried = _passages(found, self._passage)
        return Resemblance(
            jaccard=shared / (short.n_distinct + long.n_distinct - shared),
            containment=shared / short.n_distinct,
            own=own / len(found),
            carried=carried,
            odd_numbers=_odd_numbers(short.running, found),
            head=_head(short, long) if len(long.running) > 2 * len(found) else shared / short.n_distinct,
            n=len(found),
            n_longer=len(long.running),
        )

    def _fill(self, running: Hashes) -> Ints:
        """The table, with the last place of a shingle in the slot of each."""
        self._place[_slots(running)] = np.arange(len(running))
        return self._place

    def _found(self, running: Hashes, text: Sequence) -> Bools:
        """Which shingles stand in a text; what an earlier text left in the table leads to a shingle that differs."""
        place = np.minimum(self._fill(text.running)[_slots(running)], len(text.running) - 1)
        found: Bools = text.running[place] == running
        if len(text.hidden) > _FEW:  # a very long text
            return found | np.isin(running, text.hidden)
        for hidden in text.hidden:
            found |= running == hidden
        return found


def _slots(running: Hashes) -> Ints:
    """Slots in the table, 0 to 65,535."""
    return (running & _U(_SLOTS - 1)).view(np.int64)


def _changes(ordered: Hashes) -> Bools:
    """Where a value differs from the one before it."""
    changes = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=changes[1:])
    return changes


def _passages(found: Bools, length: int) -> tuple[int, int]:
    """How many shingles stand in runs of more than `length` that are not found, and in such that are."""
    changes = np.flatnonzero(found[1:] != found[:-1]) + 1
    if not len(changes):  # copied word for word, or nothing alike
        whole = len(found) * (len(found) > length)
        return (0, whole) if found[0] else (whole, 0)
    bounds = np.concatenate([[0], changes, [len(found)]])
    runs = bounds[1:] - bounds[:-1]
    runs[runs <= length] = 0
    even, odd = int(runs[0::2].sum()), int(runs[1::2].sum())
    return (odd, even) if found[0] else (even, odd)


def _odd_numbers(running: Hashes, found: Bools) -> float:
    """Standard deviations by which fewer numbers are found than would be if they were words like any other.

    One more deviation is allowed for, so that one or two numbers alone decide nothing.
    """
    has_number = running.view(np.int64) < 0
    n, n_all = int(np.count_nonzero(has_number)), int(np.count_nonzero(found))
    if n == 0 or n_all == len(found):
        return 0.0
    n_found = int(np.count_nonzero(found & has_number))
    share = (n_all - n_found) / max(len(found) - n, 1)
    missing = (n * share - n_found) / _A_NUMBER
    return missing / math.sqrt(n / _A_NUMBER * share * (1 - share) + 1)


def _head(short: Sequence, long: Sequence) -> float:
    """Containment of the short text in the beginning of the long one."""
    beginning = long.running[: len(short.running) * 5 // 4 + 50]
    return int(np.count_nonzero(np.isin(short.running[short.once], beginning))) / short.n_distinct
