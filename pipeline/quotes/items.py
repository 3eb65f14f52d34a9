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

from pipeline.arrays.ranges import counts_before, ranges
from pipeline.arrays.ranks import Ranks
from pipeline.arrays.sorting import is_among
from pipeline.arrays.types import Bool, Int32, Int64, UInt8
from pipeline.arrays.utf8 import stand_at
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.item_letters import QUOTES, Names, mark_letters, name_letters, quote_letters
from pipeline.quotes.item_words import words_but
from pipeline.quotes.signs import Signs
from pipeline.quotes.spans import Quotations
from pipeline.text.cutting import CutTexts

_NONE = -1

N = TypeVar("N", Int32, UInt8)


@dataclass(frozen=True)
class Items:
    """Items in the order of the text; places are bytes of the text of the batch.

    Attributes:
        letters: one letter an item.
        numbers: int32, shape (n,): of a quotation its number, of a name the number of its entity; -1 for other items.
        genders: uint8, shape (n,): MALE or FEMALE of a title or pronoun that tells it, else 0.
        index: int32, shape (n,): of a word its number w in `words`, of another item -1 - its number in `others`.
        words: int32: first byte of each word, and one past its last.
        others: int64: the same of all other items.
    """

    letters: str
    numbers: Int32
    genders: UInt8
    index: Int32
    words: tuple[Int32, Int32]
    others: tuple[Int64, Int64]

    def places(self, at: Int64) -> tuple[Int64, Int64]:
        """First byte and one past the last of some items other than words; int64, shape (n,) each."""
        number = ~self.index[at].astype(np.int64)
        return self.others[0][number], self.others[1][number]

    def spans(self, at: Int64) -> tuple[Int64, Int64]:
        """First byte and one past the last of any items; int64, shape (n,) each."""
        numbers = self.index[at].astype(np.int64)
        own = numbers >= 0
        starts, ends = np.empty(len(at), np.int64), np.empty(len(at), np.int64)
        for side, found in enumerate((starts, ends)):
            found[own], found[~own] = self.words[side][numbers[own]], self.others[side][~numbers[~own]]
        return starts, ends

    def are_words(self, raw: UInt8, at: Int64, words: tuple[bytes, ...]) -> Bool:
        """Which of some items are spelt like one of some words; bool, shape of `at`, which is (n,).

        Args:
            raw: UTF-8 of the batch.
            at: int64, shape (n,): the items.
            words: at least one, as they stand in the text.
        """
        starts, ends = self.spans(at)
        same = [(ends - starts == len(word)) & stand_at(raw, starts, word) for word in words]
        return np.asarray(np.any(same, axis=0))

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
        return np.flatnonzero(self._begins)

    def homes(self, places: Int64) -> Int64:
        """Number of the sentence of some items, as `bounds` counts them; int64, shape (n,)."""
        return self._begun.before(places + 1) - 1

    @cached_property
    def _begins(self) -> Bool:
        """bool, shape (n,): the items that begin a sentence or a line."""
        return is_one_of(self.codes, "\n.")

    @cached_property
    def _begun(self) -> Ranks:
        """The same as a map."""
        return Ranks.of(self._begins)


class _Others(NamedTuple):
    """Items of another sort than words, or of several such sorts.

    Attributes:
        starts: int64, shape (n,): first byte of each.
        ends: int64, shape (n,): one past the last.
        letters: uint8, shape (n,).
        numbers: int64, shape (n,).
    """

    starts: Int64
    ends: Int64
    letters: UInt8
    numbers: Int64


def text_items(texts: CutTexts, signs: Signs, quotes: Quotations, names: Names, sentences: Int64) -> Items:
    """Write down some texts.

    Args:
        texts: with their words.
        signs: all that stand in them.
        quotes: their quotations.
        names: their mentions; those inside quotations are left out.
        sentences: int64, ascending: where sentences start, bytes of the text of the batch.
    """
    quoted = quotes.starts, quotes.ends
    names = names.some(~_inside(names.starts, quoted))
    named = names.starts, names.ends
    marks, letters = mark_letters(texts, signs)
    shown = ~_inside(marks, quoted) & ~_inside(marks, named)
    marks, letters = marks[shown], letters[shown]
    lines, first = quotes.edges[:-1], texts.doc_start
    within = _inside(sentences, (quotes.starts + 1, quotes.ends))  # a sentence may open with its quotation
    parts = (
        _empty("\n", first[is_among(first, lines)]),
        _empty("\n", lines),
        _empty(".", sentences[~within & ~is_among(sentences, lines)]),
        _Others(*quoted, quote_letters(texts, quotes, signs), np.arange(len(quotes))),
        _Others(*named, name_letters(texts, names), names.entity),
        _Others(marks, marks + 1, letters, np.full(len(marks), _NONE)),
    )
    return _ordered(texts, signs, _Others(*map(np.concatenate, zip(*parts, strict=True))))


def _ordered(texts: CutTexts, signs: Signs, others: _Others) -> Items:
    """Items of all sorts in the order of the text; at the same place a sentence stands before what opens it.

    Args:
        texts: with their words, of which quotations and names hide those that begin in them.
        signs: all that stand in them.
        others: the items other than words, those of each sort in order.
    """
    order, cut = np.argsort(others.starts, kind="stable"), texts.cut
    ranks = Ranks.of_places(cut.starts, len(texts.text))
    before, own_numbers = ranks.before(others.starts[order]), others.numbers[order]
    hiding = np.flatnonzero(own_numbers != _NONE)
    hidden = ranges(before[hiding], ranks.before(others.ends[order[hiding]]))[1]
    words = words_but(texts, ranks.before(signs.places[signs.codes == ord("-")]), hidden)
    places = counts_before(words.numbers, len(cut.starts))[before] + np.arange(len(order))
    own = np.ones(len(places) + len(words.numbers), bool)
    own[places] = False
    numbers, genders = np.full(len(own), _NONE, np.int32), np.zeros(len(own), np.uint8)
    numbers[places] = own_numbers
    own = np.flatnonzero(own)
    genders[own[words.told]] = words.genders
    return Items(
        letters=_merged(own, places, words.letters, others.letters[order]).tobytes().decode("ascii"),
        numbers=numbers,
        genders=genders,
        index=_merged(own, places, words.numbers.astype(np.int32), ~order.astype(np.int32)),
        words=(cut.starts, cut.ends),
        others=(others.starts, others.ends),
    )


def _merged(own: Int64, places: Int64, words: N, others: N) -> N:
    """Values of words, which stand at the places `own`, and of the other items, which stand at `places`."""
    found = np.empty(len(own) + len(places), words.dtype)
    found[own], found[places] = words, others
    return found


def _inside(places: Int64, spans: tuple[Int64, Int64]) -> Bool:
    """Whether each place stands in one of some spans, given by starts, ascending, and ends; none overlaps."""
    starts, ends = spans
    before = np.searchsorted(starts, places, side="right")
    return np.asarray(places < np.append(_NONE, ends)[before])


def _empty(letter: str, places: Int64) -> _Others:
    """Items without characters, of one letter, at these places."""
    return _Others(places, places, np.full(len(places), ord(letter), np.uint8), np.full(len(places), _NONE))
