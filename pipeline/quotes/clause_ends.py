"""Where reported words end."""

from __future__ import annotations

import re

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import distinct
from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.clauses import Clauses
from pipeline.quotes.form_letters import is_one_of

_GOES_ON, _RELATIVE = "JA", (b"which", b"who")
_MAIN = "HPNDGToSXlhwz"
"""What the main clause begins with, behind a clause that a conjunction opens."""
_OTHER_CLAUSE = re.compile("[HP]|[DTSNGwzol]{1,6}[hcvVULK]")
"""A subject and its verb, behind `, but`."""
_ADDS, _TURNS, _PASSIVE = (b"and", b"but"), (b"but",), (b"by",)
_OPENS = (
    b"While",
    b"As",
    b"When",
    b"Since",
    b"Although",
    b"Though",
    b"If",
    b"Because",
    b"After",
    b"Before",
    b"Whereas",
)
_VERBS = "cvVULKh"
"""What the main clause goes on with, behind `, who said` and `, which he said`."""
_COMMA, _SEMICOLON, _AND, _CONJUNCTION, _SAYING, _PRONOUN, _ADVERB = (ord(letter) for letter in ",;&cJPh")


def clause_ends(clauses: Clauses, chosen: Int64, begins: Int64) -> Int64:
    """One past the last item of the words that some clauses report; int64, shape (n,).

    They end before `, arguing`, `, which`, `;` and `, but they`, before what somebody says besides (`and said`), and
    before the main clause where a conjunction opens the sentence (`While Smith said ..., he`); else with it.

    Args:
        clauses: of a batch.
        chosen: int64, shape (n,): the numbers of some.
        begins: int64, shape (n,): first item of the words that each reports.
    """
    codes, ends = clauses.codes, clauses.ends[chosen]
    commas = _within(np.flatnonzero(codes == _COMMA), begins, ends)
    semicolons = np.flatnonzero(codes == _SEMICOLON)
    places = np.sort(np.concatenate([commas[_turns(clauses, commas)], semicolons, _further_verbs(clauses)]))
    ends = np.minimum(_next(places, begins, len(codes)), ends)
    before = clauses.heads[chosen] - 1
    opens = np.flatnonzero((codes[before] == _CONJUNCTION) & (before == clauses.firsts[chosen]))
    opens = opens[clauses.items.are_words(clauses.raw, before[opens], _OPENS)]
    mains = commas[is_one_of(codes[commas + 1], _MAIN)]
    ends[opens] = np.minimum(ends[opens], _next(mains, begins[opens], len(codes)))
    verbs = clauses.cues.verbs[chosen] - 1
    who_said = codes[verbs - (codes[verbs] == _ADVERB)] == _PRONOUN
    inner = np.flatnonzero(who_said | (codes[before] == _PRONOUN))
    mains = commas[is_one_of(codes[commas + 1], _VERBS)]
    ends[inner] = np.minimum(ends[inner], _next(mains, begins[inner], len(codes)))
    return ends


def _within(places: Int64, firsts: Int64, ends: Int64) -> Int64:
    """The places, of some that ascend, that lie within stretches, which may overlap."""
    return places[distinct(ranges(np.searchsorted(places, firsts), np.searchsorted(places, ends))[1])]


def _turns(clauses: Clauses, commas: Int64) -> Bool:
    """At which commas a sentence turns to something else: `, arguing`, `, which`, `, but they`."""
    codes, letters = clauses.codes, clauses.items.letters
    at = commas + 1 + is_one_of(codes[commas + 1], "hc")
    turns = is_one_of(codes[at], _GOES_ON).copy()
    relative = np.flatnonzero(codes[at] == ord("P"))
    turns[relative] = clauses.items.are_words(clauses.raw, at[relative], _RELATIVE)
    joined = np.flatnonzero(codes[commas + 1] == _AND)
    joined = joined[clauses.items.are_words(clauses.raw, commas[joined] + 1, _TURNS)]
    turns[joined] = [_OTHER_CLAUSE.match(letters, n) is not None for n in (commas[joined] + 2).tolist()]
    return np.asarray(turns)


def _further_verbs(clauses: Clauses) -> Int64:
    """The `and` of clauses that say something besides: `Smith said much and added little`, `and Brown said`.

    Not that of `was read and confirmed by`, nor of `are here, telling and asking`.
    """
    codes, are_words = clauses.codes, clauses.items.are_words
    joined = clauses.heads - (codes[clauses.heads] != _AND)
    goes_on = (codes[clauses.cues.verbs] == _SAYING) & (codes[joined - 1] != _COMMA)
    own = np.flatnonzero((codes[joined] == _AND) & ~goes_on)
    own = own[are_words(clauses.raw, joined[own], _ADDS)]
    behind = np.minimum(clauses.cues.verbs[own] + 1, len(clauses.items.codes) - 1)
    found: Int64 = joined[own[~are_words(clauses.raw, behind, _PASSIVE)]]
    return found


def _next(places: Int64, firsts: Int64, none: int) -> Int64:
    """The first place, of some that ascend, from each item on; `none` where there is none."""
    return np.append(places, none)[np.searchsorted(places, firsts)]
