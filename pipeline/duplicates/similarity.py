"""How much of one text stands in another, counted exactly over all of their shingles, for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.duplicates.shingle_index import ShingleIndex, chunks, places

LEAD = 40
"""Shingles that are a text's lead: a sentence or two."""
BEGINNING = 60
"""Shingles among which the lead may begin late, after a place, a time, a name or a caption."""
_A_NUMBER = 3  # shingles, about, that one number stands in


@dataclass(frozen=True)
class Similarity:
    """What pairs of texts have in common; each of shape (m,). The shorter text is the one with fewer shingles.

    Attributes:
        jaccard: shared distinct shingles as a share of those of either text, 0..1.
        containment: shared distinct shingles as a share of those of the shorter text, 0..1.
        own: share of the shorter text in spans that do not stand in the other, 0..1.
        carried: shingles of the shorter text in spans that stand in the other word for word.
        odd_numbers: how surely the numbers differ more than the words, in standard deviations; below 0 where they
            differ less. Template texts, such as daily market reports, share their words and not their numbers.
        missing_numbers: share of the shorter text's shingles that the other lacks that hold a number, 0..1.
        lost_numbers: share of its shingles that hold a number that the other lacks, 0..1.
        same_numbers: shingles of it that hold a number and stand in the other.
        head: containment in the beginning of a much longer text, as long as the shorter one and a quarter, 0..1.
        lead: share of 40 shingles in a row that stand in the other text, of those in the first 60 of either where it is
            greatest, mean of the two, 0..1. A follow-up has a lead of its own.
        n: shingles of the shorter text.
        n_longer: shingles of the other.
    """

    jaccard: Float64
    containment: Float64
    own: Float64
    carried: Int64
    odd_numbers: Float64
    missing_numbers: Float64
    lost_numbers: Float64
    same_numbers: Int64
    head: Float64
    lead: Float64
    n: Int64
    n_longer: Int64


def measure_similarity(index: ShingleIndex, one: Int64, two: Int64, min_span: int) -> Similarity:
    """Exact figures for pairs of texts.

    Args:
        index: the texts, each with at least one shingle; bit 63 of a shingle is set where it holds a number.
        one: int64, shape (m,): a text of each pair; the shorter one where both are equally long.
        two: int64, shape (m,): the other.
        min_span: a run of more shingles than this is a span: more than a phrase, about a sentence.
    """
    counts = np.diff(index.bounds)
    swapped = counts[two] < counts[one]
    short, long = np.where(swapped, two, one), np.where(swapped, one, two)
    parts = [_some(index, short[a:b], long[a:b], min_span) for a, b in chunks(counts[short])]
    columns = {f.name: [getattr(part, f.name) for part in parts] for f in fields(Similarity)}
    return Similarity(**{name: np.concatenate(column) for name, column in columns.items()})


@dataclass(frozen=True)
class _Pairs:
    """Some pairs, the shingles of their shorter texts one after the other.

    Attributes:
        pair: int64, shape (total,): the pair of each shingle.
        starts: int64, shape (m,): where the shingles of each pair begin.
        place: int64, shape (total,): first place in the longer text, -1 where it is not there.
        once: bool, shape (total,): first place of each distinct shingle.
        numbers: bool, shape (total,): whether it holds a number.
    """

    pair: Int64
    starts: Int64
    place: Int64
    once: Bool
    numbers: Bool

    def count(self, which: Bool) -> Int64:
        """How many shingles of each pair are marked."""
        return np.add.reduceat(which, self.starts, dtype=np.int64)


def _some(index: ShingleIndex, short: Int64, long: Int64, min_span: int) -> Similarity:
    """Figures for a chunk of pairs."""
    counts = np.diff(index.bounds)
    n, n_longer = counts[short], counts[long]
    pairs = _laid_out(index, short, long, n)
    found = pairs.place >= 0
    distinct, n_found, numbers = (pairs.count(which) for which in (pairs.once, found, pairs.numbers))
    shared, missing = pairs.count(found & pairs.once), pairs.count(pairs.numbers & ~found)
    own, carried = _spans(pairs, found, min_span)
    in_head = found & pairs.once & (pairs.place < (n * 5 // 4 + 50)[pairs.pair])
    return Similarity(
        jaccard=shared / (distinct + _distinct(index, long) - shared),
        containment=shared / distinct,
        own=own / n,
        carried=carried,
        odd_numbers=_odd_numbers(numbers, missing, n, n_found),
        missing_numbers=missing / np.maximum(n - n_found, 1),
        lost_numbers=missing / np.maximum(numbers, 1),
        same_numbers=numbers - missing,
        head=np.where(n_longer > 2 * n, pairs.count(in_head), shared) / distinct,
        lead=(_lead(index, short, long) + _lead(index, long, short)) / 2,
        n=n,
        n_longer=n_longer,
    )


def _laid_out(index: ShingleIndex, short: Int64, long: Int64, n: Int64) -> _Pairs:
    """The shingles of the shorter texts, looked up in the longer ones."""
    pair = np.repeat(np.arange(len(n)), n)
    starts = np.cumsum(n) - n
    rows = np.arange(len(pair)) + np.repeat(index.bounds[short] - starts, n)
    wanted = index.shingles[rows]
    place = places(index, wanted, long, n)
    return _Pairs(pair, starts, place, index.once[rows], wanted.view(np.int64) < 0)


def _distinct(index: ShingleIndex, text: Int64) -> Int64:
    """Distinct shingles of some texts."""
    distinct: Int64 = index.before[index.bounds[text + 1]].astype(np.int64) - index.before[index.bounds[text]]
    return distinct


def _spans(pairs: _Pairs, found: Bool, length: int) -> tuple[Int64, Int64]:
    """How many shingles stand in runs of more than `length` that are not found, and in such that are."""
    begins = np.ones(len(found), bool)
    np.not_equal(found[1:], found[:-1], out=begins[1:])
    begins[pairs.starts] = True
    first = np.flatnonzero(begins)
    runs = np.diff(first, append=len(found))
    runs[runs <= length] = 0
    total, m = 2 * pairs.pair[first] + found[first], len(pairs.starts)
    sums = np.bincount(total, runs, 2 * m).astype(np.int64)
    return sums[0::2], sums[1::2]


def _odd_numbers(numbers: Int64, missing: Int64, n: Int64, n_found: Int64) -> Float64:
    """Standard deviations by which fewer numbers are found than would be if they were words like any other.

    One more deviation is allowed for, so that one or two numbers alone decide nothing.
    """
    share = (n_found - numbers + missing) / np.maximum(n - numbers, 1)
    lacking = (numbers * share - numbers + missing) / _A_NUMBER
    odd: Float64 = lacking / np.sqrt(numbers / _A_NUMBER * share * (1 - share) + 1)
    return np.where((numbers == 0) | (n_found == n), 0.0, odd)


def _lead(index: ShingleIndex, one: Int64, two: Int64) -> Float64:
    """How much of the lead of one text of each pair stands in the other."""
    ends = index.bounds[one + 1]
    rows = index.bounds[one][:, None] + np.arange(BEGINNING)
    inside = rows < ends[:, None]
    found = np.zeros((len(one), BEGINNING + 1), np.int64)
    found[:, 1:][inside] = places(index, index.shingles[rows[inside]], two, inside.sum(axis=1)) >= 0
    found.cumsum(axis=1, out=found)
    best: Float64 = (found[:, LEAD:] - found[:, :-LEAD]).max(axis=1) / np.minimum(ends - index.bounds[one], LEAD)
    return best
