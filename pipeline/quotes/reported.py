"""Reported speech without quotation marks: what `Smith said that ...` says, and `..., according to Smith`."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.quotes.clause_begins import begins_behind_that, begins_without_that
from pipeline.quotes.clause_ends import clause_ends
from pipeline.quotes.clauses import Clauses
from pipeline.quotes.cue_columns import Cues
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.item_letters import QUOTES
from pipeline.quotes.items import Items

_NONE = -1
_CLAUSE = re.compile("(?:[rcMdhgvAJ][^,]*,)*(?!&?[rcMhvAJL])(?:[^,]*[cvhzVULK].*|[^,]+,[^,]+,[cvhVULK].*)")
"""A sentence that is whole by itself, with what may stand in front (when, where) and behind its subject."""
_AFTER = re.compile(",[hc]?[gJPA]")
_WHEN = re.compile("[rDMdwh]{1,4},")
_PLACE = re.compile("r(?:D[wzTSGl]{1,3}|[MdGlX]{1,2}),")
"""Where something is, in front of `according to`: In the old town, according to Smith, ..."""
_SOME = tuple(b"some Some many Many most Most several Several few Few both Both another Another all All".split())
_MARKS, _BRACKET, _ACCORDING = ",;:-.\n", ord("/"), ord("A")
_LEAST = 4  # items of a reported clause
_REST = 9  # items that may follow `..., Smith said` within its sentence: when and where


class Reported(NamedTuple):
    """The n reported clauses of a batch, in order, none overlaps; int64, shape (n,) each.

    Attributes:
        starts: first byte of each.
        ends: one past the last.
        clauses: number of the clause that says it.
    """

    starts: Int64
    ends: Int64
    clauses: Int64


def reported_spans(items: Items, clauses: Cues, text: bytes, nested: int = 0) -> Reported:
    """Where the reported words of clauses stand in the batch.

    Args:
        items: of the batch.
        clauses: that say something, by verb; behind them those that count only where no other reports anything.
        text: UTF-8 of the batch.
        nested: number of the latter.
    """
    read = Clauses.of(items, clauses, text)
    firsts, ends, chosen = _trimmed(read, *_contents(read))
    starts, stops = items.spans(firsts)[0], items.spans(ends - 1)[1]
    inner = chosen >= len(clauses.verbs) - nested
    outer = np.flatnonzero(~inner)
    source = read.codes[clauses.verbs[chosen[outer]]] == _ACCORDING  # `Smith said ..., according to a report`: Smith's
    first = np.where(source, stops[outer], starts[outer])
    kept = _one_by_one(starts, stops, outer[np.argsort(first, kind="stable")])
    over = np.searchsorted(starts[kept], stops) > np.searchsorted(stops[kept], starts, side="right")
    kept = np.append(kept, _one_by_one(starts, stops, np.flatnonzero(inner & ~over)))
    kept = kept[np.argsort(starts[kept], kind="stable")]
    return Reported(*(column[kept] for column in (starts, stops, chosen)))


def _one_by_one(starts: Int64, stops: Int64, numbers: Int64) -> Int64:
    """Those of some stretches, one after the other, that begin behind all before them that are kept."""
    last, kept = 0, []
    for n, start, stop in zip(numbers.tolist(), starts[numbers].tolist(), stops[numbers].tolist(), strict=True):
        if start >= last:
            kept.append(n)
            last = stop
    return np.array(kept, np.int64)


def _trimmed(clauses: Clauses, firsts: Int64, ends: Int64) -> tuple[Int64, Int64, Int64]:
    """First item, one past the last, and number of some stretches without the marks at either end.

    Those that are none (-1), of a few items or with a quotation are left out.
    """
    codes, quoted, chosen = clauses.codes, clauses.items.quotations, np.flatnonzero(firsts != _NONE)
    firsts, ends = firsts[chosen], ends[chosen]
    while (opens := (firsts < ends) & is_one_of(codes[firsts], _MARKS)).any():
        firsts = firsts + opens
    while (closes := (firsts < ends) & is_one_of(codes[ends - 1], _MARKS)).any():
        ends = ends - closes
    ends = ends - ((codes[ends - 1] == _BRACKET) & (_count(codes == _BRACKET, firsts, ends) % 2 == 1))
    kept = (np.searchsorted(quoted, firsts) == np.searchsorted(quoted, ends)) & (ends - firsts >= _LEAST)
    return firsts[kept], ends[kept], chosen[kept]


def _count(there: Bool, firsts: Int64, ends: Int64) -> Int64:
    """How many items of some stretches are of a kind."""
    places = np.flatnonzero(there)
    return np.asarray(np.searchsorted(places, ends) - np.searchsorted(places, firsts))


def _contents(clauses: Clauses) -> tuple[Int64, Int64]:
    """First item and one past the last of the reported words of each clause; int64, shape (n,), -1 for none."""
    codes, cues = clauses.codes, clauses.cues
    begins = begins_behind_that(clauses)
    ends = np.full(len(begins), _NONE)
    rest = np.flatnonzero(begins == _NONE)
    according = codes[cues.verbs[rest]] == _ACCORDING
    for n in rest[according].tolist():
        begins[n], ends[n] = _beside_according(clauses, n)
    rest = rest[~according]
    heads = clauses.heads
    rest = rest[~is_one_of(codes[heads[rest] - 1], QUOTES)]  # `"...," he said as it rained`
    for n in rest[(codes[heads[rest] - 1] == ord(",")) & ~is_one_of(codes[heads[rest]], "&J")].tolist():
        begins[n], ends[n] = _in_front(clauses, n)
    rest = rest[begins[rest] == _NONE]
    begins[rest] = begins_without_that(clauses, rest)
    rest = np.flatnonzero((begins != _NONE) & (ends == _NONE))
    ends[rest] = clause_ends(clauses, rest, begins[rest])
    begins[_say_nothing(clauses)] = _NONE
    return begins, ends


def _say_nothing(clauses: Clauses) -> Int64:
    """Numbers of clauses whose speaker is a lone determiner that nobody is called by, as in `the remarks`."""
    cues = clauses.cues
    lone = np.flatnonzero((clauses.codes[cues.speakers] == ord("D")) & (cues.speaker_ends - cues.speakers == 1))
    return lone[~clauses.items.are_words(clauses.raw, cues.speakers[lone], _SOME)]


def _beside_according(clauses: Clauses, n: int) -> tuple[int, int]:
    """The items of the reported words before `according to`, or behind it where it opens the sentence."""
    letters, verb, end = clauses.items.letters, clauses.cues.verbs.item(n), clauses.cues.ends.item(n)
    first, last = clauses.sentence(n)
    opens = verb - first < _LEAST or _PLACE.fullmatch(letters, first, verb)
    return (end + 1, last) if opens and letters[end:last][:1] == "," else (first, verb)


def _in_front(clauses: Clauses, n: int) -> tuple[int, int]:
    """The items of the reported words in front of a clause behind a comma; -1 where they do not stand there."""
    letters, cues = clauses.items.letters, clauses.cues
    (first, end), verb, behind = clauses.sentence(n), cues.verbs.item(n), cues.ends.item(n)
    head, rest = min(cues.firsts.item(n), verb), letters[behind:end]
    first += letters[first] == "/"  # a sentence in brackets
    before = letters[first : head - 1]
    if rest[:1] == "," and letters[verb] == "V":  # `A deal, he said, is near.`
        goes_on = _AFTER.match(letters, behind, end)  # `A deal is near, he said, adding ...`
        return (first, head - 1) if goes_on and _CLAUSE.fullmatch(before) else (first, end)
    close = len(rest) <= _REST or _WHEN.match(rest)
    return (first, head - 1) if close and _CLAUSE.fullmatch(before) else (_NONE, _NONE)
