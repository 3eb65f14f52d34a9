"""Quotation marks of a batch, each with what it does: open, close, or either.

Straight marks tell by their neighbours; an apostrophe (between letters) is no mark, two side by side are a double mark.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.sorting import is_among
from pipeline.arrays.types import Bool, Int64
from pipeline.arrays.utf8 import codes_at, codes_before, sizes_of
from pipeline.quotes.signs import (
    GUILLEMET_LEFT,
    GUILLEMET_RIGHT,
    LEFT,
    LOW,
    QUOTATION_MARKS,
    RIGHT,
    SINGLE_LEFT,
    SINGLE_RIGHT,
    SINGLE_STRAIGHT,
    STRAIGHT,
    Signs,
)
from pipeline.text import characters as ch
from pipeline.text.characters import classes_of
from pipeline.text.cutting import PAD, CutTexts

OPEN, CLOSE, EITHER, SINGLE_OPEN, SINGLE_CLOSE = range(5)

_ALWAYS = {
    LEFT: OPEN,
    LOW: OPEN,
    GUILLEMET_LEFT: OPEN,
    RIGHT: CLOSE,
    GUILLEMET_RIGHT: CLOSE,
    SINGLE_LEFT: SINGLE_OPEN,
    SINGLE_RIGHT: SINGLE_CLOSE,
}
_NONE = -1
_LEADING = np.array([*map(ord, "-\u2013\u2014([{"), LEFT, SINGLE_LEFT, STRAIGHT, SINGLE_STRAIGHT])


class Marks(NamedTuple):
    """The quotation marks of a batch; places are bytes of its text.

    Attributes:
        starts: int64, shape (n,): first byte of each, ascending.
        ends: int64, shape (n,): one past the last.
        roles: int64, shape (n,): OPEN, CLOSE, EITHER (straight, its neighbours do not tell),
            SINGLE_OPEN or SINGLE_CLOSE.
        lines: int64, shape (n,): number of the line within the batch; a text starts a new one.
        edges: int64, shape (n_lines + 1,): where each line starts, and the end of the batch.
        fresh: bool, shape (n_lines,): whether the line is the first of its text.
    """

    starts: Int64
    ends: Int64
    roles: Int64
    lines: Int64
    edges: Int64
    fresh: Bool


def quote_marks(texts: CutTexts, signs: Signs) -> Marks:
    """Find and class the quotation marks of a batch."""
    found = np.flatnonzero(signs.kinds & (ch.OPENER | ch.CLOSER) != 0)
    found = found[np.isin(signs.codes[found], QUOTATION_MARKS)]
    starts, codes = signs.places[found], signs.codes[found]
    ends = starts + sizes_of(codes)
    roles = _roles(texts, starts, ends, codes)
    kept = roles >= 0
    edges, fresh = _lines(texts, signs)
    lines = np.searchsorted(edges, starts[kept], side="right") - 1
    return Marks(starts[kept], ends[kept], roles[kept], lines, edges, fresh)


def _lines(texts: CutTexts, signs: Signs) -> tuple[Int64, Bool]:
    """Where lines start (and the batch ends), and which open their text; empty ones belong to the line before."""
    is_break = signs.kinds & ch.BREAK != 0
    breaks = signs.places[is_break]
    behind = breaks + sizes_of(signs.codes[is_break])
    ends = np.append(texts.doc_start[1:], len(texts.text)) - len(PAD)
    firsts = texts.doc_start[texts.doc_start < ends]
    others = behind[(behind != np.append(breaks[1:], _NONE)[: len(breaks)]) & ~is_among(behind, ends)]
    edges = np.concatenate([firsts, others])
    order = np.argsort(edges, kind="stable")
    return np.append(edges[order], len(texts.text)), order < len(firsts)


def _roles(texts: CutTexts, starts: Int64, ends: Int64, codes: Int64) -> Int64:
    """What each mark does; -1 for apostrophes."""
    opens, closes = _neighbours(texts, starts, ends)
    roles = np.full(len(starts), -1, np.int64)
    for code, role in _ALWAYS.items():
        roles[codes == code] = role
    roles[(codes == SINGLE_RIGHT) & ~closes] = -1
    left, right = (codes == LEFT) | (codes == GUILLEMET_LEFT), (codes == RIGHT) | (codes == GUILLEMET_RIGHT)
    roles[left & closes & ~opens] = CLOSE  # as in German, or typed the wrong way round
    roles[right & opens & ~closes] = OPEN
    straight = codes == STRAIGHT
    roles[straight] = np.select([opens & closes, opens], [EITHER, OPEN], CLOSE)[straight]
    single = codes == SINGLE_STRAIGHT
    roles[single] = np.select([opens & ~closes, closes & ~opens], [SINGLE_OPEN, SINGLE_CLOSE], -1)[single]
    _join_doubled(roles, starts, single, (opens, closes))
    return roles


def _join_doubled(roles: Int64, starts: Int64, single: Bool, sides: tuple[Bool, Bool]) -> None:
    """Give two straight single marks side by side the role of one double mark, in place: the outer one keeps it."""
    first = np.flatnonzero(single[:-1] & single[1:] & (starts[1:] == starts[:-1] + 1))
    first = first[np.append(True, first[1:] > first[:-1] + 1)] if len(first) else first
    opens, closes = sides[0][first], sides[1][first + 1]
    roles[first] = np.select([opens & closes, opens], [EITHER, OPEN], -1)
    roles[first + 1] = np.where(opens, -1, CLOSE)


def _neighbours(texts: CutTexts, starts: Int64, ends: Int64) -> tuple[Bool, Bool]:
    """(may open: no letter stands before it; may close: none stands after it), bool, shape (n,) each."""
    before, after = codes_before(texts.raw, starts), codes_at(texts.raw, ends)
    kinds = classes_of(before)
    opens = (kinds & ch.SPACE != 0) | np.isin(before, _LEADING)
    digit = (after >= ord("0")) & (after <= ord("9"))
    closes = (classes_of(after) & (ch.LOWER | ch.UPPER) == 0) & ~digit
    glued = (kinds & ch.STOP != 0) & ~closes  # said."The: white space was lost on one side
    return opens | glued, closes | glued
