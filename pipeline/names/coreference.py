"""Within an article: which forms name the same person, organisation or place.

- A surname goes with the full name that ends with it; of two such persons, with the one that was last named in full.
- `Mr. Smith` is no woman: a title decides between two of one surname, and sets apart whom nobody named in full.
- A first name, or a family name that stands in front (`Kim Jong Un`), goes with the only full name that begins with it.
- Initials go with the organisation that they abbreviate, a shortened name with the only longer one that begins so.
- One spelling is of one kind, the one that it is tagged with most often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from pipeline.arrays.look_ups import once
from pipeline.arrays.numbering import numbered
from pipeline.arrays.types import Bool, Int64
from pipeline.names.joining import PERSON, Known, words_of
from pipeline.names.keys import initials, key_words
from pipeline.names.mentions import Mentions
from pipeline.names.word_lists import name_words, word_kinds

_N_KINDS = 4
_NO_PERSON = set("OPACSRDLHVtod")  # see `word_kinds`
_FULL_NAME = 4  # words, at most


class Entities(NamedTuple):
    """The entities of some articles, in the order of article and first mention.

    Attributes:
        doc: int64, shape (n,): article of each.
        name: int64, shape (n,): its longest form.
        kind: int64, shape (n,): PERSON, ORGANISATION, PLACE or another.
        of_mention: int64, shape (n_mentions,): the entity of each mention.
    """

    doc: Int64
    name: Int64
    kind: Int64
    of_mention: Int64


def entities(found: Mentions, form: Int64, forms: Sequence[str]) -> Entities:
    """Join the mentions of some articles.

    A form that shares no word with another one of its article, nor is its initials, is an entity by itself; the rules
    are asked about the others alone.

    Args:
        found: n mentions.
        form: int64, shape (n,): the form of each, an index into `forms`.
        forms: distinct forms.
    """
    pairs, pair = np.unique(found.doc * len(forms) + form, return_inverse=True)
    pair_doc, pair_form = np.divmod(pairs, max(1, len(forms)))
    votes = np.bincount(pair * _N_KINDS + found.kind, minlength=len(pairs) * _N_KINDS).reshape(-1, _N_KINDS)
    kinds = votes.argmax(1)  # of equals a person before a body, a body before a place
    owner = pair.copy()  # the entity of each mention, by the pair of its article and name
    asked = np.flatnonzero(_related(pair_doc, pair_form, forms)[pair])
    for first, end in _runs(found.doc[asked]):
        at = asked[first:end]
        known, base = Known(), {forms[pair_form[n]]: n for n in np.unique(pair[at]).tolist()}
        for name, better in _with_persons({name: int(kinds[n]) for name, n in base.items()}).items():
            kinds[base[name]] = better
        for name in sorted(base, key=_order):
            known.add(name, int(kinds[base[name]]))
        spans = zip(form[at].tolist(), found.gender[at].tolist(), strict=True)
        owner[at] = [base[known.entity_of(forms[n], gender).name] for n, gender in spans]
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
    size = np.array(list(map(len, words)), np.int64)
    flat, known = numbered(list(chain.from_iterable(words)))
    before, count = np.cumsum(size) - size, size[pair_form]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    key = np.repeat(pair_doc, count) * len(known) + flat[np.repeat(before[pair_form], count) + within]
    _, at, times = np.unique(key, return_inverse=True, return_counts=True)
    found = np.zeros(len(pair_doc), bool)
    found[np.repeat(np.arange(len(pair_doc)), count)[times[at] > 1]] = True
    return found


def _with_persons(kinds: dict[str, int]) -> dict[str, int]:
    """Form → kind, where a full name is a person whose surname alone is tagged as one: Minyon Moore, Ms. Moore."""
    surnames = {words[0] for form, kind in kinds.items() if kind == PERSON and len(words := words_of(form)) == 1}
    return {
        form: PERSON if kind != PERSON and words_of(form)[-1] in surnames and _may_be_a_person(form) else kind
        for form, kind in kinds.items()
    }


@once
def _may_be_a_person(form: str) -> bool:
    """Whether a form has two to four words, and none that the lists know of bodies, places, titles or joiners."""
    words = words_of(form)
    listed = {*"".join(word_kinds().get(word, "") for word in words)} & _NO_PERSON
    return 1 < len(words) <= _FULL_NAME and not listed and not name_words("J") & {*words}


@once
def _relating(form: str) -> tuple[str, ...]:
    """The distinct words by which a form may belong to another: its own, and its initials."""
    return tuple({*words_of(form), initials(form)} - {""})


@once
def _order(form: str) -> tuple[int, int, bool, str]:
    """Longer names first, of equals those that are not in capitals: Ostrand before OSTRAND."""
    return (-len(key_words(form)), -len(form), form.isupper(), form)
