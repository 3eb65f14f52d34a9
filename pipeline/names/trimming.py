"""What a mention is without what stands around the name: titles, days, owners; and whom a title makes a person."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.batch import Batch
from pipeline.names.kept_lists import holds
from pipeline.names.spellings import JOINER
from pipeline.names.word_lists import (
    WORD_DAY,
    WORD_EVENT,
    WORD_OPENER,
    WORD_PERSONAL,
    WORD_SHORT,
    WORD_STATE,
    WORD_TITLE,
    name_words,
)
from pipeline.text.tokens import Tokens

KINDS = ("person", "organisation", "place", "other")
_PERSON, _PLACE, _OTHER = 0, 2, 3
_TITLES = 3  # before a name: Prime Minister Sir
FULL_NAME = 4  # words of a person's name, particles and initials aside, at most: more are names in a row


def called(tokens: Tokens, token: Int64, roles: UInt8) -> Bool:
    """Whether a personal title stands right before each of these tokens: Mr. Smith, Sen. Holt.

    Over a full stop only where the title is an abbreviation: not in `He met the senator. There he said it.`
    """
    found = np.zeros(len(token), bool)
    at = np.flatnonzero((roles.take(token - 1, mode="clip") & WORD_PERSONAL > 0) & (token > 0))
    own, before = token[at], token[at] - 1
    gap = tokens.start[own] - tokens.end[before]
    blank = tokens.raw[tokens.start[own] - 1] == ord(" ")
    stopped = (gap == 2) & (tokens.raw[tokens.end[before]] == ord(".")) & (roles[before] & WORD_SHORT > 0)
    found[at] = blank & ((gap == 1) | stopped) & (tokens.doc[before] == tokens.doc[own])
    return found


def trimmed(
    spelt: Batch, span: tuple[Int64, Int64], kind: Int64, roles: UInt8, owners: Int64
) -> tuple[Int64, Int64, Int64]:
    """First and last token of each mention without titles, days and `of`, and its kind: Mr. makes a person."""
    first, last = span[0].copy(), span[1].copy()
    titled = called(spelt.tokens, first, roles) | ((roles[first] & WORD_PERSONAL > 0) & (first < last))
    kind = np.where(titled, _PERSON, kind)
    several = np.flatnonzero(first < last)
    inner = first[several], last[several]
    first[several], last[several] = _without_edges(spelt, inner, kind[several] == _PERSON, roles, owners)
    kind[_states(spelt, first, last)] = _PLACE
    several = several[first[several] < last[several]]
    kind[several[_are_events(spelt, first[several], last[several], kind[several])]] = _OTHER
    return first, last, kind


def _without_edges(
    spelt: Batch, span: tuple[Int64, Int64], person: Bool, roles: UInt8, owners: Int64
) -> tuple[Int64, Int64]:
    """First and last token of mentions of several tokens without what is no part of the name."""
    first, last = span
    for _ in range(_TITLES):
        opener = (roles[first] & WORD_OPENER > 0) | (person & (roles[first] & WORD_TITLE > 0))
        first = first + ((first < last) & opener)
        outer = (spelt.flags[spelt.tokens.form[last]] & JOINER > 0) | (person & (roles[last] & WORD_DAY > 0))
        last = last - ((first < last) & outer)
    first, last = _owned(owners, first, last, person)
    return _behind_titles(spelt, (first, last), person, roles), last


def _owned(owners: Int64, first: Int64, last: Int64, person: Bool) -> tuple[Int64, Int64]:
    """First and last token of each mention; a person's name goes on over no possessive.

    Of `Arsenal's Sol Campbell` the words behind it are the name, of `Bush's Florida` those before it.

    Args:
        owners: int64, ascending: the candidates with a possessive.
        first: int64, shape (n,).
        last: int64, shape (n,).
        person: bool, shape (n,): which mentions are of persons.
    """
    owner = np.append(owners, np.iinfo(np.int64).max)[np.searchsorted(owners, first)]
    inner = person & (owner < last)
    behind = inner & (last - owner > 1)
    return np.where(behind, owner + 1, first), np.where(inner & ~behind, owner, last)


def _states(spelt: Batch, first: Int64, last: Int64) -> Int64:
    """The mentions that are a state as it is shortened, with a full stop: Calif."""
    at = np.flatnonzero((spelt.facts & WORD_STATE > 0).take(spelt.tokens.form[last]) & (first == last))
    return np.asarray(at[_before_stops(spelt.tokens, last[at])])


def keep_stops(spelt: Batch, first: Int64, last: Int64, kind: Int64) -> Int64:
    """The mentions that end with the full stop of an abbreviation: Calif., Cedar Flat Rd."""
    several = np.flatnonzero((kind == _PLACE) & (first < last))
    several = several[_before_stops(spelt.tokens, last[several])]
    streets = name_words("R")
    is_street = np.array([word in streets for word in spelt.words(last[several])], bool)
    return np.concatenate([_states(spelt, first, last), several[is_street]])


def _before_stops(tokens: Tokens, token: Int64) -> Bool:
    """Which tokens stand before a full stop."""
    return np.asarray(tokens.raw.take(tokens.end[token], mode="clip") == ord("."))


def _are_events(spelt: Batch, first: Int64, last: Int64, kind: Int64) -> Bool:
    """Which mentions of several tokens name an event, a law or a prize: First Amendment, Nobel Peace Prize."""
    event = (spelt.facts & WORD_EVENT > 0).take(spelt.tokens.form[last])
    named = holds("mfu")[spelt.kinds[spelt.tokens.form[first]]]
    return np.asarray(event & ((kind != _PERSON) | ~named))


def _behind_titles(spelt: Batch, span: tuple[Int64, Int64], person: Bool, roles: UInt8) -> Int64:
    """First token of each mention; of a person the one behind a title within it: House Speaker Paul Ryan.

    Not where a first name begins the mention: James Earl Jones.
    """
    first, last = span
    found = first.copy()
    named = holds("mfu")[spelt.kinds[spelt.tokens.form[first]]]
    for step in range(1, _TITLES + 1):
        at = np.minimum(first + step, last)
        title = (at < last) & (roles[at] & (WORD_TITLE | WORD_PERSONAL) > 0)
        found = np.where(person & ~named & title, at + 1, found)
    return found
