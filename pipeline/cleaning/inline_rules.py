"""Noise inside lines: left-over tags, photo credits in brackets, calls to click; the line around it stays."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, to_numpy
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.cleaning.rules import InlineRule, inline_rules, names
from pipeline.cleaning.spans import Spans
from pipeline.text.lines import Lines

_BRACKETS = (ord("("), ord("<"), ord("["))
_BRACKETED = (
    r"(?i)<[a-z/!]|\[/?(?:embed|pull|capt|gall|vid|aud|you|twit|inst)|\((?:ap |ap/|getty|reuters|afp|epa )"
    r"|\((?:photo|image|picture|illustr|screens|related|read|see also|also on|more|watch|video)|\(\w[\w.-]+ \w[\w.-]+/"
)
"""RE2 pattern that finds every line with a bracket that one of the rules may take."""
_CALL = b"CLICK HERE"
_LONGEST = 50_000  # bytes of a line that is looked at: patterns are not tried on a file without line ends


def inline_noise(lines: Lines, asked: Bool, mode: str, short: Bool) -> Spans:
    """The spans of lines that are noise for sure.

    Args:
        lines: n_lines lines of n texts.
        asked: shape (n_lines,): lines to look at.
        mode: as for `noise_lines`.
        short: shape (n,): texts that only lose tags and invisible characters.

    Returns:
        Spans in bytes; rules are numbers of `noise_rules.names()`.
    """
    found: list[tuple[int, int, int]] = []
    for at in np.flatnonzero(asked & _promising(lines) & (lines.ends - lines.starts <= _LONGEST)).tolist():
        text = lines.text(at)
        rules = [rule for rule in inline_rules() if _holds(rule, mode, short=bool(short[lines.row[at]]))]
        origin = int(lines.starts[at])
        found += [(*_in_bytes(text, start, end, origin), rule) for start, end, rule in _spans(text, rules)]
    starts, ends, taken = np.array(found, np.int64).reshape(-1, 3).T
    return Spans(starts, ends, taken)


def _promising(lines: Lines) -> Bool:
    """Lines that may hold a span of one of the rules."""
    data = lines.data
    found = _holding(lines, np.flatnonzero((data == _BRACKETS[0]) | (data == _BRACKETS[1]) | (data == _BRACKETS[2])))
    places = np.flatnonzero(found)
    found[places] = to_numpy(pc.match_substring_regex(lines.texts.take(numbers(places)), _BRACKETED))
    return np.asarray(found | _holding(lines, np.concatenate([_invisible(data), _calls(data)])), bool)


def _holding(lines: Lines, places: Int64) -> Bool:
    """Lines that hold one of these bytes."""
    found = np.zeros(len(lines), bool)
    found[np.searchsorted(lines.starts, places, side="right") - 1] = True
    return found


def _calls(data: UInt8) -> Int64:
    """First bytes of the calls to click."""
    raw, found = data.tobytes(), [-1]
    while (at := raw.find(_CALL, found[-1] + 1)) >= 0:
        found.append(at)
    return np.array(found[1:], np.int64)


def _invisible(data: UInt8) -> Int64:
    """Last bytes of soft hyphens and of zero-width spaces (U+00AD, U+200B)."""
    hyphens = np.flatnonzero(data == 0xAD)
    spaces = np.flatnonzero(data == 0x8B)
    hyphens = hyphens[data[hyphens - 1] == 0xC2]
    return np.concatenate([hyphens, spaces[(data[spaces - 1] == 0x80) & (data[spaces - 2] == 0xE2)]])


def _holds(rule: InlineRule, mode: str, *, short: bool) -> bool:
    """Whether a rule applies in this mode, to a text without a paragraph or with one."""
    return (rule.safe or mode != "safe") and (not short or rule.name in ("html_tag", "invisible"))


def _spans(text: str, rules: list[InlineRule]) -> list[tuple[int, int, int]]:
    """Start, end and rule of the spans, in order; where two meet, the earlier stands."""
    spans = sorted((*span, names().index(rule.name)) for rule in rules for span in rule.spans(text))
    kept: list[tuple[int, int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _in_bytes(text: str, start: int, end: int, origin: int) -> tuple[int, int]:
    """Places of characters as places of bytes behind `origin`."""
    first = origin + len(text[:start].encode())
    return first, first + len(text[start:end].encode())
