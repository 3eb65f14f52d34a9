"""What stands between two tokens, by its bytes."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import distinct
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.text.tokens import Tokens

_SPACE, _HYPHEN, _POINT, _SLASH, _APOSTROPHE = (ord(c) for c in " -./'")
_BLANK, _END, _OPENING, _ADDRESS, _WIDE = (1 << bit for bit in range(5))
_CLASSES = bytes(
    _BLANK * (b in b" \t\r\n\x0b\x0c\xa0")  # as a byte of a gap, A0 ends a space that does not break
    | _END * (b in b".!?:;\r\n")
    | _OPENING * (b in b"\r\n\"'([*-")
    | _ADDRESS * (b in b"@\\_=~")
    | _WIDE * (b > 127)
    for b in range(256)
)
_LONGEST_WORD = 120  # bytes; beyond that it is data, not language
_LONGEST_MARK = 4  # bytes between the parts of an address: `://` and one to spare
_NO_BREAK = (0xC2, 0xA0)
_DASHES = (0xE2, 0x80, (0x90, 0x91, 0x93))  # hyphen, hyphen that does not break, en dash


class Gaps:
    """What stands before each token of a batch of n tokens; all bool, shape (n,).

    Attributes:
        is_space: one space (or one that does not break, or `' ` behind an s: workers' rights).
        is_hyphen: one hyphen or en dash, without spaces.
        is_joint: either.
        is_initial: the token itself is a capital letter and a point, with one space on both sides.
        is_inner: the token opens no sentence, line, bracket or quotation: a capital means something.
        is_scrap: the token itself is of a web address, handle, file name or markup, or endless.
    """

    def __init__(self, tokens: Tokens) -> None:
        raw, start, end = tokens.raw, tokens.start, tokens.end
        before, after = raw[start - 1], raw[end]  # PAD stands at both ends of the text
        left, right = _classes(before), _classes(after)
        size = np.empty(len(start), np.int64)
        size[:1] = len(tokens.text)
        np.subtract(start[1:], end[:-1], out=size[1:])
        self.is_scrap = _is_scrap(tokens, size, (before, after), (left, right))
        self.is_inner = np.zeros(len(start), bool)
        self.is_inner[1:] = _goes_on(right[:-1], left[1:]) & (tokens.doc[1:] == tokens.doc[:-1])
        clean = ~self.is_scrap
        clean[1:] &= clean[:-1]
        single = size == 1
        self.is_space = clean & ((single & (before == _SPACE)) | _is_odd_space(raw, start, size))
        self.is_hyphen = clean & ((single & (before == _HYPHEN)) | _is_dash(raw, start, size))
        self.is_joint = self.is_space | self.is_hyphen
        self.is_initial = self.is_space & (after == _POINT)
        self.is_initial[:-1] &= (size[1:] == 2) & (before[1:] == _SPACE)
        self.is_initial[-1:] = False
        at = np.flatnonzero(self.is_initial)
        self.is_initial[at] = (end[at] - start[at] == 1) & (raw[start[at]] - ord("A") < 26)


def goes_on(raw: UInt8, end: Int64, start: Int64) -> Bool:
    """Whether a sentence goes on from one token to the next, as `is_inner` of `Gaps` says.

    Args:
        raw: UTF-8 of the documents.
        end: int64, shape (n,): one past the last byte of each token.
        start: int64, shape (n,): first byte of the one behind it.
    """
    return _goes_on(_classes(raw[end]), _classes(raw[start - 1]))


def _goes_on(behind: UInt8, before: UInt8) -> Bool:
    """Whether a sentence goes on, by the classes of the marks behind one token and before the next."""
    return np.asarray((before & (_OPENING | _WIDE) == 0) & (behind & _END == 0))


def _classes(marks: UInt8) -> UInt8:
    """What kinds of mark each byte is: sum of _BLANK, _END ..."""
    return np.frombuffer(marks.tobytes().translate(_CLASSES), np.uint8)


def _is_odd_space(raw: UInt8, start: Int64, size: Int64) -> Bool:
    """Gaps of two bytes that count as a space."""
    at = np.flatnonzero(size == 2)
    one = raw[start[at] - 2]
    may_count = (one == _NO_BREAK[0]) | (one == _APOSTROPHE)
    at, one = at[may_count], one[may_count]
    two, letter = raw[start[at] - 1], raw[start[at] - 3]
    odd = np.zeros(len(start), bool)
    odd[at] = np.where(one == _APOSTROPHE, (two == _SPACE) & (letter == ord("s")), two == _NO_BREAK[1])
    return odd


def _is_dash(raw: UInt8, start: Int64, size: Int64) -> Bool:
    """Gaps of three bytes that count as a hyphen."""
    at = np.flatnonzero(size == 3)
    dash = np.zeros(len(start), bool)
    dash[at] = (raw[start[at] - 3] == _DASHES[0]) & (raw[start[at] - 2] == _DASHES[1])
    dash[at] &= np.isin(raw[start[at] - 1], _DASHES[2])
    return dash


def _is_scrap(tokens: Tokens, size: Int64, marks: tuple[UInt8, UInt8], classes: tuple[UInt8, UInt8]) -> Bool:
    """Tokens of chunks (spans without white space) that hold an address, handle, file name or markup.

    Args:
        tokens: n tokens.
        size: int64, shape (n,): bytes before each.
        marks: uint8, shape (n,) each: the byte before and the byte behind it.
        classes: the classes of these.
    """
    raw, start = tokens.raw, tokens.start
    (before, after), (left, right) = marks, classes
    opens = size > _LONGEST_MARK
    opens[1:] |= (left[1:] | right[:-1]) & _BLANK > 0
    long = np.flatnonzero(~opens & (size > 2))  # a blank between marks: `mail@example.org. (CNN)`
    opens[long] = (_classes(raw[start[long] - 2]) | _classes(raw[start[long] - 3])) & _BLANK > 0
    glued = np.flatnonzero(~opens)
    dotted = (before[glued] == _POINT) & (size[glued] == 1) & (raw[start[glued]] >= ord("a"))
    slashes = (before[glued] == _SLASH) & (raw[start[glued] - 2] == _SLASH)
    entity = (before == ord("&")) & (after == ord(";"))
    odd = np.flatnonzero(((left | right) & _ADDRESS > 0) | entity | (before == ord("<")))
    bad = tokens.end - start > _LONGEST_WORD
    bad[_chunks(opens, np.concatenate([odd, glued[dotted | slashes]]))] = True
    return bad


def _chunks(opens: Bool, some: Int64) -> Int64:
    """All tokens of the chunks that hold some; `opens` tells the first token of each chunk."""
    first = np.append(np.flatnonzero(opens), len(opens))
    chunk = distinct(np.searchsorted(first, some, "right") - 1)
    return ranges(first[chunk], first[chunk + 1])[1]
