"""A text written down one letter an item: what the rules on speakers are patterns over.

Letters: a quotation (see `QUOTES`), a name (N person, G organisation, l place), a word by its kind
(`speech_words.tsv`; S a possessive, d a number, g a word in -ing, v one in -ed, X any other with a capital letter,
z one in -s, w any other), a mark (, ; : - and / for brackets), `.` the start of a sentence, a line feed that of a line.
A text has one line feed more before its first line: no rule reads on from the text before it in the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np

from pipeline.arrays.types import Bool, Int32, Int64, UInt8, Unsigned
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.item_words import Words, words_outside
from pipeline.quotes.spans import Quotations
from pipeline.text import characters as ch
from pipeline.text.characters import Characters
from pipeline.text.tokens import CutTexts

ASIDE, WHOLE, PHRASE, SHORT = QUOTES = "QFfx"
"""Quotations: one after which its sentence may go on, one that ends with a full stop, part of a sentence (in small
letters, three words or more), and any other."""
NAME_LETTERS = {"person": "N", "organisation": "G", "place": "l", "other": "X"}
_EN_DASH, _DASHES = 0x2013, 3  # the first of the dashes, which follow one another, and how many there are
_MARKS = {",": ",", ";": ";", ":": ":", "(": "/", ")": "/", "-": "-"}
_MARKS |= {chr(_EN_DASH + n): "-" for n in range(_DASHES)}
_SIGNS = np.zeros(0x2020, np.uint8)  # the letter of each mark; nothing behind it is one
_SIGNS[[*map(ord, _MARKS)]] = [*map(ord, _MARKS.values())]
_GOES_ON = np.array([*map(ord, ",?!-\u2014\u2013\u2026")])
_NONE = -1
_APOSTROPHES = np.array([ord("'"), 0x2019])
_WORDS = 3  # of a phrase, at least
_ASIDE_WORDS = 6  # a quotation without a mark at its end that is longer may be the object of `said`

N = TypeVar("N", Int32, UInt8)


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
        starts: int32, shape (n,): first character, counted through the batch.
        ends: int32, shape (n,): one past the last.
        numbers: int32, shape (n,): of a quotation its number, of a name the number of its entity; -1 for other items.
        genders: uint8, shape (n,): MALE or FEMALE of a title or pronoun that tells it, else 0.
    """

    letters: str
    starts: Int32
    ends: Int32
    numbers: Int32
    genders: UInt8

    @cached_property
    def codes(self) -> UInt8:
        """uint8, shape (n,): the code of each letter."""
        return np.frombuffer(self.letters.encode("ascii"), np.uint8)

    @cached_property
    def quotations(self) -> Int64:
        """int64, ascending: the items that are quotations."""
        return np.flatnonzero(is_one_of(self.codes, QUOTES))

    @cached_property
    def bounds(self) -> Int64:
        """int64, ascending: the items that begin a sentence or a line; what follows up to the next is a sentence."""
        return np.flatnonzero(is_one_of(self.codes, "\n."))

    def homes(self, places: Int64) -> Int64:
        """Number of the sentence of some items, as `bounds` counts them; int64, shape (n,)."""
        return np.asarray(np.searchsorted(self.bounds, places, side="right") - 1)


class _Others(NamedTuple):
    """Items of another sort than words, or of several such sorts.

    Attributes:
        starts: int64, shape (n,).
        ends: int64, shape (n,).
        letters: uint8, shape (n,).
        numbers: int64, shape (n,).
    """

    starts: Int64
    ends: Int64
    letters: UInt8
    numbers: Int64


def text_items(batch: Characters, cut: CutTexts, quotes: Quotations, names: Names, sentences: Int64) -> Items:
    """Write down some texts.

    Args:
        batch: the texts.
        cut: the same with their words.
        quotes: their quotations.
        names: their mentions; those inside quotations are left out.
        sentences: int64, ascending: where sentences start, counted through the batch.
    """
    quoted = quotes.starts, quotes.ends
    shown = ~_inside(names.starts, quoted)
    named = names.starts[shown], names.ends[shown]
    marks = _marks(batch)
    marks = marks[~_inside(marks, quoted) & ~_inside(marks, named)]
    lines, texts = quotes.edges[:-1], batch.bounds[:-1]
    within = _inside(sentences, (quotes.starts + 1, quotes.ends))  # a sentence may open with its quotation
    opens = sentences[~within & ~_among(sentences, lines)]
    parts = (
        _empty("\n", np.unique(texts[_among(texts, lines)])),
        _empty("\n", lines),
        _empty(".", opens),
        _Others(*quoted, _quote_letters(batch, quotes), np.arange(len(quotes))),
        _Others(*named, _name_letters(batch, names, shown), names.entity[shown]),
        _Others(marks, marks + 1, _SIGNS[batch.codes[marks]], np.full(len(marks), _NONE)),
    )
    return _ordered(parts, words_outside(cut, quoted, named))


def _ordered(parts: tuple[_Others, ...], words: Words) -> Items:
    """Items of all sorts in the order of the text; at the same place a sentence stands before what opens it."""
    others = _Others(*map(np.concatenate, zip(*parts, strict=True)))
    order = np.argsort(others.starts, kind="stable")
    starts, ends = (column[order].astype(np.int32) for column in (others.starts, others.ends))
    places = np.searchsorted(words.starts, starts) + np.arange(len(order))
    own = np.ones(len(places) + len(words.starts), bool)
    own[places] = False
    numbers = np.full(len(own), _NONE, np.int32)
    numbers[places] = others.numbers[order]
    told, genders = np.flatnonzero(words.genders != 0), np.zeros(len(own), np.uint8)
    genders[np.flatnonzero(own)[told]] = words.genders[told]
    return Items(
        letters=_merged(own, places, words.letters, others.letters[order]).tobytes().decode("ascii"),
        starts=_merged(own, places, words.starts, starts),
        ends=_merged(own, places, words.ends, ends),
        numbers=numbers,
        genders=genders,
    )


def _merged(own: Bool, places: Int64, words: N, others: N) -> N:
    """Values of words, which stand where `own` holds, and of the other items, which stand at `places`."""
    found = np.empty(len(own), words.dtype)
    found[own], found[places] = words, others
    return found


def _inside(places: Int64, spans: tuple[Int64, Int64]) -> Bool:
    """Whether each place stands in one of some spans, given by starts, ascending, and ends; none overlaps."""
    starts, ends = spans
    before = np.searchsorted(starts, places, side="right")
    return np.asarray(places < np.append(_NONE, ends)[before])


def _among(places: Int64, known: Int64) -> Bool:
    """Whether each place is one of those known, ascending."""
    return np.asarray(np.append(known, _NONE)[np.searchsorted(known, places)] == places)


def _name_letters(batch: Characters, names: Names, shown: Bool) -> UInt8:
    """The letter of each name; S for one with a possessive behind it."""
    codes, ends = batch.codes, names.ends[shown]
    last = len(codes) - 1
    mark = np.isin(codes[np.minimum(ends, last)], _APOSTROPHES) & (ends <= last)
    owner = mark & ((codes[np.minimum(ends + 1, last)] == ord("s")) | (codes[ends - 1] == ord("s")))
    return np.where(owner, ord("S"), names.letters[shown]).astype(np.uint8)


def _marks(batch: Characters) -> Int64:
    """Places of the marks; a hyphen inside a word is none."""
    dashes = batch.codes - batch.codes.dtype.type(_EN_DASH) < _DASHES
    marks = np.flatnonzero((batch.kinds & ch.PUNCTUATION != 0) | dashes)
    marks = marks[_SIGNS[batch.codes[marks]] != 0]
    codes = batch.codes[marks]
    before, after = np.maximum(marks - 1, 0), np.minimum(marks + 1, len(batch.kinds) - 1)
    blank = (batch.kinds[before] | batch.kinds[after]) & ch.SPACE > 0
    digits = (codes == ord(",")) & _digit(batch.codes[before]) & _digit(batch.codes[after])
    return np.asarray(marks[((codes != ord("-")) | blank) & ~digits])


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
    spaces, spans = (batch.kinds & ch.SPACE).tobytes(), zip(quotes.starts.tolist(), quotes.ends.tolist(), strict=True)
    count = np.array([spaces.count(ch.SPACE, start, end) for start, end in spans], np.int64) + 1
    goes_on, stops = np.isin(last, _GOES_ON), last == ord(".")
    choices = [ord(PHRASE), ord(SHORT), ord(ASIDE), ord(WHOLE)]
    found = np.select([small & (count >= _WORDS), small, goes_on, stops], choices, ord(SHORT))
    return np.asarray(np.where(~small & ~goes_on & ~stops & (count > _ASIDE_WORDS), ord(ASIDE), found), np.uint8)


def _empty(letter: str, places: Int64) -> _Others:
    """Items without characters, of one letter, at these places."""
    return _Others(places, places, np.full(len(places), ord(letter), np.uint8), np.full(len(places), _NONE))
