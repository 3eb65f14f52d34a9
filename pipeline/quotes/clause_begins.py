"""Where reported words begin."""

from __future__ import annotations

import re

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.arrays.utf8 import stand_at
from pipeline.quotes.clauses import Clauses
from pipeline.quotes.cue_columns import NOMINAL, OTHER
from pipeline.quotes.form_letters import is_one_of

_NONE = -1
_TIME = re.compile(r"(?:[Mmhd]|rD?[wzTSGldMX]{1,3}(?=[HPNDGTo]))*")
_BEGINS_TIME = "Mmhdr"
_BEFORE_THAT = "PMrhd"  # what may stand behind other verbs than `told`: `said on Monday that`
_NOT_BEFORE_THAT = "V.;HP"
_UP_TO_THAT = 9  # items that may stand between a verb and `that`
_WANTED = {"J": "HPNDG", "V": "HPNDGTowzdlXSgchJ", "U": "H"}
"""Verb → what reported words without `that` begin with: `arguing`, `said`, `confirmed`."""
_SUBJECT = re.compile("[DSNGTowzlXd]{1,8}")
"""A subject behind `suggested`, which may be its object: not where a verb follows."""
_VERBS, _MAY_BE_VERB = "VULK", "hcm"
_HELPING = tuple(b"is was are were will would could can should may might must has had have does do did".split())
_PRONOUNS, _NO_VERB = (b"it", b"they", b"there", b"we", b"I"), "r.,;:\nM&"
_TOLD = re.compile("(?:[HPNGX]|[DS]?[wTSXlGN]{0,3}[oTwzGlX])(?=[HP]|[NDGoS][^,.]{0,6}?[cvhVULK])")
"""A listener, before words that are a clause by themselves."""
_ASKED = re.compile("(?:[HPNGX]|[DS]?[wTSXlGN]{0,3}[oTwzGlX])(?=[cP])")
_URGED = re.compile("(?:[HPNGX]|[DS]?[wTSXlGN]{0,4}[oTwzGlX])(?=r[wrvVULoc])")
"""A listener, before a question and before `to`."""
_CALLED_ON = re.compile("r[^.,;:\n]{1,8}?r")
_TELLING = (b"telling", b"asking", b"reminding", b"assuring", b"warning")
_QUESTIONS = (b"if", b"whether", b"why", b"how", b"what")
_QUESTIONS_ALONE = (b"who", b"which", b"when", b"where")  # behind a listener they may begin something else
_PROMISES = (b"vowed", b"vows", b"vowing", b"promised", b"promises", b"promising", b"pledged", b"pledges", b"pledging")
_NOUN = (b"calls",)
_CALLS, _TO, _ON, _FOR = (b"called", b"calls", b"calling"), (b"to",), (b"on",), (b"for",)
_NO_WORDS = (b"nothing", b"little")
"""What is said without being told, before a preposition: Smith said nothing about the pier."""
_BEHIND = ord("r")


def begins_behind_that(clauses: Clauses) -> Int64:
    """The item behind `that` of each clause; -1 for none."""
    codes, behind = clauses.codes, clauses.cues.ends
    may = _have_listeners(clauses) | is_one_of(codes[behind], _BEFORE_THAT)
    asked = np.flatnonzero(may)
    at, ends = behind[asked], clauses.ends[asked]
    for _ in range(_UP_TO_THAT):
        at = at + ((at < ends) & ~is_one_of(codes[at], _NOT_BEFORE_THAT))
    found = (at < ends) & (codes[at] == ord("P")) & (codes[at - 1] != _BEHIND)  # no `complained about that`
    asked, at = asked[found], at[found]
    that = _are(clauses, at, (b"that",))
    begins = np.full(len(behind), _NONE)
    begins[asked[that]] = at[that] + 1
    return begins


def begins_without_that(clauses: Clauses, chosen: Int64) -> Int64:
    """The first item of reported words behind verbs without `that`; int64, shape of `chosen`, -1 where none follow.

    Args:
        clauses: of a batch.
        chosen: int64, shape (n,): the numbers of some.
    """
    telling = _have_listeners(clauses)[chosen]
    begins = np.full(len(chosen), _NONE)
    begins[~telling] = _said(clauses, chosen[~telling])
    begins[telling] = _told(clauses, chosen[telling])
    for more in (_promised, _called):
        rest = np.flatnonzero(begins == _NONE)
        begins[rest] = more(clauses, chosen[rest])
    return begins


def _have_listeners(clauses: Clauses) -> Bool:
    """Whether the verb of each clause is `told` or `telling`; bool, shape (n,)."""
    verbs = clauses.cues.verbs
    found = clauses.codes[verbs] == ord("L")
    saying = np.flatnonzero(clauses.codes[verbs] == ord("J"))
    found[saying] = _are(clauses, verbs[saying], _TELLING)
    return np.asarray(found)


def _said(clauses: Clauses, chosen: Int64) -> Int64:
    """Of verbs without a listener: Smith said on Monday ..., Smith suggested the board was ..."""
    codes, cues = clauses.codes, clauses.cues
    ends, verbs, begins = clauses.ends[chosen], codes[cues.verbs[chosen]], cues.ends[chosen]
    for k in np.flatnonzero(is_one_of(codes[begins], _BEGINS_TIME)).tolist():
        time = _TIME.match(clauses.items.letters, begins.item(k))
        begins[k] = time.end() if time else begins[k]
    nameless = (cues.kinds[chosen] == OTHER) & (verbs == ord("V"))
    wanted = np.where(nameless, np.uint8(ord("J")), verbs)
    follows = [(wanted == ord(verb)) & is_one_of(codes[begins], some) for verb, some in _WANTED.items()]
    found = np.any(follows, axis=0)
    rest = np.flatnonzero((verbs == ord("U")) & ~found & (begins < ends))
    found[rest] = _are_clauses(clauses, begins[rest], ends[rest])
    found &= begins < ends
    at = np.flatnonzero(found)
    found[at[_say_nothing(clauses, begins[at])]] = False
    return np.where(found, begins, _NONE)


def _are_clauses(clauses: Clauses, begins: Int64, ends: Int64) -> Bool:
    """Whether words are a subject with its verb: `it could`, `the board was`."""
    codes, letters = clauses.codes, clauses.items.letters
    verbs = begins.copy()
    for k, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
        subject = _SUBJECT.match(letters, begin, end)
        verbs[k] = subject.end() if subject else begin
    helping = (verbs > begins) & is_one_of(codes[verbs], _MAY_BE_VERB) & _are(clauses, verbs, _HELPING)
    named = (verbs > begins) & is_one_of(codes[verbs], _VERBS)
    pronoun = (codes[begins] == ord("P")) & ~is_one_of(codes[begins + 1], _NO_VERB)
    pronoun[pronoun] = _are(clauses, begins[pronoun], _PRONOUNS)
    return np.asarray((verbs < ends) & (helping | named) | pronoun)


def _say_nothing(clauses: Clauses, begins: Int64) -> Bool:
    """Whether words behind verbs begin with a question word, or with `nothing about`."""
    codes, starts = clauses.codes, clauses.items.spans(begins)[0]
    asked = stand_at(clauses.raw, starts, b"who") | stand_at(clauses.raw, starts, b"which")
    before = np.flatnonzero(codes[begins + 1] == _BEHIND)
    found = (codes[begins] == ord("P")) & asked
    found[before] |= _are(clauses, begins[before], _NO_WORDS)
    return np.asarray(found)


def _told(clauses: Clauses, chosen: Int64) -> Int64:
    """Of verbs with a listener: Smith told the board she ..., asked him whether ..., told them to ..."""
    letters = clauses.items.letters
    found = np.full((3, len(chosen)), _NONE)
    for k, (begin, end) in enumerate(
        zip(clauses.cues.ends[chosen].tolist(), clauses.ends[chosen].tolist(), strict=True)
    ):
        for form, pattern in enumerate((_TOLD, _ASKED, _URGED)):
            match = pattern.match(letters, begin, end)
            found[form, k] = match.end() if match else _NONE
    told, asked, urged = found
    begins = clauses.cues.ends[chosen]
    alone = is_one_of(clauses.codes[begins], "cP") & _are(clauses, begins, _QUESTIONS + _QUESTIONS_ALONE)
    asked = np.where(_are(clauses, asked, _QUESTIONS), asked, _NONE)
    urged = np.where(_are(clauses, urged, _TO), urged, _NONE)
    told = np.where(_say_nothing(clauses, told), _NONE, told)
    return np.select([alone, told != _NONE, asked != _NONE], [begins, told, asked], urged)


def _promised(clauses: Clauses, chosen: Int64) -> Int64:
    """Smith vowed on Monday [to pay the town]."""
    behind = clauses.cues.ends[chosen]
    behind = behind + (clauses.codes[behind] == ord("M"))
    found = (clauses.codes[behind] == _BEHIND) & is_one_of(clauses.codes[clauses.cues.verbs[chosen]], "UJ")
    found[found] = _are(clauses, behind[found], _TO)
    found[found] = _are(clauses, clauses.cues.verbs[chosen[found]], _PROMISES)
    return np.where(found, behind, _NONE)


def _called(clauses: Clauses, chosen: Int64) -> Int64:
    """Smith called on [the town to pay], Smith called for [a vote on the pier]."""
    behind, verbs = clauses.cues.ends[chosen], clauses.cues.verbs[chosen]
    nouns = clauses.cues.kinds[chosen] == NOMINAL  # their endless calls for a vote
    found = (clauses.codes[behind] == _BEHIND) & is_one_of(clauses.codes[verbs], "KJ")
    found[found] = _are(clauses, verbs[found], _CALLS) & ~(nouns[found] & _are(clauses, verbs[found], _NOUN))
    on, asked = np.flatnonzero(found), behind[found]
    found[on] = _are(clauses, asked, _FOR)
    on = on[_are(clauses, asked, _ON)]
    ends = clauses.ends[chosen]
    matches = [_CALLED_ON.match(clauses.items.letters, behind.item(k), ends.item(k)) for k in on.tolist()]
    last = np.array([match.end() - 1 if match else _NONE for match in matches], np.int64)
    found[on] = (last != _NONE) & _are(clauses, last, _TO)
    return np.where(found, behind + 1, _NONE)


def _are(clauses: Clauses, at: Int64, words: tuple[bytes, ...]) -> Bool:
    """Which of some items are one of some words."""
    return clauses.items.are_words(clauses.raw, np.minimum(at, len(clauses.items.codes) - 1), words)
