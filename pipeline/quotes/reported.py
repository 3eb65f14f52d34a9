"""Reported speech without quotation marks: what `Smith said that ...` says, and `..., according to Smith`."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.arrays.utf8 import stand_at
from pipeline.quotes.clause_ends import clause_ends
from pipeline.quotes.clauses import Clauses
from pipeline.quotes.cue_columns import OTHER, Cues
from pipeline.quotes.form_letters import is_one_of
from pipeline.quotes.item_letters import QUOTES
from pipeline.quotes.items import Items

_NONE = -1
_TIME = re.compile(r"(?:[Mmhd]|rD?[wzTSGldMX]{1,3}(?=[HPNDGTo]))*")
_BEGINS_TIME = "Mmhdr"
_BEFORE_THAT = "PMrhd"  # what may stand behind other verbs than `told`: `said on Monday that`
_NOT_BEFORE_THAT = "V.;HP"
_UP_TO_THAT = 9  # items that may stand between a verb and `that`
_CLAUSE = re.compile("(?:[rcMdhgvAJ][^,]*,)*(?!&?[rcMhvAJL])(?:[^,]*[cvhzVULK].*|[^,]+,[^,]+,[cvhVULK].*)")
"""A sentence that is whole by itself, with what may stand in front (when, where) and behind its subject."""
_TOLD = re.compile("(?:[HPNGX]|[DS]?[wTSXlGN]{0,3}[oTwzGlX])(?=[HP]|[NDGoS][^,.]{0,6}?[cvhVULK])")
"""A listener, before words that are a clause by themselves."""
_WANTED = {"J": "HPNDG", "V": "HPNDGTowzdlXSgchJ", "U": "H"}
"""Verb → what reported words without `that` begin with: `arguing`, `said`, `confirmed`."""
_AFTER = re.compile(",[hc]?[gJPA]")
_WHEN = re.compile("[rDMdwh]{1,4},")
_PLACE = re.compile("r(?:D[wzTSGl]{1,3}|[MdGlX]{1,2}),")
"""Where something is, in front of `according to`: In the old town, according to Smith, ..."""
_NO_WORDS = (b"nothing", b"little")
"""What is said without being told, before a preposition: Smith said nothing about the pier."""
_MARKS = ",;:-.\n"
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


def reported_spans(items: Items, clauses: Cues, text: bytes) -> Reported:
    """Where the reported words of clauses stand in the batch."""
    read = Clauses.of(items, clauses, text)
    firsts, ends, chosen = _trimmed(read, *_contents(read))
    starts, stops = items.spans(firsts)[0], items.spans(ends - 1)[1]
    last, kept = 0, []
    for n, (start, stop) in enumerate(zip(starts.tolist(), stops.tolist(), strict=True)):
        if start >= last:
            kept.append(n)
            last = stop
    return Reported(*(column[kept] for column in (starts, stops, chosen)))


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
    kept = (np.searchsorted(quoted, firsts) == np.searchsorted(quoted, ends)) & (ends - firsts >= _LEAST)
    return firsts[kept], ends[kept], chosen[kept]


def _contents(clauses: Clauses) -> tuple[Int64, Int64]:
    """First item and one past the last of the reported words of each clause; int64, shape (n,), -1 for none."""
    codes, cues = clauses.codes, clauses.cues
    begins = _behind_that(clauses)
    ends = np.full(len(begins), _NONE)
    rest = np.flatnonzero(begins == _NONE)
    according = codes[cues.verbs[rest]] == ord("A")
    for n in rest[according].tolist():
        begins[n], ends[n] = _beside_according(clauses, n)
    rest = rest[~according]
    heads = clauses.heads
    rest = rest[~is_one_of(codes[heads[rest] - 1], QUOTES)]  # `"...," he said as it rained`
    for n in rest[(codes[heads[rest] - 1] == ord(",")) & ~is_one_of(codes[heads[rest]], "&J")].tolist():
        begins[n], ends[n] = _in_front(clauses, n)
    rest = rest[begins[rest] == _NONE]
    begins[rest] = _begins(clauses, rest)
    rest = np.flatnonzero((begins != _NONE) & (ends == _NONE))
    ends[rest] = clause_ends(clauses, rest, begins[rest])
    return begins, ends


def _behind_that(clauses: Clauses) -> Int64:
    """The item behind `that` of each clause; -1 for none."""
    codes, behind = clauses.codes, clauses.cues.ends
    may = (codes[clauses.cues.verbs] == ord("L")) | is_one_of(codes[behind], _BEFORE_THAT)
    asked = np.flatnonzero(may)
    at, ends = behind[asked], clauses.ends[asked]
    for _ in range(_UP_TO_THAT):
        at = at + ((at < ends) & ~is_one_of(codes[at], _NOT_BEFORE_THAT))
    found = (at < ends) & (codes[at] == ord("P")) & (codes[at - 1] != ord("r"))  # no `complained about that`
    asked, at = asked[found], at[found]
    that = clauses.items.are_words(clauses.raw, at, (b"that",))
    begins = np.full(len(behind), _NONE)
    begins[asked[that]] = at[that] + 1
    return begins


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
    before = letters[first : head - 1]
    if rest[:1] == "," and letters[verb] == "V":  # `A deal, he said, is near.`
        goes_on = _AFTER.match(letters, behind, end)  # `A deal is near, he said, adding ...`
        return (first, head - 1) if goes_on and _CLAUSE.fullmatch(before) else (first, end)
    close = len(rest) <= _REST or _WHEN.match(rest)
    return (first, head - 1) if close and _CLAUSE.fullmatch(before) else (_NONE, _NONE)


def _begins(clauses: Clauses, chosen: Int64) -> Int64:
    """The first item of reported words behind a verb without `that`, of some clauses; -1 where none follow."""
    codes, cues = clauses.codes, clauses.cues
    letters, ends = clauses.items.letters, clauses.ends[chosen]
    verbs, begins = codes[cues.verbs[chosen]], cues.ends[chosen]
    telling = verbs == ord("L")
    for k in np.flatnonzero(~telling & is_one_of(codes[begins], _BEGINS_TIME)).tolist():
        time = _TIME.match(letters, begins.item(k))
        begins[k] = time.end() if time else begins[k]
    nameless = (cues.kinds[chosen] == OTHER) & (verbs == ord("V"))
    wanted = np.where(nameless, np.uint8(ord("J")), verbs)
    follows = [(wanted == ord(verb)) & is_one_of(codes[begins], some) for verb, some in _WANTED.items()]
    found = np.any(follows, axis=0) & (begins < ends)
    for k in np.flatnonzero(telling).tolist():
        listener = _TOLD.match(letters, begins.item(k), ends.item(k))
        found[k], begins[k] = bool(listener), listener.end() if listener else _NONE
    at = np.flatnonzero(found)
    found[at[_say_nothing(clauses, begins[at])]] = False
    return np.where(found, begins, _NONE)


def _say_nothing(clauses: Clauses, begins: Int64) -> Bool:
    """Whether words behind verbs begin with a question word, or with `nothing about`."""
    codes, starts = clauses.codes, clauses.items.spans(begins)[0]
    asked = stand_at(clauses.raw, starts, b"who") | stand_at(clauses.raw, starts, b"which")
    before = np.flatnonzero(codes[begins + 1] == ord("r"))
    found = (codes[begins] == ord("P")) & asked
    found[before] |= clauses.items.are_words(clauses.raw, begins[before], _NO_WORDS)
    return np.asarray(found)
