"""The key words of all forms of a batch, as numbers.

Most forms are ASCII letters and digits with blanks, hyphens and full stops: their words are found by array arithmetic,
those of the others one by one.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import index_of, numbers, strings, text_bytes, to_numpy, utf8
from pipeline.arrays.look_ups import once
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.types import Bool, Int64
from pipeline.names.keys import Words, initials, key_words
from pipeline.names.word_lists import name_words

_BLANK, _HYPHEN, _STOP = (ord(mark) for mark in " -.")
_SMALL = 0x20  # the bit of small letters, which digits and these marks have too


@once
def words_of(form: str) -> Words:
    """The key words of a form, the form itself where it has none."""
    return key_words(form) or (form,)


class FormWords(NamedTuple):
    """The key words of n forms, see `words_of`.

    Attributes:
        start: int64, shape (n,): the first word of each form, an index into `word`.
        end: int64, shape (n,): one past its last.
        word: int64, shape (k,): the words one after the other, indices into `known`.
        initials: int64, shape (n,): the word that is the initials of each form, an index into `known`; -1 for none.
        known: distinct words, a string array.
        is_word: bool, shape (n,): whether a form has any key word; the form itself stands for it where it has none.
    """

    start: Int64
    end: Int64
    word: Int64
    initials: Int64
    known: pa.Array
    is_word: Bool

    @property
    def size(self) -> Int64:
        """int64, shape (n,): words of each form."""
        return self.end - self.start

    def holds(self, kind: str) -> Bool:
        """Which of the distinct words are of a kind of `name_words`."""
        return _among(self.known, kind)


class _Plain(NamedTuple):
    """The words of n plain forms, in small letters.

    Attributes:
        bounds: int64, shape (n + 1,): the first word of each form, and the end.
        words: the words, a string array.
    """

    bounds: Int64
    words: pa.Array


def form_words(forms: pa.Array) -> FormWords:
    """The key words of distinct forms, a string array; none is empty."""
    is_plain = _are_plain(forms)
    plain, others = np.flatnonzero(is_plain), np.flatnonzero(~is_plain)
    own, listed = _plain_words(forms.take(numbers(plain))), forms.take(numbers(others)).to_pylist()
    odd = [*map(words_of, listed)]
    word, known = numbered_column(pa.concat_arrays([own.words, strings([*chain.from_iterable(odd)])]))
    ends = np.cumsum([len(own.words), *map(len, odd)])
    start, end, short = (np.empty(len(forms), np.int64) for _ in range(3))
    start[plain], end[plain] = _counted(own.bounds, word.astype(np.int64), known)
    start[others], end[others] = ends[:-1], ends[1:]
    short[plain] = index_of(_initials(own), known)
    short[others] = index_of(strings([*map(initials, listed)]), known)
    is_word = np.ones(len(forms), bool)
    is_word[others] = [bool(key_words(form)) for form in listed]
    return FormWords(start, end, word.astype(np.int64), short, known, is_word)


def _are_plain(forms: pa.Array) -> Bool:
    """Which forms are ASCII letters and digits, a blank or hyphen between two, and full stops behind words."""
    data, bounds = text_bytes(forms)
    letter = ((data | _SMALL) - ord("a") <= ord("z") - ord("a")) | (data - ord("0") <= ord("9") - ord("0"))
    behind, before = (np.zeros(len(data), bool) for _ in range(2))  # a letter in the same form
    behind[1:], before[:-1] = letter[:-1], letter[1:]
    behind[bounds[:-1]] = before[bounds[1:] - 1] = False
    joint = ((data == _BLANK) | (data == _HYPHEN)) & before
    odd = ~(letter | joint | ((data == _STOP) & behind & ~before))
    odd[bounds[:-1]] |= joint[bounds[:-1]]
    is_plain = np.ones(len(forms), bool)
    is_plain[np.searchsorted(bounds, np.flatnonzero(odd), side="right") - 1] = False
    return is_plain


def _plain_words(forms: pa.Array) -> _Plain:
    """The words of plain forms."""
    data, bounds = text_bytes(forms)
    joint = (data == _BLANK) | (data == _HYPHEN)
    begins = np.append(True, joint[:-1])[: len(data)]
    begins[bounds[:-1]] = True
    letter = ~joint & (data != _STOP)
    at = np.flatnonzero(begins)
    ends = np.append(np.cumsum(letter)[at] - 1, letter.sum())
    return _Plain(np.searchsorted(at, bounds), utf8((data | _SMALL)[letter], ends))


def _counted(bounds: Int64, word: Int64, known: pa.Array) -> tuple[Int64, Int64]:
    """First word and end of each plain form without the words at its edges that do not tell names apart."""
    start, end = bounds[:-1].copy(), bounds[1:].copy()
    suffix, article = _among(known, "Y"), index_of(strings(["the"]), known)[0]
    at = np.flatnonzero(end - start > 1)
    while len(at):
        at = at[(end[at] - start[at] > 1) & suffix[word[end[at] - 1]]]
        end[at] -= 1
    start += (end - start > 1) & (word[np.minimum(start, len(word) - 1)] == article)
    return start, end


def _among(words: pa.Array, kind: str) -> Bool:
    """Which words are of a kind of `name_words`."""
    return to_numpy(pc.is_in(words, value_set=strings(sorted(name_words(kind))))).astype(bool)


def _initials(own: _Plain) -> pa.Array:
    """The initials of plain forms, see `initials`; empty of those without."""
    data, bounds = text_bytes(own.words)
    n_words = np.diff(own.bounds)
    counts = np.repeat(n_words > 1, n_words) & ~_among(own.words, "J")
    return utf8(data[bounds[:-1][counts]], np.append(0, np.cumsum(counts))[own.bounds])
