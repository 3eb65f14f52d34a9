"""What the tagger looks at: the word, its neighbours, and how the article writes it elsewhere.

Everything that a spelling tells is a set of keys, see `spellings`; everything else is one of a few small numbered
tables, by array arithmetic.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.arrays.sorting import bounds_of, ordered
from pipeline.arrays.types import Bool, Int32, Int64, UInt8
from pipeline.names.batch import Batch
from pipeline.names.candidates import GAPS, Candidates
from pipeline.names.kept_lists import numbered_pairs
from pipeline.names.spelling_kinds import COARSE
from pipeline.names.spellings import CAPITAL, POSSESSIVE, TELLING
from pipeline.names.word_lists import PLACE_SHIFT
from pipeline.text.tokens import Tokens

POSITIONS = (0, -1, 1, -2, 2)
"""Places of the neighbours whose keys count, the word itself first."""
_N_GAPS = len(GAPS)
_LINKS = GAPS.index(".")  # the gaps up to it may stand within a name
_OPENERS = np.isin(np.arange(_N_GAPS), [GAPS.index(c) for c in ".n!\"('"])
_AT_ONCE = 128  # articles
_LAST_BITS = (1 << 16) - 1
_SHORT_TEXT = 60
"""Tokens; a shorter text, of a sentence or three, hardly says elsewhere whether a word is a name."""
TABLES = {
    "start": 2 * 2 * 2 * 2 * 3 * 4,
    "before": _N_GAPS * 2,
    "after": _N_GAPS * 2,
    "pair": 4,
    "left": COARSE * COARSE,
    "right": COARSE * COARSE,
    "sides": COARSE * COARSE,
    "gapkind": _N_GAPS * COARSE,
}
"""Table → number of codes."""
_AROUND, _BEFORE, _AFTER = (COARSE,) * 3, (_N_GAPS, 2, COARSE), (_N_GAPS, 2, TABLES["pair"])
"""How many values the facts have that are looked up together: coarse kinds before, of and after the word; what stands
before it, whether a run begins, its kind; what stands behind it, whether it is a possessive, its pair."""


class Features(NamedTuple):
    """Features of n candidates.

    Attributes:
        forms: int64, shape (5, n): the spelling at each of `POSITIONS`; -1 where the text ends.
        codes: name of `joint` → int64, shape (n,).
        in_title_line: bool, shape (n,): which stand in lines in capitals.
    """

    forms: Int64
    codes: dict[str, Int64]
    in_title_line: Bool


def features(batch: Batch, found: Candidates) -> Features:
    """The features of all candidates of a batch."""
    neighbours = _neighbours(batch.tokens, found)
    coarse = np.append(batch.coarse, 0)
    own, before, after = (coarse.take(neighbours[k]) for k in range(3))
    gap, behind = found.gap.astype(np.int64), found.gaps.take(found.token + 1).astype(np.int64)
    possessive = (found.flag & POSSESSIVE > 0).astype(np.int64)
    shouted = _title_lines(found.lines, found.flags).take(found.token)
    codes = {
        "start": _start_codes(batch, found, shouted) * 4 + batch.share.take(neighbours[0]),
        "around": (before * COARSE + own) * COARSE + after,
        "before": (gap * 2 + found.first) * COARSE + own,
        "after": (behind * 2 + possessive) * TABLES["pair"] + _pair_codes(batch, neighbours, gap, behind),
    }
    return Features(neighbours, codes, shouted)


@cache
def joint() -> dict[str, dict[str, Int64]]:
    """Names of tables that are looked up together → each of these tables → its code for each code of all together."""
    before, own, after = np.indices(_AROUND).reshape(3, -1)
    gap, first, kind = np.indices(_BEFORE).reshape(3, -1)
    behind, possessive, pair = np.indices(_AFTER).reshape(3, -1)
    return {
        "start": {"start": np.arange(TABLES["start"])},
        "around": {"left": before * COARSE + own, "right": own * COARSE + after, "sides": before * COARSE + after},
        "before": {"before": gap * 2 + first, "gapkind": gap * COARSE + kind},
        "after": {"after": behind * 2 + possessive, "pair": pair},
    }


def table_codes(found: Features) -> dict[str, Int64]:
    """The code of each candidate in each of `TABLES`."""
    return {table: codes[found.codes[name]] for name, tables in joint().items() for table, codes in tables.items()}


def _neighbours(tokens: Tokens, candidates: Candidates) -> Int64:
    """The spelling at each of `POSITIONS` from some tokens; -1 beyond the ends of the document."""
    token = candidates.token
    found = np.empty((len(POSITIONS), len(token)), np.int64)
    found[0] = candidates.form
    starts = tokens.doc_bounds
    for row, step in zip(found[1:], POSITIONS[1:], strict=True):
        row[:] = tokens.form.take(token + step, mode="clip")
        for n in range(abs(step)):
            beyond = starts + n if step < 0 else starts - 1 - n
            at = np.minimum(np.searchsorted(token, beyond), len(token) - 1)
            row[at[token[at] == beyond]] = -1
    return found


def _start_codes(batch: Batch, found: Candidates, shouted: Bool) -> Int64:
    """How much a capital letter says here.

    Five facts in one number: whether the text is short, whether a sentence starts, whether the line is written in
    capitals, whether the article has the word in small letters, how often with a capital elsewhere.
    """
    tokens = batch.tokens
    opens = _OPENERS.take(found.gap)
    large = found.flag & CAPITAL > 0
    small, elsewhere = _uses(batch, found, large & ~opens & ~shouted)
    short = (np.diff(tokens.doc_bounds) < _SHORT_TEXT).take(tokens.doc.take(found.token))
    short &= found.first | ~opens  # `Smith` of `John F. Smith` opens nothing
    code = (short * 2 + opens) * 2 + shouted
    return np.asarray((code * 2 + small) * 3 + np.clip(elsewhere, 0, 2), np.int64)


def _uses(batch: Batch, found: Candidates, inside: Bool) -> tuple[Bool, Int32]:
    """Whether the article of each candidate has its word in small letters, and how many others of it are `inside`."""
    tokens = batch.tokens
    word = tokens.form_word.take(found.form)
    used = np.zeros(len(tokens.word_strings), bool)
    used[word] = True
    number = np.cumsum(used, dtype=np.int64)  # from 1: 0 stands for all words that nothing asks for
    doc, own = tokens.doc.take(found.token), number.take(word)
    written = np.where(used.take(tokens.form_word) & (batch.flags & CAPITAL == 0), number.take(tokens.form_word), 0)
    return _are_written(tokens, (found.token, own), written, int(used.sum()) + 1), _times(doc, own, inside)


def _are_written(tokens: Tokens, asked: tuple[Int64, Int64], written: Int64, size: int) -> Bool:
    """Whether the article of each asked token has its word in small letters; some articles at a time take less memory.

    Args:
        tokens: the tokens.
        asked: int64, shape (n,): some tokens, ascending, and the number of the word of each, from 1.
        written: int64: the number of the word of each form in small letters, else 0.
        size: one above the largest number.

    Returns:
        bool, shape (n,).
    """
    token, own = asked
    found, n_tokens = np.empty(len(token), bool), np.diff(tokens.doc_bounds)
    starts = np.append(tokens.doc_bounds[:-1:_AT_ONCE], len(tokens.form))
    bounds = np.searchsorted(token, starts)
    for group, ((first, end), (begin, stop)) in enumerate(zip(pairwise(starts), pairwise(bounds), strict=True)):
        docs = n_tokens[group * _AT_ONCE : (group + 1) * _AT_ONCE]
        place = np.arange(len(docs)) * size
        there = np.zeros(len(docs) * size, bool)
        there[written.take(tokens.form[first:end]) + np.repeat(place, docs)] = True
        home = tokens.doc.take(token[begin:stop]) - group * _AT_ONCE
        found[begin:stop] = there.take(place.take(home) + own[begin:stop])
    return found


def _times(doc: Int32, word: Int64, inside: Bool) -> Int32:
    """How many others of the same article and word are `inside`, for each candidate; articles are in order."""
    order = ordered([word])
    begins = bounds_of([word.take(order), doc.take(order)])
    ends = np.append(begins[1:], len(word))
    times = np.empty(len(word), np.int32)
    times[order] = np.repeat(_counts(inside.take(order), begins, ends), ends - begins)
    times -= inside
    return times


def _title_lines(starts: Int64, flags: UInt8) -> Bool:
    """Tokens of lines whose longer words nearly all begin with a capital.

    Args:
        starts: int64: the tokens that begin a line, ascending, the first one among them.
        flags: uint8, shape (n_tokens,): see `Candidates`.

    Returns:
        bool, shape (n_tokens,).
    """
    ends = np.append(starts[1:], len(flags))
    n_long, n_large = (_counts(flags & both == both, starts, ends) for both in (TELLING, TELLING | CAPITAL))
    return np.repeat((n_large >= 0.75 * n_long) & (n_long >= 3), ends - starts)


def _counts(found: Bool, starts: Int64, ends: Int64) -> Int32:
    """How many are true from each start to before its end: `np.add.reduceat` of bools takes twice as long."""
    before = np.zeros(len(found) + 1, np.int32)
    np.cumsum(found, out=before[1:])
    return before.take(ends) - before.take(starts)


def _pair_codes(batch: Batch, neighbours: Int64, gap: Int64, behind: Int64) -> Int64:
    """Whether a place of several words begins or goes on here: 1 for with the next word, 2 for with the last."""
    place = np.append(batch.facts >> PLACE_SHIFT, 0)
    own = place.take(neighbours[0])
    at = np.flatnonzero(own != 0)
    own, before, after = (place.take(neighbours[k].take(at)) for k in range(3))
    codes = np.zeros(len(gap), np.int64)
    codes[at] = _are_pairs(own, after, behind.take(at)) + 2 * _are_pairs(before, own, gap.take(at))
    return codes


def _are_pairs(first: Int64, second: Int64, gap: Int64) -> Bool:
    """Whether words with these numbers among those of places, and what stands between them, are of one place."""
    known, size = numbered_pairs()
    found = np.zeros(len(first), bool)
    at = np.flatnonzero((first > 0) & (second > 0) & (gap <= _LINKS))
    pairs = first[at] * size + second[at]
    likely = _ends_of_pairs()[pairs & _LAST_BITS]
    at, pairs = at[likely], pairs[likely]
    found[at] = known[np.searchsorted(known, pairs)] == pairs
    return found


@cache
def _ends_of_pairs() -> Bool:
    """Which last bits a pair of words of a place may have: one in twelve."""
    found = np.zeros(_LAST_BITS + 1, bool)
    found[numbered_pairs()[0] & _LAST_BITS] = True
    return found
