"""A light model of noise lines: a logistic regression on shape, place and repetition, no word of it.

Lines that it suspects are flagged; only `clean.mode: full` takes away those it is most sure of.
`benchmarks/train/line_model.py` trains it on labelled lines; judged by folds over publishers it finds a few more lines
than the rules do and loses more content.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.arrays.arrow import numbers, text_bytes
from pipeline.arrays.types import Bool, Float64, Int64
from pipeline.cleaning import thresholds as t
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rules import HEAD, TAIL
from pipeline.cleaning.structure import distances
from pipeline.resources import resource
from pipeline.text.lines import Lines


@dataclass(frozen=True)
class LineContext:
    """What is known of n_lines lines when the rules are through.

    Attributes:
        closed: shape (n_lines,): lines that end like a sentence.
        prose: shape (n_lines,): paragraphs.
        taken: shape (n_lines,): noise by rule.
        where: zone → bool, shape (n_lines,).
        repeats: how often the lines repeat.
    """

    closed: Bool
    prose: Bool
    taken: Bool
    where: dict[str, Bool]
    repeats: Repeats


def asked(lines: Lines, setting: LineContext) -> Int64:
    """Numbers of the lines that the model scores: short ones that no rule took."""
    return np.flatnonzero(~setting.taken & (lines.ends - lines.starts <= t.MODEL_BYTES))


def features(lines: Lines, setting: LineContext, at: Int64) -> dict[str, Float64]:
    """What the model looks at.

    Args:
        lines: n_lines lines.
        setting: what is known of them.
        at: shape (n,): numbers of the lines to look at, ascending.

    Returns:
        Feature name → float64, shape (n,), about 0..1.
    """
    sizes = np.maximum(lines.ends - lines.starts, 1)[at]
    capitals, digits, blanks, starts = _shares(lines, at)
    before, behind = (places[at] for places in distances(lines))
    noise, prose = _neighbours(lines, setting.taken), _neighbours(lines, setting.prose)
    found = {
        "length": np.log2(sizes) / 10,
        "open": ~setting.closed[at],
        "colon": lines.data[lines.ends[at] - 1] == ord(":"),
        "capitals": capitals / np.maximum(1 - blanks, 0.01),
        "digits": digits,
        "title_case": starts * sizes / np.maximum(blanks * sizes + 1, 1),
        "words": np.minimum(blanks * sizes + 1, 40) / 40,
        "first": before == 0,
        "near_top": before < 3,
        "last": behind == 0,
        "near_end": behind < 3,
        "head": setting.where[HEAD][at],
        "tail": setting.where[TAIL][at],
        "between_prose": (prose[0] & prose[1])[at],
        "beside_noise": (noise[0] | noise[1])[at],
        "repeats": np.minimum(np.log2(np.maximum(setting.repeats.own[at], 1)), 4) / 4,
    }
    return {name: np.asarray(values, np.float64) for name, values in found.items()}


def probabilities(lines: Lines, setting: LineContext) -> Float64:
    """How likely each line is noise, 0..1, shape (n_lines,); 0 for lines that the model does not score."""
    weights, at = _weights(), asked(lines, setting)
    score = np.full(len(at), weights["bias"])
    for name, values in features(lines, setting, at).items():
        score += weights[name] * values
    found = np.zeros(len(lines))
    found[at] = 1 / (1 + np.exp(-score))
    return found


def removal_probability() -> float:
    """Probability from which on `clean.mode: full` takes a line away."""
    return float(1 / (1 + np.exp(-_weights()["threshold"])))


def _shares(lines: Lines, at: Int64) -> tuple[Float64, Float64, Float64, Float64]:
    """Shares of the bytes of some lines that are capitals, digits, blanks, capitals behind a blank; shape (n,) each."""
    texts = lines.texts.take(numbers(at))
    data, bounds = text_bytes(texts)
    sizes = (lines.ends - lines.starts)[at]
    starts = bounds[:-1]
    capital = (data >= ord("A")) & (data <= ord("Z"))
    opening = capital.copy()
    opening[1:] &= data[:-1] <= ord(" ")
    opening[starts] = capital[starts]
    digit, blank = (data >= ord("0")) & (data <= ord("9")), data == ord(" ")
    shares = [_share(kind, starts, sizes) for kind in (capital, digit, blank, opening)]
    return shares[0], shares[1], shares[2], shares[3]


def _share(kind: Bool, starts: Int64, sizes: Int64) -> Float64:
    """Share of the bytes of each short span that are of a kind; spans ascend, nothing between them is of it."""
    counts = np.add.reduceat(kind.view(np.uint8), starts, dtype=np.uint16)
    return np.asarray(counts / np.maximum(sizes, 1), np.float64)


def _neighbours(lines: Lines, flags: Bool) -> tuple[Bool, Bool]:
    """The flag of the line before and of the line behind each line in its article; False where there is none."""
    before, behind = np.zeros(len(flags), bool), np.zeros(len(flags), bool)
    same = lines.row[1:] == lines.row[:-1]
    before[1:] = flags[:-1] & same
    behind[:-1] = flags[1:] & same
    return before, behind


@cache
def _weights() -> dict[str, float]:
    """Feature name → weight; `bias`; `threshold` of the score."""
    rows = (line.split("\t") for line in resource("line_model.tsv").splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
