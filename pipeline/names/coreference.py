"""Within an article: which forms name the same person, organisation or place.

- A surname goes with the full name that ends with it; of two such persons, with the one that was last named in full.
- `Mr. Smith` is no woman: a title decides between two of one surname, and sets apart whom nobody named in full.
- A first name, or a family name that stands in front (`Kim Jong Un`), goes with the only full name that begins with it.
- Initials go with the organisation that they abbreviate, a shortened name with the only longer one that begins so.
- One spelling is of one kind, the one that it is tagged with most often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.arrays.look_ups import once
from pipeline.arrays.types import Int64
from pipeline.names.joining import PERSON, Known
from pipeline.names.keys import key_words
from pipeline.names.mentions import Mentions
from pipeline.names.relatives import related, words_of
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
    is_related = related(pair_doc, pair_form, forms)
    owner, articles = _owners(
        np.flatnonzero(is_related), pair_doc, [forms[n] for n in pair_form[is_related].tolist()], kinds
    )
    of_mention = owner[pair]
    several = np.zeros(int(pair_doc.max(initial=0)) + 1, bool)
    several[[doc for doc, article in articles.items() if article.has_choice]] = True
    asked = np.flatnonzero(is_related[pair] & (several[found.doc] | (found.gender > 0)))
    columns = asked, found.doc[asked], form[asked], found.gender[asked]
    for n, doc, spelt, gender in zip(*(column.tolist() for column in columns), strict=True):
        of_mention[n] = articles[doc].owner_of(forms[spelt], gender)
    first = np.empty(len(pairs), np.int64)
    first[of_mention[::-1]] = np.arange(len(pair))[::-1]
    named = of_mention[first[of_mention] == np.arange(len(pair))]
    place = np.empty(len(pairs), np.int64)
    place[named] = np.arange(len(named))
    return Entities(pair_doc[named], pair_form[named], kinds[named], place[of_mention])


class _Article(NamedTuple):
    """The related forms of an article.

    Attributes:
        known: its entities.
        number: form → number of its pair of article and form.
    """

    known: Known
    number: dict[str, int]

    @property
    def has_choice(self) -> bool:
        """Whether a form may name one of several."""
        return any(len(options) > 1 for options in self.known.options.values())

    def owner_of(self, form: str, gender: int) -> int:
        """The pair that the next mention of a form goes with."""
        return self.number[self.known.entity_of(form, gender).name]


def _owners(asked: Int64, pair_doc: Int64, spelt: list[str], kinds: Int64) -> tuple[Int64, dict[int, _Article]]:
    """The pair of article and form that each pair goes with where nobody asks for a choice, and the articles.

    Args:
        asked: pairs whose form is related to another one of the article, ascending.
        pair_doc: article of all pairs.
        spelt: form of each of `asked`.
        kinds: kind of all pairs; made better in place.
    """
    owner, articles = np.arange(len(pair_doc)), {}
    numbers, listed, docs = asked.tolist(), kinds[asked].tolist(), pair_doc[asked]
    for first, end in _runs(docs):
        names = spelt[first:end]
        article = _Article(Known(), dict(zip(names, numbers[first:end], strict=True)))
        own = dict(zip(names, listed[first:end], strict=True))
        for name in _more_persons(own):
            own[name] = PERSON
            kinds[article.number[name]] = PERSON
        for name in sorted(names, key=_order):
            article.known.add(name, own[name])
        owner[numbers[first:end]] = [article.number[article.known.options[name][0].name] for name in names]
        articles[int(docs[first])] = article
    return owner, articles


def _runs(values: Int64) -> Iterator[tuple[int, int]]:
    """First and end place of each run of equal values."""
    inner = np.flatnonzero(values[1:] != values[:-1]) + 1
    return pairwise([0, *inner.tolist(), len(values)]) if len(values) else iter(())


def _more_persons(kinds: dict[str, int]) -> list[str]:
    """The forms, by their kinds, that are persons by a surname that alone is tagged as one: Minyon Moore, Ms. Moore."""
    surnames = {words[0] for form, kind in kinds.items() if kind == PERSON and len(words := words_of(form)) == 1}
    others = [form for form, kind in kinds.items() if kind != PERSON] if surnames else []
    return [form for form in others if words_of(form)[-1] in surnames and _may_be_a_person(form)]


@once
def _may_be_a_person(form: str) -> bool:
    """Whether a form has two to four words, and none that the lists know of bodies, places, titles or joiners."""
    words = words_of(form)
    listed = {*"".join(word_kinds().get(word, "") for word in words)} & _NO_PERSON
    return 1 < len(words) <= _FULL_NAME and not listed and not name_words("J") & {*words}


@once
def _order(form: str) -> tuple[int, int, bool, str]:
    """Longer names first, of equals those that are not in capitals: Ostrand before OSTRAND."""
    return (-len(key_words(form)), -len(form), form.isupper(), form)
