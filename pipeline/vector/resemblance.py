"""How much of one text stands in another, counted exactly over all of their shingles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]

FEW_NUMBERS = 12
"""With fewer shingles that hold a number, numbers prove nothing: some four numbers."""


@dataclass(frozen=True)
class Sequence:
    """The shingles of a text.

    Attributes:
        running: uint64, shape (n,), in the order of the text; bit 63 set where the shingle holds a number.
        distinct: the same, sorted, each once.
    """

    running: Hashes
    distinct: Hashes

    @classmethod
    def of(cls, running: Hashes) -> Sequence:
        """From the shingles in the order of the text."""
        return cls(running, np.unique(running))


@dataclass(frozen=True)
class Resemblance:
    """What two texts have in common; the shorter text is the one with fewer shingles.

    Attributes:
        jaccard: shared distinct shingles as a share of those of either text, 0..1.
        containment: shared distinct shingles as a share of those of the shorter text, 0..1.
        own: share of the shorter text in passages that do not stand in the other, 0..1.
        carried: shingles of the shorter text in passages that stand in the other word for word.
        numbers: shingles with numbers found in the other, as a share of what the other shingles would let expect,
            0 and more; 1 where there are too few numbers to tell.
        head: containment in the beginning of a much longer text, as long as the shorter one and a quarter, 0..1.
        n: shingles of the shorter text.
        n_longer: shingles of the longer text.
    """

    jaccard: float
    containment: float
    own: float
    carried: int
    numbers: float
    head: float
    n: int
    n_longer: int


def resemblance(one: Sequence, two: Sequence, passage: int) -> Resemblance:
    """Compare two texts shingle by shingle.

    Args:
        one: shingles of a text, at least one.
        two: shingles of the other, at least one.
        passage: a run of more shingles than this is a passage: more than a phrase, about a sentence.

    Returns:
        Exact figures. Of two texts of one length `one` is the shorter.
    """
    short, long = (one, two) if len(one.running) <= len(two.running) else (two, one)
    place = np.minimum(np.searchsorted(long.distinct, short.running), len(long.distinct) - 1)
    found = long.distinct[place] == short.running
    shared = int(np.count_nonzero(np.bincount(place[found])))
    containment = shared / len(short.distinct)
    return Resemblance(
        jaccard=shared / (len(short.distinct) + len(long.distinct) - shared),
        containment=containment,
        own=_in_runs(~found, passage) / len(found),
        carried=_in_runs(found, passage),
        numbers=_numbers(short.running, found),
        head=_head(short, long) if len(long.running) > 2 * len(found) else containment,
        n=len(found),
        n_longer=len(long.running),
    )


def _in_runs(flags: Bools, length: int) -> int:
    """How many of the flags that are set stand in a row of more than `length`."""
    edges = np.flatnonzero(np.diff(flags.view(np.int8), prepend=0, append=0))
    runs = edges[1::2] - edges[0::2]
    return int(runs[runs > length].sum())


def _numbers(running: Hashes, found: Bools) -> float:
    """How much more or less often shingles with a number are found than the others."""
    has_number = running >> np.uint64(63) == 1
    n = int(np.count_nonzero(has_number))
    others = int(np.count_nonzero(found & ~has_number))
    if n < FEW_NUMBERS or others == 0:
        return 1.0
    return float(np.count_nonzero(found & has_number) / n / (others / (len(found) - n)))


def _head(short: Sequence, long: Sequence) -> float:
    """Containment of the short text in the beginning of the long one."""
    beginning = long.running[: len(short.running) * 5 // 4 + 50]
    place = np.minimum(np.searchsorted(short.distinct, beginning), len(short.distinct) - 1)
    found = place[short.distinct[place] == beginning]
    return int(np.count_nonzero(np.bincount(found))) / len(short.distinct)
