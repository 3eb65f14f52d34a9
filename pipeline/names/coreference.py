"""Within an article: which forms name the same person, organisation or place.

- A surname goes with the full name that ends with it; of two such persons, with the one that was last named in full.
- A first name, or a family name that stands in front (`Kim Jong Un`), goes with the only full name that begins with it.
- Initials go with the organisation that they abbreviate, a shortened name with the only longer one that begins so.
- One spelling is of one kind, the one that it is tagged with most often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.names.keys import Words, initials, key_words
from pipeline.names.word_lists import name_words, word_kinds

PERSON, ORGANISATION, PLACE = range(3)
_N_KINDS = 3
_KNOWN_PLACES = set("CSRL")
_REMEMBERED = 1 << 17  # forms


@dataclass(frozen=True)
class Entities:
    """The entities of some articles, in the order of article and first mention.

    Attributes:
        doc: int64, shape (n,): article of each.
        name: int64, shape (n,): its longest form.
        kind: int64, shape (n,): PERSON, ORGANISATION or PLACE.
        of_mention: int64, shape (n_mentions,): the entity of each mention.
    """

    doc: Int64
    name: Int64
    kind: Int64
    of_mention: Int64


def entities(doc: Int64, form: Int64, kind: Int64, forms: Sequence[str]) -> Entities:
    """Join the mentions of some articles.

    A form that shares no word with another one of its article, nor is its initials, is an entity by itself; the rules
    are asked about the others alone.

    Args:
        doc: int64, shape (n,): article of each mention, ascending; within it in the order of the text.
        form: int64, shape (n,): its form, an index into `forms`.
        kind: int64, shape (n,): what it was tagged as.
        forms: distinct forms.
    """
    pairs, pair = np.unique(doc * len(forms) + form, return_inverse=True)
    pair_doc, pair_form = np.divmod(pairs, max(1, len(forms)))
    votes = np.bincount(pair * _N_KINDS + kind, minlength=len(pairs) * _N_KINDS).reshape(-1, _N_KINDS)
    kinds = votes.argmax(1)  # of equals a person before a body, a body before a place
    owner = pair.copy()  # the entity of each mention, by the pair of its article and name
    asked = np.flatnonzero(_related(pair_doc, pair_form, forms)[pair])
    for first, end in _runs(doc[asked]):
        at = asked[first:end]
        known, base = _Known(), {forms[pair_form[n]]: n for n in np.unique(pair[at]).tolist()}
        for name in sorted(base, key=_order):
            known.add(name, int(kinds[base[name]]))
        owner[at] = [base[known.entity_of(forms[n]).name] for n in form[at].tolist()]
    named, first_mention, number = np.unique(owner, return_index=True, return_inverse=True)
    order = np.argsort(first_mention)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    named = named[order]
    return Entities(pair_doc[named], pair_form[named], kinds[named], place[number])


def _runs(values: Int64) -> Iterator[tuple[int, int]]:
    """First and end place of each run of equal values."""
    inner = np.flatnonzero(values[1:] != values[:-1]) + 1
    return pairwise([0, *inner.tolist(), len(values)]) if len(values) else iter(())


def _related(pair_doc: Int64, pair_form: Int64, forms: Sequence[str]) -> Bool:
    """Which forms of articles share a word with another form of the article, or are its initials.

    Args:
        pair_doc: int64, shape (n,): article.
        pair_form: int64, shape (n,): a form that occurs there, once.
        forms: distinct forms.
    """
    words = [_relating(form) for form in forms]
    size = np.array([len(several) for several in words], np.int64)
    number: dict[str, int] = {}
    flat = np.array([number.setdefault(word, len(number)) for several in words for word in several], np.int64)
    before, count = np.cumsum(size) - size, size[pair_form]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    key = np.repeat(pair_doc, count) * len(number) + flat[np.repeat(before[pair_form], count) + within]
    _, at, times = np.unique(key, return_inverse=True, return_counts=True)
    found = np.zeros(len(pair_doc), bool)
    found[np.repeat(np.arange(len(pair_doc)), count)[times[at] > 1]] = True
    return found


@lru_cache(_REMEMBERED)
def _relating(form: str) -> tuple[str, ...]:
    """The distinct words by which a form may belong to another: its own, and its initials."""
    return tuple({*_words(form), initials(form)} - {""})


@lru_cache(_REMEMBERED)
def _order(form: str) -> tuple[int, int, str]:
    """Longer names first."""
    return (-len(key_words(form)), -len(form), form)


def _words(form: str) -> Words:
    return key_words(form) or (form,)


@dataclass
class Entity:
    """An entity of an article in the making.

    Attributes:
        name: its longest form.
        kind: PERSON, ORGANISATION or PLACE.
        words: key words of the name.
    """

    name: str
    kind: int
    words: Words


@dataclass
class _Known:
    """The entities of an article so far, longer names first.

    Attributes:
        options: form → the entities that it may name; several only for a surname.
        by_words: kind and words → entity.
        ends: kind and last words → entities; the same for first words and initials.
        last: the entity that a surname named in full last, by the number of its options.
    """

    options: dict[str, list[Entity]] = field(default_factory=dict)
    by_words: dict[tuple[int, Words], Entity] = field(default_factory=dict)
    ends: dict[tuple[int, Words], list[Entity]] = field(default_factory=dict)
    starts: dict[tuple[int, Words], list[Entity]] = field(default_factory=dict)
    initials: dict[str, list[Entity]] = field(default_factory=dict)
    recent: list[Entity] = field(default_factory=list)

    def add(self, form: str, kind: int) -> None:
        """Take in a form; longer names come first."""
        words = _words(form)
        found = self._same(form, words, kind)
        if not found:
            found = [self._new(form, words, kind)]
        self.options[form] = found

    def entity_of(self, form: str) -> Entity:
        """The entity of the next mention of a form."""
        found = self.options[form]
        if len(found) > 1:
            chosen = next((entity for entity in reversed(self.recent) if entity in found), found[0])
        else:
            chosen = found[0]
        if chosen.kind == PERSON and " " in form:
            self.recent.append(chosen)
        return chosen

    def _new(self, form: str, words: Words, kind: int) -> Entity:
        entity = Entity(form, kind, words)
        self.by_words[kind, words] = entity
        for size in range(1, len(words)):
            self.ends.setdefault((kind, words[-size:]), []).append(entity)
            self.starts.setdefault((kind, words[:size]), []).append(entity)
        if kind == ORGANISATION and len(words) > 1:
            self.initials.setdefault(initials(form), []).append(entity)
        return entity

    def _same(self, form: str, words: Words, kind: int) -> list[Entity]:
        """The entities that a form may name; empty for a new one."""
        known = self.by_words.get((kind, words))
        if known:
            return [known]
        if kind == PERSON:
            return self._person(words)
        if len(words) == 1:
            named = self.ends.get((PERSON, words), [])
            if len(named) == 1 and not _KNOWN_PLACES & set(word_kinds().get(words[0], "")):
                return named
        if kind == ORGANISATION:
            return self._organisation(form, words)
        return []

    def _person(self, words: Words) -> list[Entity]:
        """Persons whose full name ends with these words, or has the same first and last word.

        Where there is none: the only one whose name begins with these words.
        """
        if len(words) > 1:
            shorter = [e for e in self.ends.get((PERSON, words[-1:]), []) if _same_person(e.words, words)]
            if shorter:
                return shorter[:1]
        ends = self.ends.get((PERSON, words), [])
        if ends:
            return ends
        starts = self.starts.get((PERSON, words), [])
        return starts if len(starts) == 1 else []

    def _organisation(self, form: str, words: Words) -> list[Entity]:
        """The only body that a form abbreviates or begins."""
        if len(words) == 1 and form.isupper():
            full = self.initials.get(words[0], [])
            if len(full) == 1:
                return full
        if len(words) == 1 and words[0] in name_words("W"):
            ends = self.ends.get((ORGANISATION, words), [])
            return ends if len(ends) == 1 else []
        if len(words) == 1 and words[0] in name_words("O"):
            return []
        starts = self.starts.get((ORGANISATION, words), [])
        return starts if len(starts) == 1 else []


def _same_person(longer: Words, words: Words) -> bool:
    """Whether two full names with one last word have the same first name, or an initial of it."""
    if words[-1] != longer[-1]:
        return False
    first, other = words[0], longer[0]
    short = min(len(first), len(other))
    return first == other or (short == 1 and first[0] == other[0]) or set(words) <= set(longer)
