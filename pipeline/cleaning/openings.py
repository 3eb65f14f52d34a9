"""How lines begin: the first letters of their first word, and which lines a pattern bound to the start can match.

Half of the rules on lines begin with a word. Three letters of it keep the pattern from nearly all lines, and to look
them up takes no search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.text.lines import Lines

LETTERS = " abcdefghijklmnopqrstuvwxyz0"
"""What a line can begin with: case does not count, a blank is the end of a word, 0 is any digit."""
N_CODES = len(LETTERS) ** 3 + 1
UNSURE = N_CODES - 1
"""Code of a line with a letter beyond ASCII among the three, or with more marks before them than are looked at."""

_MOST = 4_000  # codes of a pattern: more than this are most of those that lines begin with
_MARKS = 8  # characters before the first letter
_MARK, _WIDE = 0, len(LETTERS)
_FOLDED = np.array(
    [
        _WIDE if b > 127 else LETTERS.index("0" if chr(b).isdigit() else chr(b).lower()) if chr(b).isalnum() else _MARK
        for b in range(256)
    ],
    np.uint8,
)
_SIGN = (0xE2, 0x80)  # UTF-8 of dashes, quotation marks and other signs begins like this
_SIGN_BYTES = 3

Node = Any
Heads = frozenset[str]


def openings(items: Sequence[Node]) -> Heads | None:
    """How every line begins that a pattern is found in.

    Args:
        items: its syntax tree.

    Returns:
        Beginnings of one to three LETTERS; None where the pattern is not bound to the start, or most lines begin so.
    """
    if not items or str(items[0][1]) != "AT_BEGINNING":
        return None
    heads, done = _grown(frozenset([""]), items[1:])
    found = heads | done
    n_codes = sum(len(LETTERS) ** (3 - len(head)) for head in found)
    return found if "" not in found and n_codes <= _MOST else None


def _grown(heads: Heads, items: Iterable[Node]) -> tuple[Heads, Heads]:
    """Beginnings that some items have made longer: those that the next item goes on with, and those that are done."""
    done: Heads = frozenset()
    for item in items:
        kind, of = str(item[0]), item[1]
        more: Heads = frozenset()
        if kind == "SUBPATTERN":
            heads, more = _grown(heads, of[3])
        elif kind == "BRANCH":
            ways = [_grown(heads, branch) for branch in of[1]]
            heads, more = (frozenset().union(*column) for column in zip(*ways, strict=True))
        elif kind.endswith("_REPEAT"):
            heads, more = _repeated(heads, *of)
        elif kind not in ("AT", "ASSERT", "ASSERT_NOT"):
            chars = _characters(kind, of)
            heads, more = (frozenset(), heads) if chars is None else (_followed(heads, chars), more)
        full = frozenset(head for head in heads if len(head) == 3 or head.endswith(" "))
        heads, done = heads - full, done | more | full
    return heads, done


def _repeated(heads: Heads, least: int, most: int, inner: Sequence[Node]) -> tuple[Heads, Heads]:
    """The same for a repeat: marks before the first letter say nothing, and after a few characters nothing is sure."""
    chars = _characters(str(inner[0][0]), inner[0][1]) if len(inner) == 1 else None
    if heads == {""} and chars == {" "}:
        return heads, frozenset()
    once, done = _grown(heads, inner)
    if (least, most) == (0, 1):
        return heads | once, done
    return frozenset(), done | once | (heads if least == 0 else frozenset())


def _followed(heads: Heads, chars: Iterable[str]) -> Heads:
    """Beginnings with one more character; marks before the first letter do not count."""
    return frozenset((head + char).lstrip() for head in heads for char in chars)


def _characters(kind: str, of: Any) -> set[str] | None:
    """The LETTERS of a node of one character; None where it may be any. A line with letters beyond ASCII is UNSURE."""
    members = of if kind == "IN" else [(kind, of)]
    found: set[str] = set()
    for member, value in members:
        name = str(member)
        if name == "CATEGORY" and str(value) in _CATEGORIES:
            found.add(_CATEGORIES[str(value)])
        elif name in ("LITERAL", "RANGE"):
            low, high = (value, value) if name == "LITERAL" else value
            found |= {LETTERS[_FOLDED[code]] for code in range(low, min(high, 127) + 1)}
            found |= {" "} if high > 127 else set()
        else:
            return None
    return found


_CATEGORIES = {"CATEGORY_NOT_WORD": " ", "CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "0"}


def codes_of(heads: Iterable[str]) -> Bool:
    """Which codes of lines agree with one of some beginnings; bool, shape (N_CODES,)."""
    found = np.zeros((len(LETTERS),) * 3, bool)
    for head in heads:
        found[tuple(LETTERS.index(char) for char in head)] = True
    return np.append(found.ravel(), True)


def first_letters(lines: Lines, asked: Int64) -> Int64:
    """The code of the first letters of some lines, shape (n,); UNSURE where it cannot be told.

    Args:
        lines: n_lines lines.
        asked: shape (n,): their numbers.
    """
    data = lines.data
    at, ends, left = lines.starts[asked], lines.ends[asked], np.arange(len(asked))
    for _ in range(_MARKS):
        left = left[(_letters(data, at[left]) == _MARK) & (at[left] < ends[left])]
        at[left] += np.where(data[at[left]] == _SIGN[0], _SIGN_BYTES, 1)  # a letter beyond ASCII is no mark
    codes, going, is_wide = np.zeros(len(at), np.int64), np.ones(len(at), bool), np.zeros(len(at), bool)
    for step in range(3):
        letters = np.where(going & (at + step < ends), _letters(data, at + step), _MARK)
        codes = codes * len(LETTERS) + letters
        is_wide |= letters == _WIDE
        going &= letters != _MARK
    is_wide[left[at[left] < ends[left]]] = True
    return np.asarray(np.where(is_wide, UNSURE, codes), np.int64)


def _letters(data: UInt8, at: Int64) -> UInt8:
    """The letter that begins at each byte: its place in LETTERS, _MARK, or _WIDE."""
    first = data.take(at, mode="clip")
    found = _FOLDED[first]
    sign = np.flatnonzero(first == _SIGN[0])
    found[sign[data.take(at[sign] + 1, mode="clip") == _SIGN[1]]] = _MARK
    return found
