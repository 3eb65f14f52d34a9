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
    first, last = span
    kind = np.where(
        called(spelt.tokens, first, roles) | ((roles[first] & WORD_PERSONAL > 0) & (first < last)), _PERSON, kind
    )
    for _ in range(_TITLES):
        opener = (roles[first] & WORD_OPENER > 0) | ((kind == _PERSON) & (roles[first] & WORD_TITLE > 0))
        first = first + ((first < last) & opener)
        outer = (spelt.flags[spelt.tokens.form[last]] & JOINER > 0) | ((kind == _PERSON) & (roles[last] & WORD_DAY > 0))
        last = last - ((first < last) & outer)
    first, last = _owned(owners, first, last, kind == _PERSON)
    first = _behind_titles(spelt, (first, last), kind == _PERSON, roles)
    kind = np.where(_is_state(spelt, first, last), _PLACE, kind)
    return first, last, np.where(_is_event(spelt, first, last, kind), _OTHER, kind)


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


def _is_state(spelt: Batch, first: Int64, last: Int64) -> Bool:
    """Whether each mention is a state as it is shortened, with a full stop: Calif."""
    tokens = spelt.tokens
    stopped = tokens.raw[np.minimum(tokens.end[last], len(tokens.raw) - 1)] == ord(".")
    return np.asarray((first == last) & stopped & (spelt.facts[tokens.form[last]] & WORD_STATE > 0))


def _is_event(spelt: Batch, first: Int64, last: Int64, kind: Int64) -> Bool:
    """Whether each mention is the name of an event, a law or a prize: First Amendment, Nobel Peace Prize."""
    event = (first < last) & (spelt.facts[spelt.tokens.form[last]] & WORD_EVENT > 0)
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
