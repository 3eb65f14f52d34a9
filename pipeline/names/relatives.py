"""Which forms of an article may belong together: they share a word, or one is the initials of the other.

Most forms are ASCII letters and blanks: their words are found by array arithmetic, those of the others one by one.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, strings, text_bytes, to_numpy, utf8
from pipeline.arrays.look_ups import once
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import bounds_of, distinct, ordered
from pipeline.arrays.types import Bool, Int64
from pipeline.names.keys import Words, initials, key_words
from pipeline.names.word_lists import name_words

_BLANK, _SMALL = ord(" "), 0x20  # the bit of small letters, which a blank has too


class _Words(NamedTuple):
    """Some n words of forms.

    Attributes:
        owner: int64, shape (n,): the form of each.
        words: the words, a string array.
    """

    owner: Int64
    words: pa.Array


@once
def words_of(form: str) -> Words:
    """The key words of a form, the form itself where it has none."""
    return key_words(form) or (form,)


class Relations(NamedTuple):
    """Which of n forms of articles belong together with another one of the article, perhaps.

    Attributes:
        related: bool, shape (n,): whether they share a word with another one, or one is the initials of the other.
        one: int64, shape (k,): forms that are related to one other form alone, by one word.
        other: int64, shape (k,): that form, which is related to no other one either.
    """

    related: Bool
    one: Int64
    other: Int64


def relations(doc: Int64, form: Int64, forms: pa.Array) -> Relations:
    """Which forms of articles share a word with another form of the article, or are its initials.

    Args:
        doc: int64, shape (n,): article.
        form: int64, shape (n,): a form that occurs there, once.
        forms: distinct forms, a string array.
    """
    owner, word = _relating_words(forms)
    bounds = np.searchsorted(owner, np.arange(len(forms) + 1))
    home, at = ranges(bounds[form], bounds[form + 1])
    key = doc[home] * (word.max(initial=0) + 1) + word[at]
    order = ordered([key])
    begins, home = bounds_of([key[order]]), home[order]
    times = np.diff(begins, append=len(home))
    n_shared = np.bincount(home[np.repeat(times > 1, times)], minlength=len(doc))
    two = begins[times == 2]
    one, other = home[two], home[two + 1]
    alone = (n_shared[one] == 1) & (n_shared[other] == 1)
    return Relations(n_shared > 0, one[alone], other[alone])


def _relating_words(forms: pa.Array) -> tuple[Int64, Int64]:
    """The distinct words by which forms may belong to another: number of the form, ascending, and of the word."""
    data, bounds = text_bytes(forms)
    letter = (data | _SMALL) - ord("a") < ord("z") - ord("a") + 1
    is_plain = np.add.reduceat(~letter & (data != _BLANK), bounds[:-1]) == 0 if len(forms) else np.zeros(0, bool)
    plain, others = np.flatnonzero(is_plain), np.flatnonzero(~is_plain)
    listed = [*map(_relating, forms.take(numbers(others)).to_pylist())]
    own = _plain_words(forms.take(numbers(plain)))
    short = _initials(own)
    words = pa.concat_arrays([own.words, short.words, strings(list(chain.from_iterable(listed)))]).dictionary_encode()
    owner = np.concatenate([plain[own.owner], plain[short.owner], np.repeat(others, [*map(len, listed)])])
    size = max(1, len(words.dictionary))
    return np.divmod(distinct(owner * size + to_numpy(words.indices)), size)


def _plain_words(forms: pa.Array) -> _Words:
    """The words of forms of ASCII letters and blanks, in small letters."""
    data, bounds = text_bytes(forms)
    letter = data != _BLANK
    begins = letter & np.append(True, ~letter[:-1])[: len(letter)]
    begins[bounds[:-1]] = letter[bounds[:-1]]
    at = np.flatnonzero(begins)
    ends = np.append(np.cumsum(letter)[at] - 1, letter.sum())
    return _Words(np.searchsorted(bounds, at, side="right") - 1, utf8((data | _SMALL)[letter], ends))


def _initials(words: _Words) -> _Words:
    """The initials of forms of several words, see `initials`."""
    data, bounds = text_bytes(words.words)
    several = np.bincount(words.owner)[words.owner] > 1
    joins = to_numpy(pc.is_in(words.words, value_set=strings(sorted(name_words("J")))))
    at = np.flatnonzero(several & ~joins)
    owner, first = np.unique(words.owner[at], return_index=True)
    return _Words(owner, utf8(data[bounds[at]], np.append(first, len(at))))


@once
def _relating(form: str) -> tuple[str, ...]:
    """The distinct words by which a form may belong to another: its own, and its initials."""
    return tuple({*words_of(form), initials(form)} - {""})
