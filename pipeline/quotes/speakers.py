"""Who is quoted: the name that a plain rule ties to a quotation, else nobody.

The rules are patterns over the letters of `quote_items`, so that what is sure can be read off them:

- `"...," said the minister, John Smith.`      verb, role, name; also `according to`
- `"...," Smith, a teacher, told reporters.`   name, apposition, verb
- `Smith told the paper on Monday: "..."`      name at the start of its clause, verb, quotation
- `"...," Smith said. "..."`                   what follows within the sentence, or opens the next one

Titles and roles are no part of the name. A pronoun, a possessive (`Smith's lawyer`), two names, or a word that no rule
expects leave the quotation without a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.quotes.items import Items, quote_items
from pipeline.quotes.spans import Quotations
from pipeline.text.characters import Characters

_NAME = r"(?P<name>(?:N|(?<=T)m)(?:p{0,3}[Nm]){0,3})"
_ROLE = r"(?:[DNTSwo]{0,12}[TSw](?P<comma>,)?T*)?"
_ADDED = r"(?:,[^.\n;QFfx]{1,14}?,|/[^.\n;QFfx/]{1,6}/|(?<=NN)(?:r[DNwo]{1,5}){1,2}|(?(comma),?))"
"""What may stand between name and verb: an apposition, a party, a place or house behind a full name, or the second
comma of `the minister, Smith, said`."""
_ALONE = r"(?!(?:,[Nm]+)*,?&)(?=[.,;:\n/\-rhcPMQFfx]|\Z)"
"""What may follow a name that a verb or `according to` stands before: no second name, no noun."""
_SAYS = (
    r"(?:V[:,]?(?=[QFfx])|V[rDwMhTdo]{1,9}[:,](?=[QFf])|V[rDwMhTdco]{1,8}(?=f)"
    r"|L[rDwMhTdNSo]{1,9}[:,](?=[QFf])|K[rDwTdN]{1,7}(?=f))"
)
"""A verb with what may stand between it and the quotation: to whom, when and where; before a phrase its subject."""

BEHIND = tuple(
    map(
        re.compile,
        (
            rf"(?<=[.\n])[QFfx],?-?V{_ROLE}{_NAME}{_ALONE}",
            rf"[QFfx],?-?Ar{_ROLE}{_NAME}{_ALONE}",
            rf"(?<=[.\n])[Qfx],?-?{_ROLE}{_NAME}{_ADDED}[hM]*(?:L|V(?!&))",
            rf"(?<=[.\n])Q\.{_ROLE}{_NAME}{_ADDED}[hM]*V(?=[.,;\n]|\Z)",
        ),
    )
)
"""Name behind the quotation, which opens its sentence."""
AHEAD = tuple(
    map(
        re.compile,
        (
            rf"[.\n](?:[^.\n;QFfx]{{0,24}}?,)?[ch]?{_ROLE}{_NAME}{_ADDED}[hM]*{_SAYS}",
            rf"[.\n]Ar(?:[DNTS]*T)?{_NAME}(?:,[^.\n;QFfx]{{1,14}}?)?,(?=[QFf])",
        ),
    )
)
"""Name before the quotation."""
_BETWEEN = re.compile(r"[^.\nQFfx]{1,40}(?:\.(?=[QF])|,(?=[QFf]))")
"""From a quotation to the next: the rest of its sentence, or a part of it up to a comma."""
_ELSEWHERE = re.compile(r"(?:[QFfx],?-?|Q\.)[DNTSwoPhm]{0,8}[hM]*[VL]")
"""A quotation with a speaker behind it, sure or not: `Smith said "...," Jones recalled`."""


def speakers(batch: Characters, quotes: Quotations, sentences: Int64) -> list[str | None]:
    """Who speaks each quotation.

    Args:
        batch: the texts.
        quotes: their quotations.
        sentences: int64, ascending: where sentences start, counted through the batch.

    Returns:
        One name a quotation as it stands there, without titles; None where no rule is sure.
    """
    found: list[str | None] = [None] * len(quotes)
    if not len(quotes):
        return found
    items = quote_items(batch, quotes, sentences)
    behind = {number: name for rule in reversed(BEHIND) for number, name in _behind(items, rule)}
    ahead = {number: name for rule in reversed(AHEAD) for number, name in _ahead(items, rule)}
    for number, (first, end) in sorted({**ahead, **behind, **_carried(items, behind)}.items()):
        name = batch.text[items.starts[first] : items.ends[end - 1]]
        found[number] = " ".join(name.split())
    return found


def _behind(items: Items, rule: re.Pattern[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    """(number of a quotation, items of the name behind it)."""
    for match in rule.finditer(items.letters):
        yield int(items.numbers[match.start()]), match.span("name")


def _ahead(items: Items, rule: re.Pattern[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    """(number of a quotation, items of the name before it)."""
    for match in rule.finditer(items.letters):
        if not _ELSEWHERE.match(items.letters, match.end()):
            yield int(items.numbers[match.end()]), match.span("name")


def _carried(items: Items, behind: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The quotations that go on after `"...," Smith said.`, and those that have a name of their own."""
    found = dict(behind)
    at = np.flatnonzero(items.numbers >= 0)
    for number, (place, following) in enumerate(zip(at.tolist(), at[1:].tolist(), strict=False)):
        between = _BETWEEN.match(items.letters, place + 1)
        if number in behind and number + 1 not in found and between and between.end() == following:
            found[number + 1] = behind[number]
    return found
