"""What the spelling of a name tells: titles in front, particles, and whether it is doubtful."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import encoded_strings, numbers, offsets, strings, to_numpy, values
from pipeline.arrays.numbering import numbered_column
from pipeline.arrays.types import Bool, Int64
from pipeline.names.word_lists import name_words

_INITIALS = 5  # letters of a name in capitals that is no shouted word, at most
_OWNERS = ("'s", "\u2019s")  # Arsenal's Sol Campbell
_LASTING = frozenset(["king", "queen", "prince", "princess", "pope", "lord", "lady", "sir", "dame", "saint", "st"])


class NameForms(NamedTuple):
    """The spellings of n names; a person's name goes without the titles in front: `Sen. Tim Kaine` → `Tim Kaine`.

    Attributes:
        titles: int64, shape (n,): bytes of the titles, and of all before them; `Pope Francis` has none.
        particles: int64, shape (n,): words behind the titles that are particles; Van Dyke is a surname.
        is_doubtful: bool, shape (n,): a word stands twice (two names that ran together), or all is in capitals and
            longer than initials.
        bare: string array: those with titles, without them.
        is_bare_doubtful: bool, shape (n,): the same of what is left without titles.
    """

    titles: Int64
    particles: Int64
    is_doubtful: Bool
    bare: pa.Array
    is_bare_doubtful: Bool


def name_forms(forms: pa.Array) -> NameForms:
    """Look at the distinct spellings of names.

    Args:
        forms: string array, shape (n,).
    """
    words = _Words(forms)
    plain = pc.utf8_rtrim(pc.utf8_lower(words.spelt), ".")
    titles = words.before(_are_titles(words.spelt, plain)[words.word])
    titled = np.flatnonzero(titles)
    pairs = zip(forms.take(numbers(titled)).cast(pa.binary()).to_pylist(), titles[titled].tolist(), strict=True)
    bare = encoded_strings([form[size:] for form, size in pairs])
    is_doubtful = _are_doubtful(forms, words)
    is_bare_doubtful = is_doubtful.copy()
    is_bare_doubtful[titled] = _are_doubtful(bare, _Words(bare))
    particles = to_numpy(pc.is_in(plain, value_set=_particles()))[words.word] & (words.start >= titles[words.form])
    n_particles = np.bincount(words.form[particles], minlength=len(forms))
    return NameForms(titles, n_particles, is_doubtful, bare, is_bare_doubtful)


class _Words:
    """The words of n forms, what stands between blanks.

    Attributes:
        form: int64, shape (k,): the form of each.
        start: int64, shape (k,): its first byte in the form.
        is_last: bool, shape (k,): whether it is the last of its form.
        word: int32, shape (k,): its number.
        spelt: string array: the words by number.
    """

    def __init__(self, forms: pa.Array) -> None:
        split = pc.split_pattern(forms, " ")
        bounds = offsets(split)
        self.form = np.repeat(np.arange(len(forms)), np.diff(bounds))
        self.word, self.spelt = numbered_column(values(split))
        behind = np.cumsum(to_numpy(pc.binary_length(self.spelt))[self.word] + 1)
        start = np.append(0, behind)
        self.start = start[:-1] - start[bounds[self.form]]
        self.is_last = np.zeros(len(self.form), bool)
        self.is_last[bounds[1:] - 1] = True

    def before(self, is_title: Bool) -> Int64:
        """Bytes of each form before the word behind its last title; a title at the end is none."""
        found = np.zeros(np.count_nonzero(self.is_last), np.int64)
        at = np.flatnonzero(is_title & ~self.is_last)
        found[self.form[at]] = self.start[at + 1]  # of several places the last one written stays
        return found


def _are_titles(words: pa.Array, plain: pa.Array) -> Bool:
    """Which words are titles that are no part of a name, or possessives.

    Args:
        words: as they are spelt.
        plain: the same in small letters and without a full stop.
    """
    owners = [to_numpy(pc.ends_with(words, owner)) for owner in _OWNERS]
    return np.asarray(to_numpy(pc.is_in(plain, value_set=_titles())) | owners[0] | owners[1])


@cache
def _titles() -> pa.Array:
    return strings([*(name_words("T") - _LASTING)])


@cache
def _particles() -> pa.Array:
    return strings([*name_words("P")])


def _are_doubtful(forms: pa.Array, words: _Words) -> Bool:
    """Which forms have a word twice, or are in capitals and longer than initials."""
    is_shouted = to_numpy(pc.utf8_is_upper(forms)) & (to_numpy(pc.utf8_length(forms)) > _INITIALS)
    pairs = np.sort(words.form << 32 | words.word)
    is_shouted[pairs[1:][pairs[1:] == pairs[:-1]] >> 32] = True
    return np.asarray(is_shouted)
