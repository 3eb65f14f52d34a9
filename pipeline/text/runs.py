"""Runs: the stretches of a text that a keyword may stand in.

A run is a row of content words with nothing but a space or a hyphen between them. Stop words, punctuation and line ends
bound it, and so do web addresses, handles, file names and scraps of markup, of which no word is content.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.text.tokens import Tokens

Bools = npt.NDArray[np.bool_]

_SPACE, _HYPHEN, _TAB = ord(" "), ord("-"), ord("\t")
_BLANKS = np.isin(np.arange(256), list(b" \t\r\n\x0b\x0c"))
_ENDS = np.isin(np.arange(256), list(b".!?:;\r\n"))
_OPENS = np.isin(np.arange(256), list(b"\r\n\"'([*-"))
_ADDRESS = np.isin(np.arange(256), list(b"@\\_=~"))


@dataclass(frozen=True)
class Runs:
    """Where keywords may stand, token by token.

    Attributes:
        is_content: bool, shape (n,): the token is no stop word and no scrap.
        is_linked: bool, shape (n,): it continues the run of the token before it.
        is_inner: bool, shape (n,): it opens no sentence, line, bracket or quotation: a capital means something.
    """

    is_content: Bools
    is_linked: Bools
    is_inner: Bools


def runs(tokens: Tokens, is_stop: Bools) -> Runs:
    """Cut the tokens of a batch into runs.

    Args:
        tokens: n tokens.
        is_stop: bool, shape (n,): the token is a stop word.
    """
    raw = tokens.raw
    before, after = raw[tokens.start - 1], raw[tokens.end]  # PAD stands at both ends of the text
    size = (
        np.diff(tokens.start, prepend=0)[1:] - (tokens.end - tokens.start)[:-1] if len(tokens.start) else tokens.start
    )
    is_content = ~is_stop & ~_is_scrap(tokens, before, after)
    is_linked = np.zeros(len(tokens.start), bool)
    is_linked[1:] = is_content[1:] & is_content[:-1] & _joins(raw, tokens.end[:-1], size)
    opens = _ENDS[np.concatenate([after[:0], [10], after[:-1]]).astype(np.uint8)] if len(after) else np.zeros(0, bool)
    return Runs(is_content, is_linked, ~(opens | _OPENS[before] | (before >= 0x80)))


def _joins(raw: npt.NDArray[np.uint8], end: npt.NDArray[np.int64], size: npt.NDArray[np.int64]) -> Bools:
    """Whether the gap of `size` bytes at `end` is one space or hyphen, or `' ` after an s (workers' rights)."""
    gap = raw[end]
    joins: Bools = (size == 1) & ((gap == _SPACE) | (gap == _HYPHEN))
    at = np.flatnonzero(size == 2)
    no_break = (raw[end[at]] == 0xC2) & (raw[end[at] + 1] == 0xA0)
    plural = (raw[end[at]] == ord("'")) & (raw[end[at] + 1] == _SPACE) & (raw[end[at] - 1] == ord("s"))
    joins[at] = no_break | plural
    return joins


def _is_scrap(tokens: Tokens, before: npt.NDArray[np.uint8], after: npt.NDArray[np.uint8]) -> Bools:
    """Tokens of chunks (stretches without white space) that are addresses, handles, file names or markup."""
    raw, start, end = tokens.raw, tokens.start, tokens.end
    opens_chunk = np.ones(len(start), bool)
    opens_chunk[1:] = _BLANKS[before[1:]] | _BLANKS[after[:-1]]
    chunk = np.cumsum(opens_chunk) - 1
    glued = np.flatnonzero(~opens_chunk)
    dotted = (before[glued] == ord(".")) & (end[glued - 1] + 1 == start[glued]) & (raw[start[glued]] >= ord("a"))
    slashes = (before[glued] == ord("/")) & (raw[start[glued] - 2] == ord("/"))
    odd = _ADDRESS[before] | _ADDRESS[after] | ((before == ord("&")) & (after == ord(";"))) | (before == ord("<"))
    is_bad = np.zeros(int(chunk[-1]) + 1 if len(chunk) else 0, bool)
    is_bad[chunk[glued[dotted | slashes]]] = True
    is_bad[chunk[odd]] = True
    scrap: Bools = is_bad[chunk]
    return scrap
