"""Within an article: which forms name the same person, organisation or place.

- A surname goes with the full name that ends with it; of two such persons, with the one that was last named in full.
- `Mr. Smith` is no woman: a title decides between two of one surname, and sets apart whom nobody named in full.
- A first name, or a family name that stands in front (`Kim Jong Un`), goes with the only full name that begins with it.
- Initials go with the organisation that they abbreviate, a shortened name with the only longer one that begins so.
- One spelling is of one kind, the one that it is tagged with most often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.look_ups import once
from pipeline.arrays.sorting import numbered_in_order
from pipeline.arrays.types import Bool, Int64
from pipeline.names.joining import PERSON, Known
from pipeline.names.kept_lists import kinds_of
from pipeline.names.keys import Words, key_words
from pipeline.names.mentions import Mentions
from pipeline.names.relatives import Relations, relations, words_of
from pipeline.names.word_lists import name_words

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


def entities(found: Mentions, form: Int64, forms: pa.Array, listed: Sequence[str]) -> Entities:
    """Join the mentions of some articles.

    A form that shares no word with another one of its article, nor is its initials, is an entity by itself; the rules
    are asked about the others alone.

    Args:
        found: n mentions.
        form: int64, shape (n,): the form of each, an index into `forms`.
        forms: distinct forms, a string array.
        listed: the same as a list.
    """
    pairs, pair = numbered_in_order(found.doc * len(forms) + form)
    pair_doc, pair_form = np.divmod(pairs, max(1, len(forms)))
    votes = np.bincount(pair * _N_KINDS + found.kind, minlength=len(pairs) * _N_KINDS).reshape(-1, _N_KINDS)
    kinds = votes.argmax(1)  # of equals a person before a body, a body before a place
    told = relations(pair_doc, pair_form, forms)
    titled = np.bincount(pair[found.gender > 0], minlength=len(pairs)) > 0
    full, word = _called_by_one_word(told, pair_form, (kinds == PERSON) & ~titled, listed).T
    of_pair = np.arange(len(pairs))
    of_pair[word] = full
    is_asked = told.related.copy()
    is_asked[full] = is_asked[word] = False
    asked, mentions = np.flatnonzero(is_asked), np.flatnonzero(is_asked[pair])
    place = np.cumsum(is_asked) - 1
    owner, chosen, kinds[asked] = _owners(
        _Asked([listed[n] for n in pair_form[asked].tolist()], kinds[asked].tolist(), place[pair[mentions]]),
        found.gender[mentions],
        zip(_runs(pair_doc[asked]), _runs(found.doc[mentions]), strict=True),
    )
    of_pair[asked] = asked[owner]
    of_mention = of_pair[pair]
    of_mention[mentions[[*chosen]]] = asked[[*chosen.values()]]
    first = np.empty(len(pairs), np.int64)
    first[of_mention[::-1]] = np.arange(len(pair))[::-1]
    named = of_mention[first[of_mention] == np.arange(len(pair))]
    place = np.empty(len(pairs), np.int64)
    place[named] = np.arange(len(named))
    return Entities(pair_doc[named], pair_form[named], kinds[named], place[of_mention])


def _called_by_one_word(told: Relations, form: Int64, plain: Bool, forms: Sequence[str]) -> Int64:
    """Persons with a full name and its first or last word, of whom no rule needs to be asked.

    Args:
        told: relations of n forms of articles.
        form: int64, shape (n,): the forms, indices into `forms`.
        plain: bool, shape (n,): persons whom no title sets apart.
        forms: distinct forms.

    Returns:
        int64, shape (k, 2): full name and word, where neither is related to anything else.
    """
    both = plain[told.one] & plain[told.other]
    one, other = told.one[both], told.other[both]
    words = ([words_of(forms[n]) for n in form[side].tolist()] for side in (one, other))
    found = map(_full_first, one.tolist(), other.tolist(), *words)
    return np.array([pair for pair in found if pair], np.int64).reshape(-1, 2)


def _full_first(one: int, other: int, words: Words, others: Words) -> tuple[int, ...]:
    """Two forms of some words, the full name first; none where neither is the first or last word of the other."""
    if len(words) > 1 == len(others) and others[0] in (words[0], words[-1]):
        return one, other
    if len(others) > 1 == len(words) and words[0] in (others[0], others[-1]):
        return other, one
    return ()


class _Asked(NamedTuple):
    """What the rules are asked about.

    Attributes:
        names: the related forms of articles, article after article, each once an article.
        kinds: kind of each.
        named: int64: which of them each mention is.
    """

    names: list[str]
    kinds: list[int]
    named: Int64


def _owners(
    asked: _Asked, genders: Int64, articles: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[list[int], dict[int, int], list[int]]:
    """The name that each name goes with, and where that depends on the mention, the name of each; kinds made better.

    Args:
        asked: forms and mentions.
        genders: int64: what the title before each mention tells.
        articles: of each article first and end of its names, and first and end of its mentions.
    """
    names, kinds, chosen = asked.names, list(asked.kinds), dict[int, int]()
    owner, words, order = [0] * len(names), [*map(words_of, names)], [*map(_order, names)]
    titled = np.append(0, np.cumsum(genders > 0)).tolist()
    for (first, end), (begin, stop) in articles:
        for n in _more_persons(words[first:end], kinds[first:end], names[first:end]):
            kinds[first + n] = PERSON
        number, known = dict(zip(names[first:end], range(first, end), strict=True)), Known()
        for n in sorted(range(first, end), key=order.__getitem__):
            owner[n] = number[known.add(names[n], kinds[n])[0].name]
        if known.has_choice or titled[stop] > titled[begin]:
            told = zip(range(begin, stop), asked.named[begin:stop].tolist(), genders[begin:stop].tolist(), strict=True)
            for at, n, gender in told:
                if known.has_choice or gender:
                    chosen[at] = number[known.entity_of(names[n], gender).name]
    return owner, chosen, kinds


def _runs(values: Int64) -> Iterator[tuple[int, int]]:
    """First and end place of each run of equal values."""
    inner = np.flatnonzero(values[1:] != values[:-1]) + 1
    return pairwise([0, *inner.tolist(), len(values)]) if len(values) else iter(())


def _more_persons(words: list[Words], kinds: list[int], names: list[str]) -> list[int]:
    """The names that are persons by a surname that alone is tagged as one: Minyon Moore, Ms. Moore."""
    told = [*zip(words, kinds, strict=True)]
    surnames = {own[0] for own, kind in told if kind == PERSON and len(own) == 1}
    others = [n for n, (own, kind) in enumerate(told) if kind != PERSON and own[-1] in surnames] if surnames else []
    return [n for n in others if _may_be_a_person(names[n])]


@once
def _may_be_a_person(form: str) -> bool:
    """Whether a form has two to four words, and none that the lists know of bodies, places, titles or joiners."""
    words = words_of(form)
    listed = {*"".join(kinds_of(word) for word in words)} & _NO_PERSON
    return 1 < len(words) <= _FULL_NAME and not listed and not name_words("J") & {*words}


@once
def _order(form: str) -> tuple[int, int, bool, str]:
    """Longer names first, of equals those that are not in capitals: Ostrand before OSTRAND."""
    return (-len(key_words(form)), -len(form), form.isupper(), form)
