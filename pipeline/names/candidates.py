"""The words that may be part of a name, in runs: words with a capital letter and the small ones that join them.

A run goes on over a blank, a hyphen, an ampersand, and a full stop behind an initial or a title; every other mark ends
it. What stands between two words is written down as one letter, see `GAPS`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.batch import Batch
from pipeline.names.spellings import CAPITAL, DIGITS, JOINER, PARTICLE, SHORT
from pipeline.text.tokens import Tokens

GAPS = "s-&.,()\"'n:!x"
"""What stands between two tokens: blank, hyphen, ampersand, full stop, comma, bracket open and closed, quotation mark,
apostrophe, end of line, colon, other sentence end, anything else."""
_CODE = {letter: number for number, letter in enumerate(GAPS)}
_BLANK, _LINE_END = ord(" "), ord("\n")
_LAST_JOIN = _CODE["&"]  # the gaps up to it join two words


class Candidates(NamedTuple):
    """Tokens that may be part of a name, in the order of the text.

    Attributes:
        token: int64, shape (n,): index into the tokens of the batch.
        first: bool, shape (n,): whether a run begins there.
        form: int64, shape (n,): its form.
        gap: uint8, shape (n,): code of what stands before it.
        flag: uint8, shape (n,): sum of CAPITAL, SHORT ...
        gaps: uint8, shape (n_tokens + 1,): code of what stands before each token, and behind the last.
        flags: uint8, shape (n_tokens,): sum of CAPITAL, SHORT ...
    """

    token: Int64
    first: Bool
    form: Int64
    gap: UInt8
    flag: UInt8
    gaps: UInt8
    flags: UInt8


def candidates(batch: Batch) -> Candidates:
    """Find the candidates of a batch."""
    tokens = batch.tokens
    flags = taken(batch.flags, tokens.form)
    gaps = _gaps(tokens)
    before = gaps[:-1]
    stopped = np.flatnonzero(before == _CODE["."])
    stopped = stopped[flags[stopped - 1] & SHORT > 0]
    inner = before <= _LAST_JOIN
    inner[stopped[~_comma_behind(batch, stopped - 1)]] = True
    chosen = _chosen(flags, inner, before == _CODE["-"])
    token = np.flatnonzero(chosen)
    follows = np.append(False, token[1:] == token[:-1] + 1) if len(token) else np.zeros(0, bool)
    first = ~(follows & inner[token])
    return Candidates(token, first, tokens.form[token].astype(np.int64), gaps[token], flags[token], gaps, flags)


def _comma_behind(batch: Batch, short: Int64) -> Bool:
    """Whether a comma follows the full stop of each abbreviation: Smith Jr., Ohio; not that of `Co.`."""
    tokens = batch.tokens
    comma = tokens.raw[np.minimum(tokens.end[short] + 1, len(tokens.raw) - 1)] == ord(",")
    comma[comma] = [word != "co" for word in batch.words(short[comma])]
    return np.asarray(comma)


def _chosen(flags: UInt8, inner: Bool, hyphen: Bool) -> Bool:
    """Words with a capital letter, what joins two of them, and particles and numbers beside one."""
    n = len(flags)
    capital, joiner = flags & CAPITAL > 0, flags & JOINER > 0
    chosen = capital.copy()
    linked = np.append(inner, False)

    def at(values: Bool, step: int) -> Bool:
        moved = np.zeros(n, bool)
        if step > 0:
            moved[:-step] = values[step:]
        else:
            moved[-step:] = values[:step]
        return moved

    next_linked = linked[1 : n + 1]
    chosen |= joiner & inner & next_linked & at(capital, -1) & at(capital, 1)
    pair = joiner & at(joiner, 1) & inner & next_linked & at(next_linked, 1) & at(capital, -1) & at(capital, 2)
    chosen |= pair | at(pair, -1)
    chosen |= (flags & PARTICLE > 0) & next_linked & at(capital, 1)
    chosen |= (flags & PARTICLE > 0) & next_linked & at(flags & PARTICLE > 0, 1) & at(next_linked, 1) & at(capital, 2)
    chosen |= (flags & DIGITS > 0) & inner & at(capital, -1)
    chosen |= (flags & (CAPITAL | DIGITS) == 0) & hyphen & at(capital, -1)  # Seo-yeon
    return chosen


def _gaps(tokens: Tokens) -> UInt8:
    """The code of what stands before each token, and behind the last one."""
    codes = np.full(len(tokens.start) + 1, _CODE["s"], np.uint8)
    size = tokens.start[1:] - tokens.end[:-1]
    inner = np.flatnonzero((size != 1) | (tokens.raw[tokens.end[:-1]] != _BLANK)) + 1  # the others are single blanks
    if len(tokens.start):
        left = np.concatenate([[0], tokens.end[inner - 1], tokens.end[-1:]])
        right = np.concatenate([tokens.start[:1], tokens.start[inner], [len(tokens.raw)]])
        codes[np.concatenate([[0], inner, [len(codes) - 1]])] = _marks(tokens.raw, left, right)
    return codes


def _marks(raw: UInt8, left: Int64, right: Int64) -> UInt8:
    """The codes of some gaps.

    Args:
        raw: the text.
        left: int64, shape (n,): first byte of each gap, ascending.
        right: int64, shape (n,): one past its last byte.
    """
    size = right - left
    one, final = raw[left], raw[right - 1]
    codes = _byte_codes()[one]
    plain = (size == 1) | ((size == 2) & (final == _BLANK) & (one != _BLANK) & (one != ord("-")))  # a comma and a blank
    others = np.flatnonzero(~plain)
    codes[others] = _several_marks(raw, left[others], right[others])
    return codes


def _several_marks(raw: UInt8, left: Int64, right: Int64) -> UInt8:
    """The codes of gaps of more than one byte, see `_marks`."""
    size = right - left
    one, two = raw[left], raw[left + 1]
    main = np.where(one == _BLANK, two, one)  # the first mark
    codes = _byte_codes()[main]
    codes[(codes == _CODE["s"]) | (codes == _CODE["-"]) | ((main == ord("&")) & (size > 3))] = _CODE["x"]
    codes[(main == ord(".")) & (size > 2) & (raw[right - 1] != _BLANK)] = _CODE["!"]
    gap, inner = ranges(left + 1, right)
    codes[gap[raw[inner] == _LINE_END]] = codes[one == _LINE_END] = _CODE["n"]
    return codes


@cache
def _byte_codes() -> UInt8:
    """The code of a gap by its first mark."""
    codes = np.full(256, _CODE["x"], np.uint8)
    for letters, code in (
        (" ", "s"),
        ("\n", "n"),
        ("-", "-"),
        ("&", "&"),
        (".", "."),
        (",", ","),
        ("(", "("),
        ("[", "("),
        (")", ")"),
        ("]", ")"),
        ('"', '"'),
        ("'", "'"),
        (":;", ":"),
        ("!?", "!"),
    ):
        for letter in letters:
            codes[ord(letter)] = _CODE[code]
    return codes
