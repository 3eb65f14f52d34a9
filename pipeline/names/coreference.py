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

from pipeline.arrays.look_ups import once
from pipeline.arrays.sorting import numbered_in_order
from pipeline.arrays.types import Bool, Int64
from pipeline.names.form_words import FormWords
from pipeline.names.genders import first_name_gender
from pipeline.names.joining import Known
from pipeline.names.keys import key_words
from pipeline.names.mentions import Mentions
from pipeline.names.relatives import Forms, relations

_N_KINDS = 4


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


def entities(found: Mentions, form: Int64, forms: Sequence[str], words: FormWords) -> Entities:
    """Join the mentions of some articles.

    A form that is like no other one of its article is an entity by itself, and one that can go with one other alone
    goes with it; the rules are asked about the others, see `relations`.

    Args:
        found: n mentions.
        form: int64, shape (n,): the form of each, an index into `forms`.
        forms: distinct forms.
        words: their words.
    """
    pairs, pair = numbered_in_order(found.doc * len(forms) + form)
    pair_doc, pair_form = np.divmod(pairs, max(1, len(forms)))
    votes = np.bincount(pair * _N_KINDS + found.kind, minlength=len(pairs) * _N_KINDS).reshape(-1, _N_KINDS)
    kinds = votes.argmax(1)  # of equals a person before a body, a body before a place
    told = relations(Forms(pair_doc, pair_form, kinds, forms, words))
    of_pair = np.arange(len(pairs))
    of_pair[told.short] = told.full
    asked, mentions = np.flatnonzero(told.is_asked), np.flatnonzero(told.is_asked[pair])
    place = np.cumsum(told.is_asked) - 1
    owner, chosen = _owners(
        _Asked([forms[n] for n in pair_form[asked].tolist()], told.kind[asked].tolist(), place[pair[mentions]]),
        found.gender[mentions],
        zip(_runs(pair_doc[asked]), _runs(found.doc[mentions]), strict=True),
    )
    of_pair[asked] = asked[owner]
    of_mention = of_pair[pair]
    of_mention[mentions[[*chosen]]] = asked[[*chosen.values()]]
    titled = np.flatnonzero((found.gender > 0) & (of_mention != pair) & ~told.is_asked[pair])
    others = _are_others(found.gender[titled], pair_form[of_mention[titled]], forms)
    of_mention[titled[others]] = pair[titled[others]]
    return _in_order(of_mention, pair_doc, pair_form, told.kind)


def _are_others(gender: Int64, form: Int64, forms: Sequence[str]) -> Bool:
    """Which titles tell the other gender than the first name of the full name does."""
    told = np.array([first_name_gender(forms[n]) for n in form.tolist()], np.int64)
    return np.asarray((told > 0) & (told != gender))


def _in_order(of_mention: Int64, doc: Int64, form: Int64, kind: Int64) -> Entities:
    """The entities by first mention.

    Args:
        of_mention: int64, shape (n,): which of the k forms of articles each mention goes with.
        doc: int64, shape (k,): article of each of these.
        form: int64, shape (k,): the form.
        kind: int64, shape (k,): its kind.
    """
    first = np.empty(len(doc), np.int64)
    first[of_mention[::-1]] = np.arange(len(of_mention))[::-1]
    named = of_mention[first[of_mention] == np.arange(len(of_mention))]
    place = np.empty(len(doc), np.int64)
    place[named] = np.arange(len(named))
    return Entities(doc[named], form[named], kind[named], place[of_mention])


class _Asked(NamedTuple):
    """What the rules are asked about.

    Attributes:
        names: the forms of articles, article after article, each once an article.
        kinds: kind of each.
        named: int64: which of them each mention is.
    """

    names: list[str]
    kinds: list[int]
    named: Int64


def _owners(
    asked: _Asked, genders: Int64, articles: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[list[int], dict[int, int]]:
    """The name that each name goes with, and where that depends on the mention, the name of each.

    Args:
        asked: forms and mentions.
        genders: int64: what the title before each mention tells.
        articles: of each article first and end of its names, and first and end of its mentions.
    """
    names, kinds, chosen = asked.names, asked.kinds, dict[int, int]()
    owner, order = [0] * len(names), [*map(_order, names)]
    titled = np.append(0, np.cumsum(genders > 0)).tolist()
    for (first, end), (begin, stop) in articles:
        number, known = dict(zip(names[first:end], range(first, end), strict=True)), Known()
        for n in sorted(range(first, end), key=order.__getitem__):
            owner[n] = number[known.add(names[n], kinds[n])[0].name]
        if known.has_choice or titled[stop] > titled[begin]:
            told = zip(range(begin, stop), asked.named[begin:stop].tolist(), genders[begin:stop].tolist(), strict=True)
            for at, n, gender in told:
                if known.has_choice or gender:
                    chosen[at] = number[known.entity_of(names[n], gender).name]
    return owner, chosen


def _runs(values: Int64) -> Iterator[tuple[int, int]]:
    """First and end place of each run of equal values."""
    inner = np.flatnonzero(values[1:] != values[:-1]) + 1
    return pairwise([0, *inner.tolist(), len(values)]) if len(values) else iter(())


@once
def _order(form: str) -> tuple[int, int, bool, str]:
    """Longer names first, of equals those that are not in capitals: Ostrand before OSTRAND."""
    return (-len(key_words(form)), -len(form), form.isupper(), form)
