"""Texts whose lines are wrapped, as wires, mails, newsletters and PDF files have them: line ends there are blanks.

One decision a text. Lines are wrapped if they break in mid-sentence, and if each is about as long as it can be: the
first word of the next line would not have fitted. Then single line ends inside paragraphs become blanks; a hyphen at a
line end stays where it belongs to the word, and is a row of `removed` where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import text_bytes
from pipeline.arrays.types import Bool
from pipeline.cleaning import thresholds as t
from pipeline.cleaning.known_words import known_words

_ITEM = re.compile(r"\s*([-*\u2022\u2013\u2014>|+]\s|\(?\d{1,3}[.)]\s|[a-z]\)\s|[A-Z][\w-]*: )")
_CLOSED = re.compile(r"[.?!:\u2026][\"'\u201d\u2019)\]]*$")
_CUT_WORD = re.compile(r"([A-Za-z]*[a-z])-$")
_REST = re.compile(r"[a-z]+")
_INDENT = re.compile(r"[ \t]{2,}\S")


def unwrap(text: str) -> str:
    """A text with blanks for the line ends inside its paragraphs if it is wrapped; else the text itself."""
    lines = [line.rstrip() for line in text.split("\n")]
    joints = [at for at in range(len(lines) - 1) if _may_join(lines[at], lines[at + 1])]
    width = max((len(lines[at]) for at in joints), default=0)
    if not _is_wrapped(lines, joints, width):
        return text
    inside = {at for at in joints if _goes_on(lines[at], lines[at + 1], width)}
    words = _words(text)
    parts = [line + _joint(line, after, words, at in inside) for at, (line, after) in enumerate(_pairs(lines))]
    return "".join(part if at - 1 not in inside else part.lstrip() for at, part in enumerate(parts))


def may_be_wrapped(texts: pa.Array) -> Bool:
    """Texts of several lines, none of them long; bool, shape (n,)."""
    data, bounds = text_bytes(texts)
    ends = np.sort(np.concatenate([np.flatnonzero(data == ord("\n")), bounds[1:]]), kind="stable")
    sizes = np.diff(ends, prepend=0)
    row = np.searchsorted(bounds, ends, side="left") - 1
    longest, n_lines = np.zeros(len(texts), np.int64), np.bincount(np.maximum(row, 0), minlength=len(texts))
    np.maximum.at(longest, np.maximum(row, 0), sizes)
    return np.asarray((n_lines > t.N_BROKEN_ENDS) & (longest <= 2 * t.WIDEST_CHARS))  # bytes: up to two a character


def _pairs(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    """Each line and the one behind it."""
    return zip(lines, [*lines[1:], None], strict=True)


def _may_join(line: str, after: str) -> bool:
    """Whether two lines may be of one paragraph: both are filled, and the second is neither an item nor indented."""
    return bool(line and after and not _ITEM.match(after) and not (_INDENT.match(after) and not _INDENT.match(line)))


def _is_wrapped(lines: list[str], joints: list[int], width: int) -> bool:
    """The decision, from the line ends inside paragraphs and the longest line that goes on."""
    if not joints or width > t.WIDEST_CHARS:
        return False
    if sum(bool(_CUT_WORD.search(lines[at]) and _REST.match(lines[at + 1])) for at in joints) >= t.N_CUT_WORDS:
        return True
    n_broken = sum(not _CLOSED.search(lines[at]) and lines[at + 1].lstrip()[:1].islower() for at in joints)
    n_full = sum(_is_full(lines[at], lines[at + 1], width) for at in joints)
    enough = n_broken >= max(t.N_BROKEN_ENDS, t.BROKEN_SHARE * len(joints)) and n_full >= t.FULL_SHARE * len(joints)
    return width >= t.NARROWEST_CHARS and enough


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would hardly have fitted behind a line."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > t.FULL_WIDTH * width


def _goes_on(line: str, after: str, width: int) -> bool:
    """Whether a paragraph goes on across a line end: the line is full, or stops in mid-sentence."""
    small = after.lstrip()[:1].islower()
    return _is_full(line, after, width) or (small and not _CLOSED.search(line))


def _joint(line: str, after: str | None, words: frozenset[str], is_inside: bool) -> str:  # noqa: FBT001 -- private
    """What stands between two lines: a line end, a blank, or nothing behind the hyphen of a word."""
    if after is None:
        return ""
    if not is_inside:
        return "\n"
    cut, rest = _CUT_WORD.search(line), _REST.match(after.lstrip())
    if not cut or not rest:
        return "" if line.endswith("\u00ad") else " "
    return "\n" if _is_one_word(cut[1].lower(), rest[0], words) else ""


def _is_one_word(first: str, rest: str, words: frozenset[str]) -> bool:
    """Whether a hyphen at a line end only cuts a word: the whole is a word, or one of its parts is none."""
    if f"{first}-{rest}" in words:
        return False
    known = known_words()
    return first + rest in words or first + rest in known or not (first in known and rest in known)


def _words(text: str) -> frozenset[str]:
    """The words of a text, with their hyphens, in small letters."""
    return frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()))
