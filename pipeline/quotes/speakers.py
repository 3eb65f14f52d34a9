"""Who speaks each quotation: the clause behind it or before it, or the speaker of the one that it goes on from.

- `"...," said the minister, Ann Smith.`        the clause behind it
- `Smith told the paper on Monday: "..."`        the last clause that says something before it in the sentence
- `"...," Smith said. "..."`                     what follows within the sentence, or opens the next one
- a line that is a quotation and nothing else    whoever spoke at the end of the line before
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from pipeline.quotes.cues import Cue, clause_cues, cues_behind
from pipeline.quotes.item_letters import ASIDE, QUOTES, WHOLE
from pipeline.quotes.items import Items

WHOLE_SENTENCES = ASIDE + WHOLE
_STARTS, _PARTS = re.compile(r"[.\n]"), re.compile(rf"[.\n{QUOTES}]")


@dataclass
class Attribution:
    """Who speaks the quotations of a batch.

    Attributes:
        cues: number of a quotation → the clause that names its speaker.
        clauses: all clauses that say something, for reported speech.
    """

    cues: dict[int, Cue]
    clauses: list[Cue]


def attribute(items: Items) -> Attribution:
    """Tie quotations to clauses."""
    behind, clauses = cues_behind(items), clause_cues(items)
    following = np.searchsorted([cue.verb for cue in clauses], items.quotations).tolist()
    places = zip(items.quotations.tolist(), items.numbers[items.quotations].tolist(), following, strict=True)
    found: dict[int, Cue] = {}
    previous = -1
    for at, number, n in places:
        last, next_one = clauses[n - 1] if n else None, clauses[n] if n < len(clauses) else None
        cue = behind.get(at) or _before(items.letters, at, last) or _after(items.letters, at, next_one)
        if cue is None and previous >= 0:
            cue = _carried(items, previous, at, found)
        if cue is None and items.letters[at] in WHOLE_SENTENCES:
            cue = _announced(items.letters, at, last)
        if cue is not None:
            found[number] = cue
        previous = at
    return Attribution(found, clauses)


def _before(letters: str, at: int, last: Cue | None) -> Cue | None:
    """The last clause that says something before a quotation in its sentence, with no quotation between."""
    if letters[at - 2 : at] == ":\n":  # the line before ends with a colon
        at -= 2
    return None if last is None or _PARTS.search(letters, last.end, at) else last


def _announced(letters: str, at: int, last: Cue | None) -> Cue | None:
    """The clause of the sentence before a quotation, as in `Smith said much. "We will pay."`."""
    if last is None or letters[at - 1] not in ".\n":
        return None
    alone = letters[at - 1] == "." or letters[at + 1 : at + 2] in ("", "\n")
    return last if alone and not _PARTS.search(letters, last.end, at - 1) else None


def _after(letters: str, at: int, following: Cue | None) -> Cue | None:
    """The clause that ends the sentence of a quotation, as in `"Never" is a long time, Smith said`."""
    if following is None or letters[following.first - 1] != "," or letters[following.verb] == "J":
        return None
    return None if _STARTS.search(letters, at + 1, following.first) else following


def _carried(items: Items, previous: int, at: int, found: dict[int, Cue]) -> Cue | None:
    """The speaker of the quotation before, where this one goes on from it."""
    cue = found.get(int(items.numbers[previous]))
    if cue is None:
        return None
    between = items.letters[previous + 1 : at]
    if "\n" not in between:
        return cue if _goes_on(between) else None
    alone = items.letters[at - 1] == "\n" and items.letters[at + 1 : at + 2] in ("", "\n")
    return cue if alone and between.count("\n") == 1 and between.count(".") <= 1 else None


def _goes_on(between: str) -> bool:
    """Whether a quotation in the same line goes on: within the sentence, or right behind a sentence that had one."""
    return between.count(".") == 0 or (between.count(".") == 1 and between.endswith("."))
