"""Whom he and she mean: the last named subject of the right gender.

The gender of a person is told by a title (`Mr. Smith`), else by the first name, else by the pronouns of the sentences
that are about that person alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import numbers
from pipeline.arrays.sorting import bounds_of, distinct
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.genders import FEMALE, MALE, first_name_gender
from pipeline.quotes.cue_columns import NAMED, PRONOUN, Cues
from pipeline.quotes.item_letters import QUOTES
from pipeline.quotes.items import Items

_NONE = -1
_TITLE, _FIRST_NAME = 10, 4
"""Votes of a title before the name, and of the first name; a pronoun of a sentence about nobody else has one."""
_TITLES = "TDS"  # before the name of a subject
_PERSON, _TITLED, _BEHIND, _COMMA = (ord(letter) for letter in "NTr,")


class Subjects(NamedTuple):
    """Who is the subject of a sentence or says something, n times, in the order of the text.

    Attributes:
        sentences: int64, shape (n,): number of the sentence, ascending.
        docs: int64, shape (n,): its article.
        entities: int64, shape (n,): number of the entity.
    """

    sentences: Int64
    docs: Int64
    entities: Int64

    def some(self, chosen: Int64 | Bool) -> Subjects:
        """Those at some places, or where `chosen` holds."""
        return Subjects(*(column[chosen] for column in self))

    def last(self, sentences: Int64, docs: Int64, others: Int64) -> Int64:
        """The entity named last before some sentences in the same article, not this other one; -1 for none.

        Args:
            sentences: int64, shape (k,).
            docs: int64, shape (k,): their articles.
            others: int64, shape (k,): entities that are not meant.
        """
        entities, articles = np.append(self.entities, _NONE), np.append(self.docs, _NONE)
        at = np.searchsorted(self.sentences, sentences) - 1
        while (other := (at >= 0) & (entities[at] == others)).any():
            at -= other
        return np.where((at >= 0) & (articles[at] == docs), entities[at], _NONE)


def resolve(items: Items, cues: Cues, names: pa.Array, docs: Int64) -> Int64:
    """Find whom each pronoun that says something means.

    Args:
        items: of the batch.
        cues: n clauses that say something, in the order of the text.
        names: the name of each entity, string array.
        docs: int64, shape (n_sentences,): article of each sentence.

    Returns:
        int64, shape (n,): number of the entity; -1 for nobody, and for clauses whose speaker is no pronoun.
    """
    meant = np.full(len(cues.kinds), _NONE)
    asked = np.flatnonzero(cues.kinds == PRONOUN)
    if not len(asked):
        return meant
    at, subjects = cues.speakers[asked], subject_items(items)
    persons = np.where(subjects >= 0, items.numbers[subjects], _NONE)
    homes = items.homes(at)
    known = _subjects(items, cues, persons, docs)
    last = np.full(int(docs.max()) + 1, _NONE)  # of each article: the sentence of its last such pronoun
    np.maximum.at(last, docs[homes], homes)
    known = known.some(known.sentences <= last[known.docs])
    own = np.where(subjects[homes] < at, persons[homes], _NONE)
    genders = _genders(items, names, np.concatenate([known.entities, own]))
    reported = _are_reported(items, subjects[homes], at)
    wanted = items.genders[at]
    fits = (own != _NONE) & ~reported & _fit(genders[own], wanted)
    others = np.where(reported, own, _NONE)
    for gender in distinct(wanted.astype(np.int64)).tolist():
        some = np.flatnonzero(wanted == gender)
        fitting = known.some(_fit(genders[known.entities], gender))
        meant[asked[some]] = fitting.last(homes[some], docs[homes[some]], others[some])
    meant[asked[fits]] = own[fits]
    return meant


def _subjects(items: Items, cues: Cues, persons: Int64, docs: Int64) -> Subjects:
    """The first person who says something in each sentence, else its subject, where it has one.

    Args:
        items: of the batch.
        cues: clauses that say something, in the order of the text.
        persons: int64, shape (n_sentences,): the entity of the subject; -1 for none.
        docs: int64, shape (n_sentences,): article of each sentence.
    """
    at = cues.speakers[(cues.kinds == NAMED) & (items.codes[cues.speakers] == _PERSON)][::-1]
    entities = persons.copy()
    entities[items.homes(at)] = items.numbers[at]  # of several the first one stays
    sentences = np.flatnonzero(entities != _NONE)
    return Subjects(sentences, docs[sentences], entities[sentences])


def _genders(items: Items, names: pa.Array, entities: Int64) -> Int64:
    """int64, shape (n_entities + 1,): the gender of those that are asked for, 0 of all others."""
    asked = distinct(entities[entities != _NONE])
    genders = np.zeros(len(names) + 1, np.int64)
    genders[asked] = person_genders(items, names, asked)
    return genders


def _fit(genders: Int64, wanted: Int64 | UInt8 | int) -> Bool:
    """Which persons are not known to be of the other gender."""
    return np.asarray((genders == wanted) | (genders == 0))


def _are_reported(items: Items, subjects: Int64, at: Int64) -> Bool:
    """Which subjects stand in what a pronoun says, and so are other persons: `Smith was right, he said`.

    Args:
        items: of the batch.
        subjects: int64, shape (n,): the first person named in the sentence of each pronoun; -1 for none.
        at: int64, shape (n,): the item that is the pronoun.
    """
    firsts = items.bounds[items.homes(at)] + 1
    found = (subjects != _NONE) & (subjects < at) & (items.codes[at - 1] == _COMMA)
    for n in np.flatnonzero(found).tolist():
        first, subject, end = (int(column[n]) for column in (firsts, subjects, at))
        opens = not items.letters[first:subject].strip(_TITLES)
        found[n] = opens and not {*items.letters[subject:end]} & {*QUOTES}
    return np.asarray(found)


def subject_items(items: Items) -> Int64:
    """The first person named in each sentence who does not follow a preposition.

    Returns:
        int64, shape (n_sentences,): item of the person; -1 for none.
    """
    after = np.append(False, items.codes[:-1] == _BEHIND)
    persons = np.flatnonzero((items.codes == _PERSON) & ~after)
    found = np.full(len(items.bounds), -1, np.int64)
    found[items.homes(persons)[::-1]] = persons[::-1]  # of several the first one stays
    return found


def person_genders(items: Items, names: pa.Array, entities: Int64) -> Int64:
    """Gender of some entities: MALE, FEMALE, or 0 where nothing says it or both do alike.

    Args:
        items: of the batch.
        names: the name of each entity, string array.
        entities: int64, shape (n,): the numbers of those that are asked for.

    Returns:
        int64, shape (n,).
    """
    votes = gender_votes(items, len(names))[entities]
    first = np.fromiter(map(first_name_gender, names.take(numbers(entities)).to_pylist()), np.int64, len(entities))
    votes[np.arange(len(entities)), first] += _FIRST_NAME
    men, women = votes[:, MALE], votes[:, FEMALE]
    return np.asarray(np.select([men > women, women > men], [MALE, FEMALE], 0), np.int64)


def gender_votes(items: Items, n: int) -> Int64:
    """What titles and pronouns say of each of n entities, int64, shape (n, 3): the votes for each gender."""
    votes = np.zeros((n, 3), np.int64)
    persons = np.flatnonzero(items.codes == _PERSON)
    entity, sentence = items.numbers[persons], items.homes(persons)
    first = bounds_of([sentence])
    lowest, highest = np.full(len(items.bounds), n), np.full(len(items.bounds), _NONE)
    if len(first):
        lowest[sentence[first]] = np.minimum.reduceat(entity, first)
        highest[sentence[first]] = np.maximum.reduceat(entity, first)
    told = np.flatnonzero(items.genders != 0)
    title = items.codes[told] == _TITLED
    called = told[title & (items.codes[np.minimum(told + 1, len(items.codes) - 1)] == _PERSON)]
    np.add.at(votes, (items.numbers[called + 1], items.genders[called]), _TITLE)
    home = items.homes(told)
    alone = ~title & (lowest == highest)[home]
    np.add.at(votes, (lowest[home[alone]], items.genders[told[alone]]), 1)
    return votes
