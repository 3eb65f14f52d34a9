"""A light model of noise lines: a logistic regression on shape, place and repetition, no word of it.

Only `clean.mode: full` asks it. `benchmarks/train/line_model.py` trains it on labelled lines; judged by folds over
publishers it finds a few more lines than the rules do and loses more content.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.resources import resource
from pipeline.text.lines import Lines
from pipeline.text.noise_rules import HEAD, TAIL
from pipeline.text.noise_structure import distances
from pipeline.text.repeats import Repeats

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

LONGEST = 300
"""Bytes of a line that the model is asked of."""


@dataclass(frozen=True)
class Setting:
    """What is known of n_lines lines when the rules are through.

    Attributes:
        closed: shape (n_lines,): lines that end like a sentence.
        prose: shape (n_lines,): paragraphs.
        taken: shape (n_lines,): noise by rule.
        where: zone → bool, shape (n_lines,).
        repeats: how often the lines repeat.
    """

    closed: Bools
    prose: Bools
    taken: Bools
    where: dict[str, Bools]
    repeats: Repeats


def features(lines: Lines, setting: Setting) -> dict[str, Floats]:
    """What the model looks at.

    Args:
        lines: n_lines lines.
        setting: what is known of them.

    Returns:
        Feature name → float64, shape (n_lines,), about 0..1.
    """
    sizes = np.maximum(lines.ends - lines.starts, 1)
    capitals, digits, blanks, starts = (_share(lines, kind) for kind in _kinds(lines))
    before, behind = distances(lines)
    noise, prose = _neighbours(lines, setting.taken), _neighbours(lines, setting.prose)
    found = {
        "length": np.log2(sizes) / 10,
        "open": ~setting.closed,
        "colon": lines.data[lines.ends - 1] == ord(":"),
        "capitals": capitals / np.maximum(1 - blanks, 0.01),
        "digits": digits,
        "title_case": starts * sizes / np.maximum(blanks * sizes + 1, 1),
        "words": np.minimum(blanks * sizes + 1, 40) / 40,
        "first": before == 0,
        "near_top": before < 3,
        "last": behind == 0,
        "near_end": behind < 3,
        "head": setting.where[HEAD],
        "tail": setting.where[TAIL],
        "between_prose": prose[0] & prose[1],
        "beside_noise": noise[0] | noise[1],
        "repeats": np.minimum(np.log2(np.maximum(setting.repeats.own, 1)), 4) / 4,
    }
    return {name: np.asarray(values, np.float64) for name, values in found.items()}


def is_noise(lines: Lines, setting: Setting) -> Bools:
    """Lines that the model takes for noise; bool, shape (n_lines,)."""
    weights = _weights()
    score = np.full(len(lines), weights["bias"])
    for name, values in features(lines, setting).items():
        score += weights[name] * values
    return np.asarray((score > weights["threshold"]) & (lines.ends - lines.starts <= LONGEST))


def _kinds(lines: Lines) -> tuple[Bools, Bools, Bools, Bools]:
    """Which bytes are capitals, digits, blanks, capitals behind a blank."""
    data = lines.data
    capital = (data >= ord("A")) & (data <= ord("Z"))
    opening = capital.copy()
    opening[1:] &= data[:-1] <= ord(" ")
    return capital, (data >= ord("0")) & (data <= ord("9")), data == ord(" "), opening


def _share(lines: Lines, kind: Bools) -> Floats:
    """Share of the bytes of each line that are of a kind."""
    places = np.flatnonzero(kind)
    counts = np.searchsorted(places, lines.ends) - np.searchsorted(places, lines.starts)
    return np.asarray(counts / np.maximum(lines.ends - lines.starts, 1), np.float64)


def _neighbours(lines: Lines, flags: Bools) -> tuple[Bools, Bools]:
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
