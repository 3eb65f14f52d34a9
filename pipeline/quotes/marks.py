"""Quotation marks of a batch, each with what it does: open, close, or either.

Straight marks tell by their neighbours; an apostrophe (between letters) is no mark, two side by side are a double mark.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64
from pipeline.text import characters as ch
from pipeline.text.characters import Characters

OPEN, CLOSE, EITHER, SINGLE_OPEN, SINGLE_CLOSE = range(5)

STRAIGHT, LEFT, RIGHT, LOW = ord('"'), 0x201C, 0x201D, 0x201E
SINGLE_STRAIGHT, SINGLE_LEFT, SINGLE_RIGHT = ord("'"), 0x2018, 0x2019
GUILLEMET_LEFT, GUILLEMET_RIGHT = 0xAB, 0xBB
_ALWAYS = {
    LEFT: OPEN,
    LOW: OPEN,
    GUILLEMET_LEFT: OPEN,
    RIGHT: CLOSE,
    GUILLEMET_RIGHT: CLOSE,
    SINGLE_LEFT: SINGLE_OPEN,
    SINGLE_RIGHT: SINGLE_CLOSE,
}
_QUOTATION_MARKS = np.array([STRAIGHT, SINGLE_STRAIGHT, *_ALWAYS])
_LEADING = np.array([*map(ord, "-\u2013\u2014([{"), LEFT, SINGLE_LEFT, STRAIGHT, SINGLE_STRAIGHT])
_MARK = ch.OPENER | ch.CLOSER


class Marks(NamedTuple):
    """The quotation marks of a batch.

    Attributes:
        places: int64, shape (n,): place in the batch, ascending.
        roles: int64, shape (n,): OPEN, CLOSE, EITHER (straight, its neighbours do not tell),
            SINGLE_OPEN or SINGLE_CLOSE.
        lines: int64, shape (n,): number of the line within the batch; a text starts a new one.
        edges: int64, shape (n_lines + 1,): where each line starts, and where the last one ends.
        fresh: bool, shape (n_lines,): whether the line is the first of its text.
    """

    places: Int64
    roles: Int64
    lines: Int64
    edges: Int64
    fresh: Bool


def quote_marks(batch: Characters) -> Marks:
    """Find and class the quotation marks of a batch."""
    found = np.flatnonzero(batch.kinds & _MARK != 0)
    found = found[np.isin(batch.codes[found], _QUOTATION_MARKS)]
    roles = _roles(batch, found)
    places, roles = found[roles >= 0], roles[roles >= 0]
    edges, fresh = _lines(batch)
    lines = np.searchsorted(edges, places, side="right") - 1
    return Marks(places, roles, lines, edges, fresh)


def _lines(batch: Characters) -> tuple[Int64, Bool]:
    """Where lines start (and the last one ends), and which open their text; empty ones belong to the line before."""
    breaks = np.flatnonzero(batch.kinds & ch.BREAK != 0) + 1
    edges = np.sort(np.concatenate([batch.bounds, breaks]), kind="stable")
    fresh = np.isin(edges, batch.bounds)
    length = np.diff(edges)
    blank = (
        batch.kinds[np.minimum(edges[:-1], len(batch.kinds) - 1)] & ch.BREAK != 0 if len(batch.kinds) else fresh[:-1]
    )
    kept = (length > 1) | ((length == 1) & (fresh[:-1] | ~blank))
    return np.append(edges[:-1][kept], edges[-1]), fresh[:-1][kept]


def _roles(batch: Characters, places: Int64) -> Int64:
    """What each mark does; -1 for apostrophes."""
    codes = batch.codes[places]
    opens, closes = _neighbours(batch, places)
    roles = np.full(len(places), -1, np.int64)
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
    _join_doubled(roles, places, single, (opens, closes), batch.bounds)
    return roles


def _join_doubled(roles: Int64, places: Int64, single: Bool, sides: tuple[Bool, Bool], bounds: Int64) -> None:
    """Give two straight single marks side by side the role of one double mark, in place: the outer one keeps it."""
    first = np.flatnonzero(single[:-1] & single[1:] & (places[1:] == places[:-1] + 1) & ~np.isin(places[1:], bounds))
    first = first[np.append(True, first[1:] > first[:-1] + 1)] if len(first) else first
    opens, closes = sides[0][first], sides[1][first + 1]
    roles[first] = np.select([opens & closes, opens], [EITHER, OPEN], -1)
    roles[first + 1] = np.where(opens, -1, CLOSE)


def _neighbours(batch: Characters, places: Int64) -> tuple[Bool, Bool]:
    """(may open: no letter stands before it; may close: none stands after it), bool, shape (n,) each."""
    before, after = np.maximum(places - 1, 0), np.minimum(places + 1, len(batch.codes) - 1)
    opens = (batch.kinds[before] & ch.SPACE != 0) | np.isin(batch.codes[before], _LEADING)
    digit = (batch.codes[after] >= ord("0")) & (batch.codes[after] <= ord("9"))
    closes = (batch.kinds[after] & (ch.LOWER | ch.UPPER) == 0) & ~digit
    first, last = np.isin(places, batch.bounds), np.isin(places + 1, batch.bounds)
    opens, closes = opens | first, closes | last
    glued = (batch.kinds[before] & ch.STOP != 0) & ~closes & ~first  # said."The: white space was lost on one side
    return opens | glued, closes | glued
