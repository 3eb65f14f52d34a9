"""Which forms of an article the rules of `joining` can bring together.

One is the other without words before or behind it, or its initials; of two full names of persons the last words are the
same. Whom a form goes with is sure where it can go with one longer form alone, which goes with no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.arrays.sorting import distinct, is_among, ordered
from pipeline.arrays.types import Bool, Int64
from pipeline.names.form_words import FormWords, words_of
from pipeline.names.joining import KNOWN_PLACES, ORGANISATION, PERSON, same_person
from pipeline.names.kept_lists import words_with
from pipeline.names.word_lists import name_words

_MANY = 16  # forms of an article that begin alike, or end alike: of so many the rules are asked
_NO_PERSON = "OPACSRDLHVtod"  # see `word_kinds`
_FULL_NAME = 4  # words, at most


class Forms(NamedTuple):
    """The n forms of articles, each once an article.

    Attributes:
        doc: int64, shape (n,): article, ascending.
        form: int64, shape (n,): the form, an index into `spelt`.
        kind: int64, shape (n,): PERSON, ORGANISATION, PLACE or another.
        spelt: distinct forms.
        words: their words.
    """

    doc: Int64
    form: Int64
    kind: Int64
    spelt: Sequence[str]
    words: FormWords

    def size(self, at: Int64) -> Int64:
        """How many words some of the forms have."""
        return self.words.size.take(self.form.take(at))

    def listed(self, at: Int64) -> list[str]:
        """Some of the forms."""
        return [self.spelt[n] for n in self.form[at].tolist()]


class Relations(NamedTuple):
    """Who goes with whom.

    Attributes:
        kind: int64, shape (n,): the kind of each form, made better.
        full: int64, shape (k,): forms that stand for themselves.
        short: int64, shape (k,): forms that go with those.
        is_asked: bool, shape (n,): forms of which the rules of `joining` have to be asked.
    """

    kind: Int64
    full: Int64
    short: Int64
    is_asked: Bool


class _Pairs(NamedTuple):
    """Pairs of n forms of an article: each once, the one with more words as `longer`; whether it begins or ends so."""

    longer: Int64
    shorter: Int64
    begins: Bool
    ends: Bool

    def some(self, at: Bool | Int64) -> _Pairs:
        """Some of the pairs."""
        return _Pairs(self.longer[at], self.shorter[at], self.begins[at], self.ends[at])


def relations(forms: Forms) -> Relations:
    """Which forms go with which, as far as that is sure, and of which the rules have to be asked."""
    forms = forms._replace(kind=_with_persons(forms))
    pairs, crowded = _pairs(forms)
    tied = pairs.some(_are_tied(forms, pairs))
    n_longer = np.bincount(tied.shorter, minlength=len(forms.doc))
    sure = (n_longer[tied.shorter] == 1) & (n_longer[tied.longer] == 0)
    sure &= forms.size(tied.longer) > forms.size(tied.shorter)
    is_asked = np.isin(forms.doc, crowded)
    is_asked[tied.shorter[~sure]] = True
    n_asked = -1
    while n_asked < (n_asked := int(is_asked.sum())):
        both = is_asked[tied.longer] | is_asked[tied.shorter]
        is_asked[tied.longer[both]] = is_asked[tied.shorter[both]] = True
    alone = tied.some(~is_asked[tied.shorter])
    return Relations(forms.kind, alone.longer, alone.shorter, is_asked)


def _pairs(forms: Forms) -> tuple[_Pairs, Int64]:
    """Forms of an article with the same first or last word, or of which one is the initials; articles with too many."""
    words, n = forms.words, len(forms.doc)
    first, last = words.word[words.start[forms.form]], words.word[words.end[forms.form] - 1]
    initials = words.initials[forms.form]
    short = np.flatnonzero((initials >= 0) & (forms.kind == ORGANISATION))
    key = np.concatenate([first * 2, last * 2 + 1, initials[short] * 2])
    home = np.concatenate([np.arange(n), np.arange(n), short])
    key += forms.doc[home] * (2 * len(words.known))
    order = ordered([key])
    key, home = key[order], home[order]
    found, at = [np.zeros(0, np.int64)], np.arange(len(key))
    for step in range(1, _MANY):
        at = at[: np.searchsorted(at, len(key) - step)]
        at = at[key[at] == key[at + step]]
        one, other = home[at], home[at + step]
        found.append(np.minimum(one, other) * n + np.maximum(one, other))
    one, other = np.divmod(distinct(np.concatenate(found)), max(n, 1))
    return _oriented(forms, one[one < other], other[one < other]), forms.doc[home[at]]


def _oriented(forms: Forms, one: Int64, other: Int64) -> _Pairs:
    """Such pairs, the longer form first."""
    swapped = forms.size(one) < forms.size(other)
    longer, shorter = np.where(swapped, other, one), np.where(swapped, one, other)
    start, end = forms.words.start[forms.form], forms.words.end[forms.form]
    size = forms.size(shorter)
    begins, ends = np.ones(len(size), bool), np.ones(len(size), bool)
    for step in range(int(size.max(initial=0))):
        at = np.minimum(step, size - 1)
        word = forms.words.word[start[shorter] + at]
        begins &= forms.words.word[start[longer] + at] == word
        ends &= forms.words.word[(end[longer] - size) + at] == word
    return _Pairs(longer, shorter, begins, ends)


def _with_persons(forms: Forms) -> Int64:
    """Kinds, with those as persons whose surname alone is tagged as one: Minyon Moore, Ms. Moore."""
    size = forms.words.size
    last = forms.words.word[forms.words.end - 1][forms.form] + forms.doc * len(forms.words.known)
    n_words, person = size[forms.form], forms.kind == PERSON
    full = np.flatnonzero(~person & (n_words > 1) & (n_words <= _FULL_NAME))
    full = full[is_among(last[full], distinct(last[person & (n_words == 1)]))]
    kind = forms.kind.copy()
    kind[full[np.array([*map(_may_be_a_person, forms.listed(full))], bool)]] = PERSON
    return kind


def _may_be_a_person(form: str) -> bool:
    """Whether a form has no word that the lists know of bodies, places, titles or joiners."""
    words, others = words_of(form), words_with(_NO_PERSON)
    return not any(word in others for word in words) and not name_words("J") & {*words}


def _are_tied(forms: Forms, pairs: _Pairs) -> Bool:
    """Which pairs the rules of `joining` may bring together, for their kinds."""
    kind, other = forms.kind[pairs.longer], forms.kind[pairs.shorter]
    single = forms.size(pairs.shorter) == 1
    alike = forms.size(pairs.longer) == forms.size(pairs.shorter)
    tied = (kind == other) & np.where(alike, pairs.begins, (kind == PERSON) & (pairs.begins | pairs.ends))
    at = np.flatnonzero((kind == PERSON) & (other == PERSON) & ~single & ~tied)
    tied[at] = [*map(same_person, *(map(words_of, forms.listed(side[at])) for side in pairs[:2]))]
    at = np.flatnonzero((kind == PERSON) & (other != PERSON) & single & pairs.ends & ~alike)
    tied[at] = [words_of(form)[0] not in words_with(KNOWN_PLACES) for form in forms.listed(pairs.shorter[at])]
    bodies = np.flatnonzero((kind == ORGANISATION) & (other == ORGANISATION) & ~tied)
    tied[bodies] = _are_bodies(forms, pairs.some(bodies), single[bodies])
    return np.asarray(tied)


def _are_bodies(forms: Forms, pairs: _Pairs, single: Bool) -> Bool:
    """Which bodies may be one: by the beginning, by the end where the lists say so, by initials."""
    words, form = forms.words, forms.form[pairs.shorter]
    word = words.word[words.start[form]]
    by_end, by_none = words.holds("W")[word], words.holds("O")[word]
    tied = pairs.begins & ~(single & (by_end | by_none)) | pairs.ends & single & by_end
    at = np.flatnonzero(single & (words.initials[forms.form[pairs.longer]] == word))
    tied[at] |= np.array([*map(str.isupper, forms.listed(pairs.shorter[at]))], bool)
    return np.asarray(tied)
