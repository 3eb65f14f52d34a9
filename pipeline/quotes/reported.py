"""Reported speech without quotation marks: what `Smith said that ...` says, and `..., according to Smith`."""

from __future__ import annotations

import re

import numpy as np

from pipeline.quotes.cues import Cue
from pipeline.quotes.item_letters import QUOTES
from pipeline.quotes.items import Items

_TIME = re.compile(r"(?:[Mmhd]|rD?[wzTSGldMX]{1,3}(?=[HPNDGTo]))*")
_QUOTED = re.compile("[QFfx]")
_PRONOUN = re.compile("[^V.;HP]{0,9}P")
"""Up to a pronoun, which may be `that`, within as many items as may stand between `told` and `that`."""
_BEFORE_THAT = "PMrhd"  # what may stand behind other verbs than `told`: `said on Monday that`
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


def reported_spans(items: Items, clauses: list[Cue], text: bytes) -> list[tuple[int, int, Cue]]:
    """Where the reported words of each clause stand in the batch, with the clause; in order, none overlaps."""
    found: list[tuple[int, int, Cue]] = []
    bounds = np.append(items.bounds, len(items.letters))
    homes = items.homes(np.array([cue.verb for cue in clauses], np.int64))
    for cue, first, end in zip(clauses, (bounds[homes] + 1).tolist(), bounds[homes + 1].tolist(), strict=True):
        content = _content(items, cue, first, end, text)
        span = _span(items, *content) if content else None
        if span is not None and (not found or span[0] >= found[-1][1]):
            found.append((*span, cue))
    return found


def _content(items: Items, cue: Cue, first: int, end: int, text: bytes) -> tuple[int, int] | None:
    """The items of the reported words of a clause in the sentence of items first to end."""
    letters = items.letters
    at = _that(items, cue, end, text)
    if at is not None:
        return at, _clause_end(items, at, end, text)
    if letters[cue.verb] == "A":
        short = cue.verb - first < _LEAST or _PLACE.fullmatch(letters, first, cue.verb)
        return (cue.end + 1, end) if short and letters[cue.end : end][:1] == "," else (first, cue.verb)
    head = min(cue.first, cue.verb)
    if letters[head - 1] in QUOTES:  # `"...," he said as it rained`
        return None
    if letters[head - 1] == "," and letters[head] not in "&J":
        inner = _inner(letters, cue, first, end)
        if inner is not None:
            return inner
    start = _begin(letters, cue, end)
    if start is None or _says_nothing(items, start, text):
        return None
    return start, _clause_end(items, start, end, text)


def _inner(letters: str, cue: Cue, first: int, end: int) -> tuple[int, int] | None:
    """The items of the reported words in front of a clause behind a comma; None where they do not stand there."""
    head, rest = min(cue.first, cue.verb), letters[cue.end : end]
    before = letters[first : head - 1]
    if rest[:1] == "," and letters[cue.verb] == "V":  # `A deal, he said, is near.`
        goes_on = _AFTER.match(letters, cue.end, end)  # `A deal is near, he said, adding ...`
        return (first, head - 1) if goes_on and _CLAUSE.fullmatch(before) else (first, end)
    close = len(rest) <= _REST or _WHEN.match(rest)
    return (first, head - 1) if close and _CLAUSE.fullmatch(before) else None


def _says_nothing(items: Items, start: int, text: bytes) -> bool:
    """Whether the words behind a verb are a question word, or `nothing about ...`."""
    letter, word = items.letters[start], _word(items, start, text)
    asked = letter == "P" and word.startswith((b"who", b"which"))
    return asked or (items.letters[start + 1 : start + 2] == "r" and word in _NO_WORDS)


def _begin(letters: str, cue: Cue, end: int) -> int | None:
    """The first item of reported words behind a verb without `that`; None where none follow."""
    verb, start = letters[cue.verb], cue.end
    if verb == "L":
        listener = _TOLD.match(letters, start, end)
        return listener.end() if listener else None
    time = _TIME.match(letters, start)
    start = time.end() if time else start
    wanted = _WANTED["J"] if cue.kind == "other" and verb == "V" else _WANTED.get(verb, "")
    return start if start < end and letters[start] in wanted else None


def _clause_end(items: Items, start: int, end: int, text: bytes) -> int:
    """Where the reported words end: before `, arguing` and before `, which`."""
    for match in _AFTER.finditer(items.letters, start, end):
        at = match.end() - 1
        if items.letters[at] in "gJA" or _word(items, at, text) in (b"which", b"who"):
            return match.start()
    return end


def _that(items: Items, cue: Cue, end: int, text: bytes) -> int | None:
    """The item behind `that`."""
    letters = items.letters
    if letters[cue.verb] != "L" and letters[cue.end : cue.end + 1] not in _BEFORE_THAT:
        return None
    found = _PRONOUN.match(letters, cue.end, end)
    if found is None or _word(items, found.end() - 1, text) != b"that" or letters[found.end() - 2] == "r":
        return None  # no `complained about that`
    return found.end()


def _word(items: Items, at: int, text: bytes) -> bytes:
    return text[items.start(at) : items.end(at)]


def _span(items: Items, first: int, end: int) -> tuple[int, int] | None:
    """From the first to the last of some items, without marks at either end; None for a few words or a quotation."""
    while first < end and items.letters[first] in _MARKS:
        first += 1
    while end > first and items.letters[end - 1] in _MARKS:
        end -= 1
    quoted = _QUOTED.search(items.letters, first, end)
    return (items.start(first), items.end(end - 1)) if end - first >= _LEAST and not quoted else None
