"""Noise inside lines: photo credits in brackets, players, calls to click; the line around it stays."""

from __future__ import annotations

import numpy as np

from pipeline.arrays.arrow import numbers
from pipeline.arrays.types import Bool
from pipeline.cleaning.prefilter import find_each, relaxed
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
    at = np.flatnonzero(asked & (lines.ends - lines.starts <= _LONGEST))
    rules = [rule for rule in inline_rules() if rule.safe or mode != "safe"]
    found: list[tuple[int, int, int]] = []
    for nth, own in find_each(
        lines.texts.take(numbers(at)), [relaxed(rule.only_in or rule.pattern) for rule in rules]
    ).items():
        text = lines.text(int(at[nth]))
        spans = apart((*span, names().index(rules[n].name)) for n in own for span in rules[n].spans(text))
        found += in_bytes(text, spans, int(lines.starts[at[nth]]))
    starts, ends, taken = np.array(found, np.int64).reshape(-1, 3).T
    return Spans(starts, ends, taken)
