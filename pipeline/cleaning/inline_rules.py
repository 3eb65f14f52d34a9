"""Noise inside lines: photo credits in brackets, players, calls to click; the line around it stays."""

from __future__ import annotations

from functools import cache

import numpy as np

from pipeline.arrays.arrow import numbers
from pipeline.arrays.types import Bool
from pipeline.cleaning.prefilter import find_lines, relaxed
from pipeline.cleaning.rules import inline_rules, names
from pipeline.cleaning.spans import Spans, apart, in_bytes
from pipeline.text.lines import Lines

_LONGEST = 50_000  # bytes of a line that is looked at: patterns are not tried on a file without line ends


def inline_noise(lines: Lines, asked: Bool, mode: str) -> Spans:
    """The spans of lines that are noise for sure.

    Args:
        lines: n_lines lines of n texts.
        asked: shape (n_lines,): lines to look at.
        mode: as for `noise_lines`.

    Returns:
        Spans in bytes; rules are numbers of `rules.names()`.
    """
    found: list[tuple[int, int, int]] = []
    rules = [rule for rule in inline_rules() if rule.safe or mode != "safe"]
    at = np.flatnonzero(asked & (lines.ends - lines.starts <= _LONGEST))
    for line in at[find_lines(lines.texts.take(numbers(at)), _prefilter())].tolist():
        text = lines.text(line)
        spans = apart((*span, names().index(rule.name)) for rule in rules for span in rule.spans(text))
        found += [(*in_bytes(text, start, end, int(lines.starts[line])), rule) for start, end, rule in spans]
    starts, ends, taken = np.array(found, np.int64).reshape(-1, 3).T
    return Spans(starts, ends, taken)


@cache
def _prefilter() -> str:
    """RE2 pattern that finds every line with a span."""
    return "|".join(f"(?:{relaxed(rule.pattern)})" for rule in inline_rules())
