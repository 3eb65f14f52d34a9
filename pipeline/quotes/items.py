"""A text written down one letter an item: what the rules on speakers are patterns over.

Letters: a quotation (see `QUOTES`), a name (N person, G organisation, l place), a word by its kind
(`speech_words.tsv`; S a possessive, d a number, g a word in -ing, v one in -ed, X any other with a capital letter,
z one in -s, w any other), a mark (, ; : - and / for brackets), `.` the start of a sentence, a line feed that of a line.
A text has one line feed more before its first line: no rule reads on from the text before it in the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8, Unsigned
from pipeline.quotes.spans import Quotations
from pipeline.quotes.speech_words import form_facts
from pipeline.text import characters as ch
from pipeline.text.characters import Characters
from pipeline.text.tokens import Tokens

ASIDE, WHOLE, PHRASE, SHORT = QUOTES = "QFfx"
"""Quotations: one after which its sentence may go on, one that ends with a full stop, part of a sentence (in small
letters, three words or more), and any other."""
_QUOTES = np.frombuffer(QUOTES.encode(), np.uint8)
NAME_LETTERS = {"person": "N", "organisation": "G", "place": "l", "other": "X"}
_MARKS = {",": ",", ";": ";", ":": ":", "\u2014": "-", "\u2013": "-", "\u2015": "-", "(": "/", ")": "/", "-": "-"}
_SIGNS = np.zeros(0x2020, np.uint8)  # the letter of each mark; nothing behind it is one
_SIGNS[[*map(ord, _MARKS)]] = [*map(ord, _MARKS.values())]
_GOES_ON = np.array([*map(ord, ",?!-\u2014\u2013\u2026")])
_BOUNDS = np.frombuffer(b"\n.", np.uint8)
_VERBAL = np.frombuffer(b"gv", np.uint8)
_APOSTROPHES = np.array([ord("'"), 0x2019])
_WORDS = 3  # of a phrase, at least
_ASIDE_WORDS = 6  # a quotation without a mark at its end that is longer may be the object of `said`


@dataclass(frozen=True)
class Names:
    """The mentions of a batch, ascending, none overlaps; places are counted through it.

    Attributes:
        starts: int64, shape (n,).
        ends: int64, shape (n,).
        letters: uint8, shape (n,): the letter of each.
        entity: int64, shape (n,): number of its entity.
    """

    starts: Int64
    ends: Int64
    letters: UInt8
    entity: Int64


@dataclass(frozen=True)
class Items:
    """Items in the order of the text.

    Attributes:
        letters: one letter an item.
        starts: int64, shape (n,): first character, counted through the batch.
        ends: int64, shape (n,): one past the last.
        numbers: int64, shape (n,): of a quotation its number, of a name the number of its entity; -1 for other items.
        genders: uint8, shape (n,): MALE or FEMALE of a title or pronoun that tells it, else 0.
    """

    letters: str
    starts: Int64
    ends: Int64
    numbers: Int64
    genders: UInt8

    @cached_property
    def codes(self) -> UInt8:
        """uint8, shape (n,): the code of each letter."""
        return np.frombuffer(self.letters.encode("ascii"), np.uint8)

    @cached_property
    def quotations(self) -> Int64:
        """int64, ascending: the items that are quotations."""
        return np.flatnonzero(np.isin(self.codes, _QUOTES))

    @cached_property
    def bounds(self) -> Int64:
        """int64, ascending: the items that begin a sentence or a line; what follows up to the next is a sentence."""
        return np.flatnonzero(np.isin(self.codes, _BOUNDS))

    @cached_property
    def sentences(self) -> Int64:
        """int64, shape (n,): number of the sentence of each item, as `bounds` counts them."""
        begins = np.zeros(len(self.codes), np.int64)
        begins[self.bounds] = 1
        return np.cumsum(begins) - 1


def text_items(batch: Characters, tokens: Tokens, quotes: Quotations, names: Names, sentences: Int64) -> Items:
    """Write down some texts.

    Args:
        batch: the texts.
        tokens: their tokens.
        quotes: their quotations.
        names: their mentions; those inside quotations are left out.
        sentences: int64, ascending: where sentences start, counted through the batch.
    """
    outside = _outside(len(batch.codes), quotes)
    free = outside.copy()
    shown = outside[names.starts]
    _clear(free, names.starts[shown], names.ends[shown])
    starts, ends, kinds, genders = _words(tokens, free)
    marks = _marks(batch, free)
    lines = quotes.edges[:-1]
    opens = sentences[(outside[sentences] | np.isin(sentences, quotes.starts)) & ~np.isin(sentences, lines)]
    none = np.zeros(0, np.int64)
    texts = np.intersect1d(batch.bounds[:-1], lines)
    parts = (
        (texts, _same("\n", texts), texts, none),
        (lines, _same("\n", lines), lines, none),
        (opens, _same(".", opens), opens, none),
        (quotes.starts, _quote_letters(batch, quotes), quotes.ends, np.arange(len(quotes))),
        (names.starts[shown], _name_letters(batch, names, shown), names.ends[shown], names.entity[shown]),
        (marks, _SIGNS[batch.codes[marks]], marks + 1, none),
        (starts, kinds, ends, none),
    )
    return _ordered(parts, genders)


def _ordered(parts: tuple[tuple[Int64, UInt8, Int64, Int64], ...], genders: UInt8) -> Items:
    """Items of all sorts in the order of the text; at the same place a sentence stands before what opens it.

    Args:
        parts: starts, letters, ends and numbers of each sort, words last; -1 for numbers that are not there.
        genders: of the words.
    """
    starts, letters, ends = (np.concatenate([part[n] for part in parts]) for n in range(3))
    numbers = np.concatenate([np.append(part[3], np.full(len(part[0]) - len(part[3]), -1)) for part in parts])
    order = np.argsort(starts, kind="stable")
    read = letters[order].astype(np.uint8).tobytes().decode("ascii")
    told = np.append(np.zeros(len(starts) - len(genders), np.uint8), genders)
    return Items(read, starts[order], ends[order], numbers[order].astype(np.int64), told[order])


def _outside(size: int, quotes: Quotations) -> Bool:
    """Which characters stand outside the quotations."""
    outside = np.ones(size + 1, bool)
    _clear(outside, quotes.starts, quotes.ends)
    return outside


def _clear(values: Bool, starts: Int64, ends: Int64) -> None:
    """Set some spans to False, in place."""
    change = np.zeros(len(values) + 1, np.int32)
    np.add.at(change, starts, 1)
    np.add.at(change, ends, -1)
    values &= np.cumsum(change[:-1], dtype=np.int32) == 0


def _words(tokens: Tokens, free: Bool) -> tuple[Int64, Int64, UInt8, UInt8]:
    """The words outside quotations and names, with the letter and the gender of each."""
    starts, ends = tokens.batch_offset(tokens.start, tokens.doc), tokens.batch_offset(tokens.end, tokens.doc)
    chosen = free[starts]
    facts = np.fromiter(map(form_facts, tokens.forms), np.uint16, len(tokens.forms))[tokens.form]
    letters = (facts & 0xFF).astype(np.uint8)
    letters[_behind_hyphen(tokens) & np.isin(letters, _VERBAL)] = ord("w")
    return starts[chosen], ends[chosen], letters[chosen], (facts[chosen] >> 8).astype(np.uint8)


def _behind_hyphen(tokens: Tokens) -> Bool:
    """Which words are the second part of a compound: well-connected, fast-growing."""
    before = np.append(0, tokens.end[:-1])
    return np.asarray((tokens.start == before + 1) & (tokens.raw[tokens.start - 1] == ord("-")))


def _name_letters(batch: Characters, names: Names, shown: Bool) -> UInt8:
    """The letter of each name; S for one with a possessive behind it."""
    codes, ends = np.append(batch.codes, np.zeros(2, batch.codes.dtype)), names.ends[shown]
    mark = np.isin(codes[ends], _APOSTROPHES)
    owner = mark & ((codes[ends + 1] == ord("s")) | (codes[ends - 1] == ord("s")))
    return np.where(owner, ord("S"), names.letters[shown]).astype(np.uint8)


def _marks(batch: Characters, free: Bool) -> Int64:
    """Places of the marks outside quotations; a hyphen inside a word is none."""
    signs = _SIGNS.take(batch.codes, mode="clip")
    marks = np.flatnonzero((signs > 0) & free[:-1])
    hyphen = batch.codes[marks] == ord("-")
    before, after = np.maximum(marks - 1, 0), np.minimum(marks + 1, len(batch.kinds) - 1)
    blank = (batch.kinds[before] & ch.SPACE > 0) | (batch.kinds[after] & ch.SPACE > 0)
    digits = (batch.codes[marks] == ord(",")) & _digit(batch.codes[before]) & _digit(batch.codes[after])
    return np.asarray(marks[~(hyphen & ~blank) & ~digits])


def _digit(codes: Unsigned) -> Bool:
    return np.asarray((codes >= ord("0")) & (codes <= ord("9")))


def _quote_letters(batch: Characters, quotes: Quotations) -> UInt8:
    """The letter of each quotation."""
    double = (
        np.isin(batch.codes[quotes.starts], [ord("'")])
        & (batch.codes[np.minimum(quotes.starts + 1, len(batch.codes) - 1)] == ord("'"))
        if len(quotes)
        else np.zeros(0, bool)
    )
    skip = 1 + double
    small = batch.kinds[np.minimum(quotes.starts + skip, quotes.ends - 1)] & ch.LOWER != 0
    last = batch.codes[np.maximum(quotes.ends - 1 - skip, quotes.starts)]
    blanks = np.flatnonzero(batch.kinds & ch.SPACE != 0)
    count = np.searchsorted(blanks, quotes.ends) - np.searchsorted(blanks, quotes.starts) + 1
    goes_on, stops = np.isin(last, _GOES_ON), last == ord(".")
    choices = [ord(PHRASE), ord(SHORT), ord(ASIDE), ord(WHOLE)]
    found = np.select([small & (count >= _WORDS), small, goes_on, stops], choices, ord(SHORT))
    return np.asarray(np.where(~small & ~goes_on & ~stops & (count > _ASIDE_WORDS), ord(ASIDE), found), np.uint8)


def _same(letter: str, places: Int64) -> UInt8:
    """One letter for all of these places."""
    return np.full(len(places), ord(letter), np.uint8)
