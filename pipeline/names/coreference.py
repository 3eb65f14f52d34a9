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
from pipeline.arrays.types import Int64
from pipeline.names.joining import PERSON, Known
from pipeline.names.kept_lists import kinds_of
from pipeline.names.keys import key_words
from pipeline.names.mentions import Mentions
from pipeline.names.relatives import related, words_of
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
    is_related = related(pair_doc, pair_form, forms)
    asked, mentions = np.flatnonzero(is_related), np.flatnonzero(is_related[pair])
    names, spelt = ([forms[n] for n in numbers.tolist()] for numbers in (pair_form[asked], form[mentions]))
    owner, chosen, kinds[asked] = _owners(
        _Asked(names, kinds[asked].tolist(), spelt, found.gender[mentions].tolist()),
        zip(_runs(pair_doc[asked]), _runs(found.doc[mentions]), strict=True),
    )
    of_pair = np.arange(len(pairs))
    of_pair[asked] = asked[owner]
    of_mention = of_pair[pair]
    of_mention[mentions[[*chosen]]] = asked[[*chosen.values()]]
    first = np.empty(len(pairs), np.int64)
    first[of_mention[::-1]] = np.arange(len(pair))[::-1]
    named = of_mention[first[of_mention] == np.arange(len(pair))]
    place = np.empty(len(pairs), np.int64)
    place[named] = np.arange(len(named))
    return Entities(pair_doc[named], pair_form[named], kinds[named], place[of_mention])


class _Asked(NamedTuple):
    """What the rules are asked about.

    Attributes:
        names: the related forms of articles, article after article, each once an article.
        kinds: kind of each.
        spelt: form of each mention of these.
        genders: what the title before each mention tells.
    """

    names: list[str]
    kinds: list[int]
    spelt: list[str]
    genders: list[int]


def _owners(
    asked: _Asked, articles: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[list[int], dict[int, int], list[int]]:
    """The name that each name goes with, and where that depends on the mention, the name of each; kinds made better.

    Args:
        asked: forms and mentions.
        articles: of each article first and end of its names, and first and end of its mentions.
    """
    owner: list[int] = []
    chosen: dict[int, int] = {}
    kinds = list(asked.kinds)
    for (first, end), (begin, stop) in articles:
        number = dict(zip(asked.names[first:end], range(first, end), strict=True))
        for name in _more_persons(asked.names[first:end], kinds[first:end]):
            kinds[number[name]] = PERSON
        known = Known()
        for name in sorted(number, key=_order):
            known.add(name, kinds[number[name]])
        owner += [number[known.options[name][0].name] for name in number]
        if known.has_choice or any(asked.genders[begin:stop]):
            for at in range(begin, stop):
                if known.has_choice or asked.genders[at]:
                    chosen[at] = number[known.entity_of(asked.spelt[at], asked.genders[at]).name]
    return owner, chosen, kinds


def _runs(values: Int64) -> Iterator[tuple[int, int]]:
    """First and end place of each run of equal values."""
    inner = np.flatnonzero(values[1:] != values[:-1]) + 1
    return pairwise([0, *inner.tolist(), len(values)]) if len(values) else iter(())


def _more_persons(names: list[str], kinds: list[int]) -> list[str]:
    """The names that are persons by a surname that alone is tagged as one: Minyon Moore, Ms. Moore."""
    persons = [words_of(name) for name, kind in zip(names, kinds, strict=True) if kind == PERSON]
    surnames = {words[0] for words in persons if len(words) == 1}
    others = [name for name, kind in zip(names, kinds, strict=True) if kind != PERSON] if surnames else []
    return [name for name in others if words_of(name)[-1] in surnames and _may_be_a_person(name)]


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
