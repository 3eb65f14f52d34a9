"""The lines that hold quotations, written down one letter an item: what the rules on speakers are patterns over.

Letters: a quotation (see `QUOTES`), a word by its kind (`speech_words.tsv`; N a name, S a possessive, d a number, g a
word in -ing, w any other), a mark (, ; : - and / for brackets), `.` the start of a sentence, a line feed that of a
line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.quotes.spans import Quotations
from pipeline.quotes.speech_words import SMALL_ONLY, speech_words
from pipeline.text import characters as ch
from pipeline.text.character_runs import solid_runs
from pipeline.text.characters import Characters
from pipeline.text.word_lookup import small_letters

ASIDE, WHOLE, PHRASE, SHORT = QUOTES = "QFfx"
"""Quotations: one after which its sentence may go on, one that ends with a full stop, part of a sentence (in small
letters, three words or more), and any other."""
_LETTER = ch.UPPER | ch.LOWER
_MARKS = {",": ",", ";": ";", ":": ":", "\u2014": "-", "\u2013": "-", "-": "-", "(": "/", ")": "/"}
_APOSTROPHE, _TYPOGRAPHIC, _HYPHEN = ord("'"), 0x2019, ord("-")
_SIGNS = np.zeros(0x2020, np.uint8)  # the letter of each mark; nothing behind it is one
_SIGNS[[*map(ord, _MARKS)]] = [*map(ord, _MARKS.values())]
_SIGNS[[_APOSTROPHE, _TYPOGRAPHIC]] = _APOSTROPHE
_GOES_ON = np.array([*map(ord, ",?!-\u2014\u2013\u2026")])
_WORDS = 3  # of a phrase, at least
_SMALL_ONLY = np.array([*map(ord, SMALL_ONLY)])


@dataclass(frozen=True)
class Items:
    """Items in the order of the text.

    Attributes:
        letters: one letter an item.
        starts: int64, shape (n,): first character, counted through the batch.
        ends: int64, shape (n,): one past the last.
        numbers: int64, shape (n,): number of the quotation; -1 for other items.
    """

    letters: str
    starts: Int64
    ends: Int64
    numbers: Int64


def quote_items(batch: Characters, quotes: Quotations, sentences: Int64) -> Items:
    """Write down the lines that hold quotations.

    Args:
        batch: the texts.
        quotes: their quotations.
        sentences: int64, ascending: where sentences start, counted through the batch.
    """
    lines, around = _around(len(batch.codes), quotes)
    signs = np.where(around, _SIGNS.take(batch.codes, mode="clip"), 0)
    digits = (batch.codes >= ord("0")) & (batch.codes <= ord("9"))
    solid = ((batch.kinds & _LETTER != 0) | digits) & around
    marks = np.flatnonzero(signs)
    inner = _inner(signs, solid, marks, batch.bounds)
    solid[inner] = True
    starts, ends, kinds = _words(batch, solid, signs)
    marks = marks[(signs[marks] != _APOSTROPHE) & ~solid[marks]]
    opens = sentences[(around[sentences] | np.isin(sentences, quotes.starts)) & ~np.isin(sentences, lines)]
    none = np.zeros(0, np.int64)
    parts = (
        (lines, _same("\n", lines), lines, none),
        (opens, _same(".", opens), opens, none),
        (quotes.starts, _quote_letters(batch, quotes), quotes.ends, np.arange(len(quotes))),
        (starts, kinds, ends, none),
        (marks, signs[marks], marks + 1, none),
    )
    return _ordered(parts)


def _ordered(parts: tuple[tuple[Int64, UInt8, Int64, Int64], ...]) -> Items:
    """Items of all sorts in the order of the text; at the same place a sentence stands before what opens it."""
    starts, letters, ends = (np.concatenate([part[n] for part in parts]) for n in range(3))
    numbers = np.concatenate([np.append(part[3], np.full(len(part[0]) - len(part[3]), -1)) for part in parts])
    order = np.argsort(starts, kind="stable")
    read = letters[order].astype(np.uint8).tobytes().decode("ascii")
    return Items(read, starts[order], ends[order], numbers[order].astype(np.int64))


def _around(size: int, quotes: Quotations) -> tuple[Int64, Bool]:
    """Starts of the lines that hold a quotation, and which characters stand in them outside the quotations."""
    first = np.searchsorted(quotes.edges, quotes.starts, side="right") - 1
    last = np.searchsorted(quotes.edges, quotes.ends - 1, side="right")
    change = np.zeros(size + 1, np.int32)
    np.add.at(change, quotes.edges[first], 1)
    np.add.at(change, quotes.edges[last], -1)
    held = np.cumsum(change[:-1], dtype=np.int32) > 0
    for start, end in zip(quotes.starts.tolist(), quotes.ends.tolist(), strict=True):
        held[start:end] = False
    lines = quotes.edges[first]
    return lines[np.append(True, lines[1:] != lines[:-1])] if len(lines) else lines, held


def _inner(signs: UInt8, solid: Bool, marks: Int64, bounds: Int64) -> Int64:
    """The apostrophes and hyphens that stand between letters or digits of the same text."""
    at = marks[(signs[marks] == _APOSTROPHE) | (signs[marks] == _HYPHEN)]
    at = at[~np.isin(at, bounds) & ~np.isin(at + 1, bounds)]
    return np.asarray(at[solid[at - 1] & solid[at + 1]])


def _words(batch: Characters, solid: Bool, signs: UInt8) -> tuple[Int64, Int64, UInt8]:
    """The runs of solid characters, and the letter of each."""
    starts, ends = solid_runs(solid, batch.bounds)
    low = small_letters(batch.codes)
    low[: len(signs)][signs == _APOSTROPHE] = _APOSTROPHE
    return starts, ends, _word_letters(batch, starts, ends, low)


def _word_letters(batch: Characters, starts: Int64, ends: Int64, low: UInt8) -> UInt8:
    """The letter of each word."""
    words = speech_words()
    kinds = words.kinds[words.table.find(low, starts, ends)]
    large = batch.kinds[starts] & ch.UPPER != 0
    hiss = (ends - starts > 2) & (low[ends - 1] == ord("s"))
    behind = (low[ends] == _APOSTROPHE) & ~np.isin(ends, batch.bounds)
    owner = hiss & ((low[ends - 2] == _APOSTROPHE) | (large & behind))
    going = (ends - starts > 4) & (low[ends - 1] == ord("g")) & (low[ends - 2] == ord("n"))
    digits = (low[starts] >= ord("0")) & (low[starts] <= ord("9"))
    other = np.select([digits, large, going], [ord("d"), ord("N"), ord("g")], ord("w"))
    letters = np.where((kinds == 0) | (large & np.isin(kinds, _SMALL_ONLY)), other, kinds)
    return np.asarray(np.where(owner & (letters != ord("P")), ord("S"), letters), np.uint8)


def _quote_letters(batch: Characters, quotes: Quotations) -> UInt8:
    """The letter of each quotation."""
    small = batch.kinds[np.minimum(quotes.starts + 1, quotes.ends - 1)] & ch.LOWER != 0
    last = batch.codes[np.maximum(quotes.ends - 2, quotes.starts)]
    blanks = np.flatnonzero(batch.kinds & ch.SPACE != 0)
    count = np.searchsorted(blanks, quotes.ends) - np.searchsorted(blanks, quotes.starts) + 1
    goes_on, stops = np.isin(last, _GOES_ON), last == ord(".")
    choices = [ord(QUOTES[2]), ord(QUOTES[3]), ord(QUOTES[0]), ord(QUOTES[1])]
    found = np.select([small & (count >= _WORDS), small, goes_on, stops], choices, ord(QUOTES[3]))
    return np.asarray(np.where(~small & ~goes_on & ~stops & (count > 6), ord(QUOTES[0]), found), np.uint8)


def _same(letter: str, places: Int64) -> UInt8:
    """One letter for all of these places."""
    return np.full(len(places), ord(letter), np.uint8)
