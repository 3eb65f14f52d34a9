"""Lines that a publisher repeats: counted over distinct articles, merged over parts in any order.

What a publisher says about itself needs no list of phrases. The danger are copies: three versions of one article repeat
each other's paragraphs. So versions count once, and what reads like a paragraph must repeat more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.arrays.arrow import strings, text_bytes
from pipeline.arrays.hashing import byte_hashes
from pipeline.arrays.types import Bool, Float64, Int64, UInt64
from pipeline.cleaning import thresholds as t
from pipeline.cleaning.structure import is_closed, is_prose
from pipeline.text.lines import Lines

FACTORS = (1.0, t.SHORT_FACTOR, t.PROSE_FACTOR, t.BRIEF_FACTOR)
"""How many times the copies of an ordinary line some kind of line needs."""
UNKNOWN = np.uint64(0)
"""Key of articles without a publisher and without a URL: their lines only count `anywhere`."""


def publisher_keys(sources: Sequence[str | None], urls: Sequence[str | None]) -> UInt64:
    """A hash of each article's publisher: its name, else the host of its URL, else UNKNOWN.

    Args:
        sources: shape (n,), publisher names.
        urls: shape (n,), addresses.

    Returns:
        uint64, shape (n,).
    """
    return string_keys(strings([source or _host(url) for source, url in zip(sources, urls, strict=True)]))


def string_keys(names: pa.Array) -> UInt64:
    """A hash of each string, shape (n,); 0 of the empty one."""
    data, bounds = text_bytes(names)
    return byte_hashes(data, bounds[:-1], np.diff(bounds))


def _host(url: str | None) -> str:
    """Host of a URL; empty without one."""
    try:
        return urlsplit(url or "").netloc
    except ValueError:  # brackets that close nothing
        return ""


class ShortLines(NamedTuple):
    """The distinct short lines of each of n articles, sorted by article, then key; shape (n_rows,) each.

    Attributes:
        row: the article, 0 .. n - 1.
        keys: what the line says, see `Lines`.
        versions: a key that the versions of the article share.
        letters: letters of the line.
        factor: how many times the copies of an ordinary line it needs wherever it stands, at most.
    """

    row: Int64
    keys: UInt64
    versions: UInt64
    letters: Int64
    factor: Float64


def short_lines(lines: Lines) -> ShortLines:
    """The short lines of n articles, each once an article."""
    closed = is_closed(lines)
    kinds = is_prose(lines, closed), np.zeros(len(lines), bool)  # a paragraph at either end is taken for none
    factor = np.maximum(*(copies_needed(lines.letters, closed, prose) for prose in kinds))
    short = np.flatnonzero((lines.ends - lines.starts <= t.COUNTED_BYTES) & (lines.letters >= t.COUNTED_LETTERS))
    short = short[np.lexsort((lines.keys[short], lines.row[short]))]
    starts = np.flatnonzero(changes(lines.row[short], lines.keys[short]))
    first = short[starts]
    row = lines.row[first].astype(np.int64)
    most = np.maximum.reduceat(factor[short], starts) if len(starts) else np.zeros(0)
    return ShortLines(row, lines.keys[first], _versions(lines)[row], lines.letters[first].astype(np.int64), most)


def _versions(lines: Lines) -> UInt64:
    """A key that the versions of an article share in any part: the smallest of its long lines, else all lines."""
    n, none = len(lines.bounds) - 1, np.iinfo(np.uint64).max
    found, every = np.full(n, none), np.zeros(n, np.uint64)
    telling = lines.letters >= t.TELLING_LETTERS
    np.minimum.at(found, lines.row[telling], lines.keys[telling])
    np.add.at(every, lines.row, lines.keys)
    return np.where(found == none, every, found)


def changes(*ordered: npt.NDArray[Any]) -> Bool:
    """Where a row of these columns differs from the one before it, bool, shape (n,)."""
    new = np.ones(len(ordered[0]), bool)
    new[1:] = np.any([column[1:] != column[:-1] for column in ordered], axis=0)
    return new


def count_versions(keys: UInt64, versions: UInt64) -> Int64:
    """How many distinct versions each row's key has over all rows, shape (n,): parts merge in any order."""
    order = np.lexsort((versions, keys))
    ordered = keys[order]
    group = np.cumsum(changes(ordered)) - 1
    found = np.empty(len(keys), np.int64)
    found[order] = np.bincount(group, changes(ordered, versions[order])).astype(np.int64)[group]
    return found


def round_down(counts: Int64, least: int) -> Int64:
    """Counts as far as they decide: the largest number that some rule asks for and that is reached; 0 below all.

    A line that one more article has is the same to every rule until the next such number.

    Args:
        counts: shape (n,).
        least: what the ordinary rule asks for.
    """
    bounds = np.array([0, *sorted({int(np.ceil(least * factor)) for factor in FACTORS})], np.int64)
    return np.asarray(bounds[np.searchsorted(bounds, counts, side="right") - 1])


def decisive(
    counts: tuple[Int64, Int64], letters: Int64, factor: Float64, least: tuple[int, int]
) -> tuple[Int64, Int64]:
    """What the counts of lines decide: while it is the same, so is every verdict, wherever in an article a line stands.

    A line that is noise by the strictest rule that may hold for it has one pair of counts, however often it repeats;
    those of the others are rounded down.

    Args:
        counts: articles of the publisher, and of any publisher, that hold a line; shape (n,) each.
        letters: of each line, shape (n,).
        factor: how many times the copies of an ordinary line it needs at most, shape (n,).
        least: what the ordinary rule asks for of either.
    """
    own, anywhere = counts[0], np.where(letters >= t.ANYWHERE_LETTERS, counts[1], 0)
    is_noise = (own >= least[0] * factor) | (anywhere >= least[1] * factor)
    most = int(np.ceil(least[0] * max(FACTORS)))
    return (
        np.where(is_noise, most, round_down(own, least[0])),
        np.where(is_noise, 0, round_down(anywhere, least[1])),
    )


def copies_needed(letters: Int64, closed: Bool, prose: Bool) -> Float64:
    """How many times the copies of an ordinary line each line needs; see `Repeats.noise`."""
    brief = (letters < t.BRIEF_LETTERS) | (closed & (letters < t.SHORT_SENTENCE_LETTERS))
    kinds, factors = [prose, brief, letters < t.SHORT_LETTERS], [t.PROSE_FACTOR, t.BRIEF_FACTOR, t.SHORT_FACTOR]
    return np.asarray(np.select(kinds, factors, 1.0), np.float64)


def combine_keys(publishers: UInt64, lines: UInt64) -> UInt64:
    """One key of a publisher and a line, shape (n,)."""
    return publishers * np.uint64(0x9E3779B97F4A7C15) ^ lines


def lookup(keys: UInt64, known: UInt64, values: Int64) -> Int64:
    """Values of a table for each key.

    Args:
        keys: shape (n,).
        known: shape (n_rows,), distinct, in any order.
        values: shape (n_rows,).

    Returns:
        int64, shape (n,): 0 where the table has no such key.
    """
    if not len(known):
        return np.zeros(len(keys), np.int64)
    order = np.argsort(known, kind="stable")
    place = order[np.minimum(np.searchsorted(known, keys, sorter=order), len(known) - 1)]
    return np.where(known[place] == keys, values[place], 0)


@dataclass(frozen=True)
class Repeats:
    """How often lines repeat, and from when on that makes them noise.

    Attributes:
        own: shape (n_lines,): articles of the publisher that hold the line; 0 where the publisher is unknown.
        anywhere: shape (n_lines,): articles of any publisher that hold it.
        min_own: articles of the publisher from which on an ordinary line is noise.
        min_anywhere: articles of any publisher from which on an ordinary line is noise.
    """

    own: Int64
    anywhere: Int64
    min_own: int
    min_anywhere: int

    def noise(self, letters: Int64, closed: Bool, prose: Bool) -> Bool:
        """Which lines are the publisher's, not the article's.

        Args:
            letters: letters of each line, shape (n_lines,): tiny ones may be names or subheads and need more copies.
            closed: whether it ends like a sentence, shape (n_lines,): short sentences may be anyone's.
            prose: whether it is a paragraph among paragraphs, shape (n_lines,): those need more copies too.

        Returns:
            bool, shape (n_lines,).
        """
        factor = copies_needed(letters, closed, prose)
        own = self.own >= self.min_own * factor
        return own | ((self.anywhere >= self.min_anywhere * factor) & (letters >= t.ANYWHERE_LETTERS))
