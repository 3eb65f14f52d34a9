"""Sentences with character offsets: only what ends lines and stops are looked at, not all words.

Between white space stand words. Line breaks always end a sentence. Elsewhere a word ends one when it closes with a stop
and the word after it does not begin with a small letter; only abbreviations, initials and numbered things are looked at
one by one (`sentence_rules`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.sorting import is_among
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.text import characters as ch
from pipeline.text.characters import Characters, characters
from pipeline.text.sentence_rules import PLAIN, ends_sentence, parts_sentences, word_class

_PEEL = 4  # closing or opening marks looked through at the edge of a word
_BLANKS = 3  # white space in a row in clean texts, at most; more is rare
_LONGEST = 20  # characters of a word from which on it is no abbreviation
_CUT = ch.PUNCTUATION  # a word begins here, whatever stands before; no rule of sentences asks for punctuation


class Words(NamedTuple):
    """The words between white space over all texts of a batch, not laid out: asked for by place.

    Attributes:
        text: all texts, end to end.
        kinds: uint8, shape (len(text) + 1,): class bits of each character, _CUT, and a SPACE behind the last.
        bounds: int64, shape (n_texts + 1,): first character of each text, and the end.
    """

    text: str
    kinds: UInt8
    bounds: Int64

    @classmethod
    def of(cls, batch: Characters) -> Words:
        """The words of a batch, none of which goes from one text into the next."""
        kinds = np.full(len(batch.kinds) + 1, ch.SPACE, np.uint8)
        np.bitwise_and(batch.kinds, np.uint8(~_CUT & 0xFF), out=kinds[:-1])
        kinds[batch.bounds] |= _CUT
        return cls(batch.text, kinds, batch.bounds)

    def begin(self, at: Int64) -> Bool:
        """Whether no word goes on at these places; bool, shape (n,)."""
        return np.asarray(self.kinds[at] & (ch.SPACE | _CUT) != 0)

    def behind(self, at: Int64) -> Int64:
        """First character of the first word at each place or behind it; len(text) where there is none."""
        for _ in range(_BLANKS):
            is_blank = (self.kinds[at] & ch.SPACE != 0) & (at < len(self.text))
            if not is_blank.any():
                return at
            at = at + is_blank
        solid = self._solid()
        return np.append(solid, len(self.text))[np.searchsorted(solid, at)]

    def before(self, at: Int64) -> Int64:
        """One past the last character of the last word before each place; 0 where there is none."""
        for _ in range(_BLANKS):
            is_blank = (self.kinds[at - 1] & ch.SPACE != 0) & (at > 0)
            if not is_blank.any():
                return at
            at = at - is_blank
        solid = self._solid()
        return np.append(0, solid + 1)[np.searchsorted(solid, at)]

    def _solid(self) -> Int64:
        """All characters that are no white space: 30 times as dear as to look beside a few places."""
        return np.flatnonzero(self.kinds & ch.SPACE == 0)

    def starts(self, ends: Int64) -> Int64:
        """First character of the words that end there; of long words a character inside them."""
        starts, at = ends - 1, np.arange(len(ends))
        for _ in range(_LONGEST):
            here = starts[at]
            at = at[(self.kinds[here] & _CUT == 0) & (self.kinds[here - 1] & ch.SPACE == 0)]
            starts[at] -= 1
        return starts

    def up_to(self, end: int) -> str:
        """What stands before a place, from the last white space of the text on."""
        low = int(self.bounds[np.searchsorted(self.bounds, end - 1, side="right") - 1])
        size = _LONGEST
        while True:
            word = self.text[max(low, end - size) : end].rsplit(None, 1)[-1]
            if len(word) < size or end - size <= low:
                return word
            size *= 2

    def ends(self, starts: Int64) -> Int64:
        """One past the last character of the words that begin there."""
        ends, at = starts + 1, np.arange(len(starts))
        for _ in range(_LONGEST):
            at = at[~self.begin(ends[at])]
            ends[at] += 1
        ends[at] = [self._end(place) for place in ends[at].tolist()]
        return ends

    def _end(self, at: int) -> int:
        """Where the word ends that a place is in."""
        size = _LONGEST
        while True:
            edges = np.flatnonzero(self.kinds[at : at + size] & (ch.SPACE | _CUT))
            if len(edges):
                return at + int(edges[0])
            size *= 2


def split_sentences(texts: pa.Array) -> tuple[Int64, Int64, Int64]:
    """Cut texts into sentences.

    Spans are free of outer white space, in order, without overlap, and together hold every other character.

    Args:
        texts: Arrow string array; nulls count as empty.

    Returns:
        (counts, starts, ends): int64, sentences per text, shape (n_texts,), then first character and one past the
        last of each sentence, shape (n_sentences,), counted in characters within its own text.
    """
    words = Words.of(characters(texts))
    marks = np.flatnonzero(words.kinds & (ch.STOP | ch.BREAK) != 0)
    is_stop = words.kinds[marks] & ch.STOP != 0
    stops = marks[is_stop]
    words.kinds[_glued(words, stops)] |= _CUT
    closed = words.before(np.concatenate([marks[~is_stop], words.bounds[1:]]))
    closed = np.unique(closed[closed > 0])
    ends = np.sort(np.concatenate([closed, _stopped(words, stops, closed)]), kind="stable")
    starts = words.behind(np.append(0, ends[:-1]))[: len(ends)]
    home = np.searchsorted(words.bounds, starts, side="right") - 1
    counts = np.bincount(home, minlength=len(texts))
    return counts, starts - words.bounds[home], ends - words.bounds[home]


def _glued(words: Words, stop: Int64) -> Int64:
    """Where two sentences stand together, as scrapers leave them: `left.The`, `right.”He`, or `left .The`."""
    kinds, last = words.kinds, len(words.text) - 1
    stop = stop[(stop > 1) & (stop < last - 1)]
    behind_word = kinds[stop - 1] & kinds[stop - 2] & ch.LOWER != 0
    behind_blank = (kinds[stop - 1] & ch.SPACE != 0) & (kinds[stop - 2] & ch.LOWER != 0)
    stop = stop[behind_word | behind_blank]
    home = np.searchsorted(words.bounds, stop, side="right")
    own = stop - 2 >= words.bounds[home - 1]  # the letters before it are not those of the text before
    stop, home = stop[own], home[own]
    cut = stop + 1
    cut = np.minimum(cut + (kinds[cut] & (ch.CLOSER | ch.OPENER) == ch.CLOSER), last)
    word = np.minimum(cut + (kinds[cut] & ch.OPENER != 0), last - 1)
    capital = (kinds[word] & ch.UPPER != 0) & (kinds[word + 1] & ch.LOWER != 0)
    capital &= word + 1 < words.bounds[home]  # nor are those behind it of the next
    pairs = zip(stop[capital].tolist(), cut[capital].tolist(), strict=True)
    return np.array([c for b, c in pairs if parts_sentences(words.up_to(b + 1), words.text[c : c + 4])], np.int64)


def _stopped(words: Words, stops: Int64, closed: Int64) -> Int64:
    """Where words end whose stop ends a sentence, ascending, but for those that are `closed` anyway."""
    ends = _behind_closers(words, stops)
    ends = ends[~is_among(ends, closed)]
    after = words.behind(ends)
    large = ~_opens_small(words, after)
    ends, after = ends[large], after[large]
    return ends[_judged(words, ends, after, closed)]


def _judged(words: Words, ends: Int64, after: Int64, closed: Int64) -> Bool:
    """Which of these words end a sentence: all but some abbreviations, initials and numbers.

    Args:
        words: of the batch.
        ends: shape (n,): where the words end, ascending.
        after: shape (n,): where the words behind them begin.
        closed: where words end that close a line or a text, ascending.
    """
    found = [True] * len(ends)
    for doubt in _doubts(words, ends, after, closed):
        leads = doubt.leads or (doubt.behind >= 0 and found[doubt.behind])
        found[doubt.place] = ends_sentence(doubt.kind, "" if leads else doubt.before, doubt.after, leads=leads)
    return np.array(found, bool)


class _Doubt(NamedTuple):
    """An abbreviation, an initial or a number that a stop stands behind.

    Attributes:
        place: its number among the words that may end a sentence.
        kind: its class, see `word_class`.
        leads: whether a line or a text ends before it.
        behind: number of the word before it, if that may end a sentence too; else -1.
        before: the word before it, the end of a long one.
        after: the word after it.
    """

    place: int
    kind: int
    leads: bool
    behind: int
    before: str
    after: str


def _doubts(words: Words, ends: Int64, after: Int64, closed: Int64) -> Iterator[_Doubt]:
    """The doubtful ones among the words that may end a sentence, in order; arguments: see `_judged`."""
    text, starts = words.text, words.starts(ends)
    short = np.flatnonzero(ends - starts < _LONGEST)
    spans = zip(starts[short].tolist(), ends[short].tolist(), strict=True)
    kinds = np.array([word_class(text[a:b]) for a, b in spans], np.int64)
    at = short[kinds != PLAIN]
    before = words.before(starts[at])
    leads = (before == 0) | is_among(before, closed)
    behind = np.where(is_among(before, ends), np.searchsorted(ends, before), -1)
    pairs = (words.starts(before), before), (after[at], words.ends(after[at]))
    texts = ([text[a:b] for a, b in zip(first.tolist(), end.tolist(), strict=True)] for first, end in pairs)
    columns = (at, kinds[kinds != PLAIN], leads, behind)
    return map(_Doubt, *(column.tolist() for column in columns), *texts)


def _behind_closers(words: Words, stops: Int64) -> Int64:
    """Where words end whose last character is one of these stops, closing marks aside."""
    ends = stops + 1
    for _ in range(_PEEL):
        ends += (words.kinds[ends] & (ch.CLOSER | _CUT)) == ch.CLOSER
    return ends[words.begin(ends)]


def _opens_small(words: Words, first: Int64) -> Bool:
    """Whether the first letter of the words that begin there is small, opening marks aside, or there are only stops."""
    for _ in range(_PEEL):
        first = first + ((words.kinds[first] & ch.OPENER != 0) & ~words.begin(first + 1))
    return np.asarray((words.kinds[first] & (ch.LOWER | ch.STOP)) != 0)
