"""Clauses that say something: the verb, and who says it."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.sorting import is_among
from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.cue_columns import OTHER, Cues, first_of_each, joined
from pipeline.quotes.excerpts import Excerpts, behind_quotations
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.items import Items
from pipeline.quotes.rules import of_kind

_NONE = -1
_SAYING, _PERSON = (ord(letter) for letter in "JN")
_ACTS = "cvVULKhz,"  # what stands behind somebody who might say something


def clause_cues(excerpts: Excerpts) -> Cues:
    """The clauses that say something, in the order of the text; of two at one verb the first rule's.

    `Smith said`, `according to Smith`; also `saying` and `and said`, whose speaker is that of the clause before in the
    sentence, else its subject.
    """
    cues = joined([excerpts.of(rule).cues(rule) for rule in of_kind("clause")])
    found = first_of_each(cues, cues.verbs)
    every = joined([found, _shared(excerpts, found)])
    return every.some(np.argsort(every.verbs, kind="stable"))


def nested_cues(excerpts: Excerpts, clauses: Cues) -> Cues:
    """What else says something, within clauses or without a name, by verb; `clauses`: those known already.

    Whoever says something so (`the bill, which critics say is high`) need not speak a quotation behind it.
    """
    cues = joined([excerpts.of(rule).cues(rule) for rule in of_kind("nested")])
    found = first_of_each(cues, cues.verbs)
    return found.some(~is_among(found.verbs, clauses.verbs))


def _shared(excerpts: Excerpts, found: Cues) -> Cues:
    """The verbs that have their subject from elsewhere in the sentence; `found`: the clauses with one of their own."""
    items = excerpts.items
    firsts, ends, verbs = _shared_verbs(excerpts, found)
    homes = items.homes(verbs)
    subjects = _subjects(excerpts, homes)
    before = np.searchsorted(found.verbs, verbs) - 1
    follows = np.append(found.verbs, _NONE)[before] > items.bounds[homes]
    subject_homes = items.homes(subjects.verbs)
    told = np.flatnonzero(follows | is_among(homes, subject_homes))
    at = np.where(follows, before, len(found.verbs) + np.searchsorted(subject_homes, homes))[told]
    speakers = joined([found, subjects]).some(at)
    stands_before = speakers.speaker_ends <= verbs[told]
    chosen, speakers = told[stands_before], speakers.some(stands_before)
    kinds = np.where(_may_be_another(items, speakers.speaker_ends, verbs[chosen]), OTHER, speakers.kinds)
    return Cues(kinds, *speakers[1:3], firsts[chosen], ends[chosen], verbs[chosen])


def _shared_verbs(excerpts: Excerpts, found: Cues) -> tuple[Int64, Int64, Int64]:
    """First item, one past the last, and verb of what rules match at verbs without a speaker of their own, by verb."""
    parts = [excerpts.of(rule).spans(rule) for rule in of_kind("shared")]
    firsts, ends, verbs = map(np.concatenate, zip(*parts, strict=True))
    order = np.argsort(verbs, kind="stable")
    free = order[~is_among(verbs[order], found.verbs)]
    return firsts[free], ends[free], verbs[free]


def _may_be_another(items: Items, ends: Int64, verbs: Int64) -> Bool:
    """Whether somebody else, who might say it, stands between a subject, which ends there, and `saying`.

    That is a name before a verb, or before a comma as in `Smith met Brown, saying`.
    """
    persons = np.flatnonzero(items.codes[:-1] == _PERSON)
    persons = persons[is_one_of(items.codes[persons + 1], _ACTS)]
    named = np.searchsorted(persons, verbs) > np.searchsorted(persons, ends)
    return np.asarray((items.codes[verbs] == _SAYING) & named)


def _subjects(excerpts: Excerpts, sentences: Int64) -> Cues:
    """The subjects of some sentences, ascending, where they have one; of several the first rule's."""
    excerpt = excerpts.sentences(np.unique(sentences))
    cues = joined([excerpt.cues(rule) for rule in of_kind("subject")])
    return first_of_each(cues, excerpts.items.homes(cues.verbs))


def cues_behind(items: Items) -> Cues:
    """The clauses behind quotations, by the item of the quotation; of several the first rule's."""
    excerpt = behind_quotations(items)
    cues = joined([excerpt.cues(rule) for rule in of_kind("behind")])
    return first_of_each(cues, cues.verbs)
