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
        lines: int64: the tokens that begin a line, ascending.
        gaps: uint8, shape (n_tokens + 1,): code of what stands before each token, and behind the last.
        flags: uint8, shape (n_tokens,): sum of CAPITAL, SHORT ...
    """

    token: Int64
    first: Bool
    form: Int64
    gap: UInt8
    flag: UInt8
    lines: Int64
    gaps: UInt8
    flags: UInt8


def candidates(batch: Batch) -> Candidates:
    """Find the candidates of a batch."""
    tokens = batch.tokens
    flags = taken(batch.flags, tokens.form)
    marked, codes = _marks(tokens)
    gaps = np.zeros(len(tokens.start) + 1, np.uint8)
    gaps[marked] = codes
    inner = gaps[:-1] <= _LAST_JOIN
    stopped = marked.take(np.flatnonzero(codes == _CODE["."]))
    stopped = stopped[flags.take(stopped - 1) & SHORT > 0]
    inner[stopped[~_comma_behind(batch, stopped - 1)]] = True
    token = np.flatnonzero(_chosen(flags, inner, gaps[:-1] == _CODE["-"]))
    follows = np.append(False, token[1:] == token[:-1] + 1) if len(token) else np.zeros(0, bool)
    first = ~(follows & inner.take(token))
    form = tokens.form.take(token).astype(np.int64)
    lines = marked.take(np.flatnonzero(codes[:-1] == _CODE["n"]))
    return Candidates(token, first, form, gaps.take(token), flags.take(token), lines, gaps, flags)


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


def _marks(tokens: Tokens) -> tuple[Int64, UInt8]:
    """The gaps that are no single blank, those at both ends included: the token behind each, ascending; their codes."""
    n, raw = len(tokens.start), tokens.raw
    if not n:
        return np.zeros(1, np.int64), np.full(1, _CODE["s"], np.uint8)
    single = tokens.start[1:] - tokens.end[:-1] == 1
    single &= raw.take(tokens.end[:-1]) == _BLANK
    inner = np.flatnonzero(~single)
    left = np.concatenate([[0], tokens.end.take(inner), tokens.end[-1:]])
    inner += 1
    right = np.concatenate([tokens.start[:1], tokens.start.take(inner), [len(raw)]])
    return np.concatenate([[0], inner, [n]]), _codes(raw, left, right)


def _codes(raw: UInt8, left: Int64, right: Int64) -> UInt8:
    """The codes of some gaps.

    Args:
        raw: the text.
        left: int64, shape (n,): first byte of each gap, ascending.
        right: int64, shape (n,): one past its last byte.
    """
    size = right - left
    one, final = raw.take(left), raw.take(right - 1)
    codes = _byte_codes().take(one)
    plain = (size == 1) | ((size == 2) & (final == _BLANK) & (one != _BLANK) & (one != ord("-")))  # a comma and a blank
    others = np.flatnonzero(~plain)
    codes[others] = _several_codes(raw, left[others], right[others])
    return codes


def _several_codes(raw: UInt8, left: Int64, right: Int64) -> UInt8:
    """The codes of gaps of more than one byte, see `_codes`."""
    size = right - left
    one, two = raw.take(left), raw.take(left + 1)
    main = np.where(one == _BLANK, two, one)  # the first mark
    codes = _byte_codes().take(main)
    codes[(codes == _CODE["s"]) | (codes == _CODE["-"]) | ((main == ord("&")) & (size > 3))] = _CODE["x"]
    codes[(main == ord(".")) & (size > 2) & (raw.take(right - 1) != _BLANK)] = _CODE["!"]
    gap, inner = ranges(left + 1, right)
    codes[gap[raw.take(inner) == _LINE_END]] = codes[one == _LINE_END] = _CODE["n"]
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
