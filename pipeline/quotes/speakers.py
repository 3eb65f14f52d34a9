"""Who speaks each quotation: the clause behind it or before it, or the speaker of the one that it goes on from.

- `"...," said the minister, Ann Smith.`        the clause behind it
- `Smith told the paper on Monday: "..."`        the last clause that says something before it in the sentence
- `"...," Smith said. "..."`                     what follows within the sentence, or opens the next one
- a line that is a quotation and nothing else    whoever spoke at the end of the line before
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.cue_columns import Cues, joined
from pipeline.quotes.cues import clause_cues, cues_behind, nested_cues
from pipeline.quotes.excerpts import Excerpts
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.item_letters import ASIDE, QUOTES, WHOLE
from pipeline.quotes.items import Items

WHOLE_SENTENCES = ASIDE + WHOLE
_NONE = -1
_LINE, _SENTENCE, _COLON, _COMMA, _SAYING = (ord(letter) for letter in "\n.:,J")


class Attribution(NamedTuple):
    """Who speaks the quotations of a batch.

    Attributes:
        cues: the clauses that say something, in order, then the nested ones, then those behind quotations.
        clauses: number of the first.
        nested: number of the second, which may have reported speech as well, but no quotations.
        tied: int64, shape (n_quotations,): the clause that names the speaker of each; -1 for none.
    """

    cues: Cues
    clauses: int
    nested: int
    tied: Int64


def attribute(items: Items) -> Attribution:
    """Tie quotations to clauses."""
    behind, excerpts, at = cues_behind(items), Excerpts(items), items.quotations
    clauses = clause_cues(excerpts)
    nested = nested_cues(excerpts, clauses)
    before = len(clauses.verbs), len(nested.verbs)
    own = np.full(len(at), _NONE)
    own[np.searchsorted(at, behind.verbs)] = sum(before) + np.arange(len(behind.verbs))
    following = np.searchsorted(clauses.verbs, at)
    sides = _Sides(items, clauses, at)
    for found, number in ((sides.before(following - 1), following - 1), (sides.after(following), following)):
        own = np.where((own == _NONE) & found, number, own)
    announced = np.where(sides.announced(following - 1), following - 1, _NONE)
    named = np.where(own == _NONE, announced, own)
    carried = (own == _NONE) & _goes_on(items, at)
    return Attribution(joined([clauses, nested, behind]), *before, _carried(named, carried))


def _carried(named: Int64, goes_on: Bool) -> Int64:
    """The clause of each quotation: that of the one before where it goes on from it and that has one, else its own.

    Args:
        named: int64, shape (n,): the clause of each by itself; -1 for none.
        goes_on: bool, shape (n,): whether each may go on from the one before, of which the first has none.
    """
    begins = np.flatnonzero(~goes_on)
    begin = np.repeat(begins, np.diff(begins, append=len(named)))
    told = np.flatnonzero(named != _NONE)
    first = np.append(told, len(named))[np.searchsorted(told, begin)]  # from where on the quotations have a clause
    return np.where(first <= np.arange(len(named)), np.append(named, _NONE)[first], _NONE)


class _Sides:
    """What stands before and behind quotations.

    Args:
        items: of the batch.
        clauses: that say something.
        at: int64, shape (n,): the items that are quotations.
    """

    def __init__(self, items: Items, clauses: Cues, at: Int64) -> None:
        self._codes = np.append(items.codes, np.uint8(_LINE))
        self._parts = np.flatnonzero(is_one_of(items.codes, ".\n" + QUOTES))
        self._starts = np.append(items.bounds, len(items.codes))
        self._clauses, self._at = clauses, at

    def before(self, last: Int64) -> Bool:
        """Whether the last clause before each stands in its sentence, with no quotation between; -1 for no clause."""
        codes, at = self._codes, self._at
        announces = (codes[at - 1] == _LINE) & (codes[at - 2] == _COLON)  # the line before ends with a colon
        return self._reaches(last, at - 2 * announces)

    def announced(self, last: Int64) -> Bool:
        """Whether it stands in the sentence before, as in `Smith said much. "We will pay."`."""
        codes, at = self._codes, self._at
        sentence, line = codes[at - 1] == _SENTENCE, codes[at - 1] == _LINE
        alone = sentence | (line & (codes[at + 1] == _LINE))
        return np.asarray(is_one_of(codes[at], WHOLE_SENTENCES) & alone & self._reaches(last, at - 1))

    def after(self, following: Int64) -> Bool:
        """Whether the next clause ends the sentence of each, as in `"Never" is a long time, Smith said`."""
        there = following < len(self._clauses.verbs)
        first, verb = (np.append(column, 0)[following] for column in (self._clauses.firsts, self._clauses.verbs))
        ends = (self._codes[first - 1] == _COMMA) & (self._codes[verb] != _SAYING)
        return np.asarray(there & ends & (self._starts[np.searchsorted(self._starts, self._at + 1)] >= first))

    def _reaches(self, clause: Int64, places: Int64) -> Bool:
        """Whether neither a sentence nor a quotation begins between a clause, -1 for none, and a place behind it."""
        last = np.append(_NONE, self._parts)[np.searchsorted(self._parts, places)]
        return np.asarray((clause != _NONE) & (last < np.append(self._clauses.ends, _NONE)[clause]))


def _goes_on(items: Items, at: Int64) -> Bool:
    """Whether each quotation may go on from the one before it; bool, shape (n,).

    In the same line it does within the sentence, or right behind a sentence that had a quotation; in the next line
    where it is all of it.
    """
    codes, before = np.append(items.codes, np.uint8(_LINE)), np.append(0, at[:-1])[: len(at)]
    lines, sentences = (_between(items.bounds[codes[items.bounds] == mark], before, at) for mark in (_LINE, _SENTENCE))
    within = (lines == 0) & ((sentences == 0) | ((sentences == 1) & (codes[at - 1] == _SENTENCE)))
    alone = (codes[at - 1] == _LINE) & (codes[at + 1] == _LINE)
    goes_on = within | (alone & (lines == 1) & (sentences <= 1))
    goes_on[:1] = False
    return np.asarray(goes_on)


def _between(places: Int64, firsts: Int64, ends: Int64) -> Int64:
    """How many places, ascending, stand between others."""
    return np.asarray(np.searchsorted(places, ends) - np.searchsorted(places, firsts))
