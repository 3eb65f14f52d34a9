"""The letters of items other than words: quotations, names, marks. Places are bytes of the text of a batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.arrays.ranks import Ranks
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.arrays.utf8 import codes_at, codes_before, sizes_of
from pipeline.quotes.signs import MARKS, Signs
from pipeline.quotes.spans import Quotations
from pipeline.text import characters as ch
from pipeline.text.characters import classes_of
from pipeline.text.cutting import CutTexts

ASIDE, WHOLE, PHRASE, SHORT = QUOTES = "QFfx"
"""Quotations: one after which its sentence may go on, one that ends with a full stop, part of a sentence (in small
letters, three words or more), and any other."""
NAME_LETTERS = {"person": "N", "organisation": "G", "place": "l", "other": "X"}
_MARK_LETTERS = np.zeros(max(map(ord, MARKS)) + 2, np.uint8)  # by code point; nothing behind it is a mark
_MARK_LETTERS[[*map(ord, MARKS)]] = [*map(ord, MARKS.values())]
_GOES_ON = np.array([*map(ord, ",?!-\u2014\u2013\u2026")])
_STRAIGHT, _CURLY = ord("'"), 0x2019
_WORDS = 3  # of a phrase, at least
_ASIDE_WORDS = 6  # a quotation without a mark at its end that is longer may be the object of `said`


@dataclass(frozen=True)
class Names:
    """The mentions of a batch, ascending, none overlaps.

    Attributes:
        starts: int64, shape (n,): first byte of each.
        ends: int64, shape (n,): one past the last.
        letters: uint8, shape (n,): the letter of each.
        entity: int64, shape (n,): number of its entity.
    """

    starts: Int64
    ends: Int64
    letters: UInt8
    entity: Int64

    def some(self, kept: Bool) -> Names:
        """Those that are kept; bool, shape (n,)."""
        return Names(self.starts[kept], self.ends[kept], self.letters[kept], self.entity[kept])


def name_letters(texts: CutTexts, names: Names) -> UInt8:
    """The letter of each name; S for one with a possessive behind it."""
    raw, letters = texts.raw, names.letters.copy()
    behind = codes_at(raw, names.ends)
    marked = np.flatnonzero((behind == _STRAIGHT) | (behind == _CURLY))
    ends = names.ends[marked]
    s = np.uint8(ord("s"))
    owner = (raw[ends + sizes_of(behind[marked])] == s) | (raw[ends - 1] == s)
    letters[marked[owner]] = ord("S")
    return letters


def mark_letters(texts: CutTexts, signs: Signs) -> tuple[Int64, UInt8]:
    """Places and letters of the marks; a hyphen inside a word and a comma inside a number are none."""
    letters = taken(_MARK_LETTERS, signs.codes)
    hyphens, commas = (np.flatnonzero(signs.codes == ord(mark)) for mark in "-,")
    at = signs.places[hyphens]
    kinds = classes_of(codes_before(texts.raw, at)) | classes_of(codes_at(texts.raw, at + 1))
    letters[hyphens[kinds & ch.SPACE == 0]] = 0
    at = signs.places[commas]
    letters[commas[_are_digits(texts.raw[at - 1]) & _are_digits(texts.raw[at + 1])]] = 0
    marks = np.flatnonzero(letters != 0)
    return signs.places[marks], letters[marks]


def _are_digits(data: UInt8) -> Bool:
    """Which bytes are ASCII digits."""
    return np.asarray(data - np.uint8(ord("0")) < 10)


def quote_letters(texts: CutTexts, quotes: Quotations, signs: Signs) -> UInt8:
    """The letter of each quotation."""
    first, last = _edge_codes(texts.raw, quotes.starts, quotes.ends)
    small = classes_of(first) & ch.LOWER != 0
    goes_on, stops = np.isin(last, _GOES_ON), last == ord(".")
    letters = np.select([small, goes_on, stops], [ord(SHORT), ord(ASIDE), ord(WHOLE)], ord(SHORT)).astype(np.uint8)
    short = np.flatnonzero(letters == ord(SHORT))
    count, begins_small = _count_words(texts.raw, quotes.starts[short], quotes.ends[short], signs), small[short]
    letters[short[begins_small & (count >= _WORDS)]] = ord(PHRASE)
    letters[short[~begins_small & (count > _ASIDE_WORDS)]] = ord(ASIDE)
    return letters


def _edge_codes(raw: UInt8, starts: Int64, ends: Int64) -> tuple[Int64, Int64]:
    """Code points of the first character behind the opening mark, and of the last before the closing one.

    Of a quotation without anything between them they are those of its marks.
    """
    opening, closing = codes_at(raw, starts), codes_before(raw, ends)
    double = (opening == _STRAIGHT) & (raw[starts + 1] == _STRAIGHT)
    first = starts + sizes_of(opening) + double
    last = ends - sizes_of(closing)
    last[double] -= sizes_of(codes_before(raw, last[double]))
    return (
        np.where(first < ends, codes_at(raw, first), closing),
        np.where(last > starts, codes_before(raw, last), opening),
    )


def _count_words(raw: UInt8, starts: Int64, ends: Int64, signs: Signs) -> Int64:
    """How many words some stretches have, by their blanks; int64, shape (n,)."""
    blanks, others = Ranks.of(raw == ord(" ")), signs.places[signs.kinds & ch.SPACE != 0]
    count = blanks.before(ends) - blanks.before(starts) + 1
    return np.asarray(count + np.searchsorted(others, ends) - np.searchsorted(others, starts))
