"""The words that may be part of a name, in runs: words with a capital letter and the small ones that join them.

A run goes on over a blank, a hyphen, an ampersand, and a full stop behind an initial or a title; every other mark ends
it. What stands between two words is written down as one letter, see `GAPS`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.names.spellings import CAPITAL, DIGITS, JOINER, PARTICLE, SHORT, Spellings
from pipeline.text.tokens import Tokens

GAPS = "s-&.,()\"'n:!x"
"""What stands between two tokens: blank, hyphen, ampersand, full stop, comma, bracket open and closed, quotation mark,
apostrophe, end of line, colon, other sentence end, anything else."""
_CODE = {letter: number for number, letter in enumerate(GAPS)}
_JOINS = np.isin(np.arange(len(GAPS)), [_CODE[c] for c in "s-&"])


class Candidates(NamedTuple):
    """Tokens that may be part of a name, in the order of the text.

    Attributes:
        token: int64, shape (n,): index into the tokens of the batch.
        first: bool, shape (n,): whether a run begins there.
        gaps: uint8, shape (n_tokens + 1,): code of what stands before each token, and behind the last.
        flags: uint8, shape (n_tokens,): sum of CAPITAL, SHORT ...
    """

    token: Int64
    first: Bool
    gaps: UInt8
    flags: UInt8


def candidates(spelt: Spellings) -> Candidates:
    """Find the candidates of a batch."""
    tokens = spelt.tokens
    flags = spelt.flags[tokens.form]
    gaps = _gaps(tokens)
    before = gaps[:-1]
    stopped = np.flatnonzero((before == _CODE["."]) & (np.append(0, flags[:-1]) & SHORT > 0))
    inner = _JOINS[before]
    inner[stopped[~_comma_behind(tokens, stopped - 1)]] = True
    chosen = _chosen(flags, inner, before == _CODE["-"])
    token = np.flatnonzero(chosen)
    follows = np.append(False, token[1:] == token[:-1] + 1) if len(token) else np.zeros(0, bool)
    return Candidates(token, ~(follows & inner[token]), gaps, flags)


def _comma_behind(tokens: Tokens, short: Int64) -> Bool:
    """Whether a comma follows the full stop of each abbreviation: Smith Jr., Ohio; not that of `Co.`."""
    comma = tokens.raw[np.minimum(tokens.end[short] + 1, len(tokens.raw) - 1)] == ord(",")
    for n in np.flatnonzero(comma).tolist():
        comma[n] = tokens.vocabulary[tokens.word[short[n]]] != "co"
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
    raw = tokens.raw
    left = np.append(0, tokens.end)
    right = np.append(tokens.start, len(raw))
    size = right - left
    one, two = raw[np.minimum(left, len(raw) - 1)], raw[np.minimum(left + 1, len(raw) - 1)]
    final = raw[np.maximum(right - 1, 0)]
    broken = np.zeros(len(right), bool)
    broken[np.searchsorted(right, np.flatnonzero(raw == ord("\n")), "right")] = True
    blank = (one == 32) & (size > 1)
    main = np.where(blank, two, one)  # the first mark
    codes = _byte_codes()[main]
    codes = np.where((size == 1) & (one == 32), _CODE["s"], codes)
    codes = np.where((main == ord("&")) & (size > 3), _CODE["x"], codes)
    codes = np.where((size > 1) & (codes == _CODE["-"]), _CODE["x"], codes)
    quoted = (final == ord('"')) | ((size > 2) & (final == 0x9C)) | ((size > 2) & (final == 0x98))
    codes = np.where(quoted & (codes == _CODE["s"]), _CODE['"'], codes)
    codes = np.where((main == 46) & (size > 2) & (final != 32), _CODE["!"], codes)
    return np.asarray(np.where(broken, _CODE["n"], codes), np.uint8)


@cache
def _byte_codes() -> UInt8:
    """The code of a gap by its first mark."""
    codes = np.full(256, _CODE["x"], np.uint8)
    for letters, code in (
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
