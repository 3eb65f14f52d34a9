"""What stands between two tokens, by its bytes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.ranges import ranges
from pipeline.arrays.sorting import distinct
from pipeline.arrays.taking import taken
from pipeline.arrays.types import Bool, Int64, Integer, UInt8
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

    Five of six gaps are a plain space, which says nothing else: only the others are looked at.

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
        size = np.empty(len(start), np.int64)
        size[:1] = len(tokens.text)
        np.subtract(start[1:], end[:-1], out=size[1:])
        plain = size == 1
        plain[1:] &= raw[end[:-1]] == _SPACE
        marks = _Marks.of(tokens, size, np.flatnonzero(~plain))
        self.is_scrap = _is_scrap(tokens, marks)
        self.is_inner = plain.copy()
        same = tokens.doc[marks.at] == tokens.doc[marks.at - 1]
        self.is_inner[marks.at] = _goes_on(marks.right, marks.left) & same & (marks.at > 0)
        clean = ~self.is_scrap
        clean[1:] &= clean[:-1]
        self.is_space, self.is_hyphen = plain, np.zeros(len(start), bool)
        self.is_space[marks.at] = _is_odd_space(raw, marks)
        self.is_hyphen[marks.at] = _is_odd_hyphen(raw, marks)
        self.is_space &= clean
        self.is_hyphen &= clean
        self.is_joint = self.is_space | self.is_hyphen
        self.is_initial = np.zeros(len(start), bool)
        at = marks.at[(marks.size == 2) & (marks.before == _SPACE) & (marks.after == _POINT)] - 1
        self.is_initial[at] = self.is_space[at] & (end[at] - start[at] == 1) & (raw[start[at]] - ord("A") < 26)


class _Marks(NamedTuple):
    """The k gaps of n tokens that are no plain space.

    Attributes:
        at: int64, shape (k,): the token behind each, ascending; the first token is among them.
        size: int64, shape (k,): bytes of each.
        start: int64, shape (k,): one past its last byte, where the token behind it begins.
        before: uint8, shape (k,): its last byte, before that token.
        after: uint8, shape (k,): its first byte, after the token in front of it; of the first gap any.
        left: uint8, shape (k,): kinds of `before`.
        right: uint8, shape (k,): kinds of `after`.
    """

    at: Int64
    size: Int64
    start: Int64
    before: UInt8
    after: UInt8
    left: UInt8
    right: UInt8

    @classmethod
    def of(cls, tokens: Tokens, size: Int64, at: Int64) -> _Marks:
        """Look at the edges of the gaps before some tokens; `size` has the bytes of all gaps."""
        start = tokens.start[at]
        before, after = tokens.raw[start - 1], tokens.raw[tokens.end[at - 1]]
        return cls(at, size[at], start, before, after, _classes(before), _classes(after))


def goes_on(raw: UInt8, end: Integer, start: Integer) -> Bool:
    """Whether a sentence goes on from one token to the next, as `is_inner` of `Gaps` says.

    Args:
        raw: UTF-8 of the documents.
        end: integers, shape (n,): one past the last byte of each token.
        start: integers, shape (n,): first byte of the one behind it.
    """
    return _goes_on(_classes(raw[end]), _classes(raw[start - 1]))


def _goes_on(behind: UInt8, before: UInt8) -> Bool:
    """Whether a sentence goes on, by the classes of the marks behind one token and before the next."""
    return np.asarray((before & (_OPENING | _WIDE) == 0) & (behind & _END == 0))


def _classes(marks: UInt8) -> UInt8:
    """What kinds of mark each byte is: sum of _BLANK, _END ..."""
    return np.frombuffer(marks.tobytes().translate(_CLASSES), np.uint8)


def _is_odd_space(raw: UInt8, marks: _Marks) -> Bool:
    """Gaps of two bytes that count as a space."""
    odd = np.zeros(len(marks.at), bool)
    at = np.flatnonzero((marks.size == 2) & ((marks.after == _NO_BREAK[0]) | (marks.after == _APOSTROPHE)))
    letter = raw[marks.start[at] - 3]
    is_owner = (marks.before[at] == _SPACE) & (letter == ord("s"))
    odd[at] = np.where(marks.after[at] == _APOSTROPHE, is_owner, marks.before[at] == _NO_BREAK[1])
    return odd


def _is_odd_hyphen(raw: UInt8, marks: _Marks) -> Bool:
    """Gaps of a hyphen alone, or of three bytes that count as one."""
    found: Bool = (marks.size == 1) & (marks.before == _HYPHEN)
    at = np.flatnonzero((marks.size == 3) & (marks.after == _DASHES[0]))
    found[at] = (raw[marks.start[at] - 2] == _DASHES[1]) & np.isin(marks.before[at], _DASHES[2])
    return found


def _is_scrap(tokens: Tokens, marks: _Marks) -> Bool:
    """Tokens of chunks (spans without white space) that hold an address, handle, file name or markup."""
    raw, (at, size, start, before, _, left, right) = tokens.raw, marks
    opens = (size > _LONGEST_MARK) | ((left | right) & _BLANK > 0)
    opens[:1] = True
    long = np.flatnonzero(~opens & (size > 2))  # a blank between marks: `mail@example.org. (CNN)`
    opens[long] = (_classes(raw[start[long] - 2]) | _classes(raw[start[long] - 3])) & _BLANK > 0
    dotted = (before == _POINT) & (size == 1) & (raw[start] >= ord("a"))
    slashes = (before == _SLASH) & (raw[start - 2] == _SLASH)
    entity = np.flatnonzero(before == ord("&"))
    entity = entity[raw[tokens.end[at[entity]]] == ord(";")]
    behind = at[(left & _ADDRESS > 0) | (before == ord("<")) | (~opens & (dotted | slashes))]
    ahead = at[1:][right[1:] & _ADDRESS > 0] - 1
    last = np.flatnonzero(_classes(raw[tokens.end[-1:]]) & _ADDRESS) + len(tokens.end) - 1
    is_endless = np.diff(text_bytes(tokens.form_strings)[1]) > _LONGEST_WORD
    bad = taken(is_endless, tokens.form) if is_endless.any() else np.zeros(len(tokens.form), bool)
    bad[_chunks(at[~opens], np.concatenate([behind, ahead, at[entity], last]))] = True
    return bad


def _chunks(glued: Int64, some: Int64) -> Int64:
    """All tokens of the chunks that hold some.

    Args:
        glued: int64, ascending: tokens that stand in the chunk of the token before them.
        some: int64: tokens.
    """
    opening = np.flatnonzero(np.diff(glued, prepend=-1) != 1)
    first = np.append(-1, glued[opening] - 1)
    end = np.append(0, glued[np.append(opening[1:], len(glued)) - 1] + 1) if len(glued) else np.zeros(1, np.int64)
    chunk = np.searchsorted(first, some, "right") - 1
    is_glued = some < end[chunk]
    held = distinct(chunk[is_glued])
    return np.concatenate([some[~is_glued], ranges(first[held], end[held])[1]])
