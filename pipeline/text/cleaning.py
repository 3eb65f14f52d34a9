"""Cleaning of repaired texts: what goes, what stays, and how the two fit together again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.columns import to_numpy
from pipeline.text.lines import Lines
from pipeline.text.noise import noise_lines
from pipeline.text.noise_inline import inline_noise
from pipeline.text.noise_rules import NONE, names
from pipeline.text.noise_structure import About, is_closed, spared
from pipeline.text.removal import merged, removed, whole_lines, without
from pipeline.text.repeats import Repeats

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cleaned:
    """What cleaning n texts gave.

    Attributes:
        texts: n strings.
        row: shape (k,): the text that each removed stretch was taken from, ascending.
        starts: shape (k,): first character of the stretch, offset into the repaired text.
        ends: shape (k,): one past the last.
        pieces: k strings: the stretches.
        rules: k names of rules.
    """

    texts: pa.Array
    row: Places
    starts: Places
    ends: Places
    pieces: pa.Array
    rules: list[str]


def cleaned(lines: Lines, about: About, repeats: Repeats, mode: str) -> Cleaned:
    """Take the noise out of n repaired texts.

    Args:
        lines: their lines.
        about: what is known of the articles.
        repeats: how often the lines repeat.
        mode: as for `noise_lines`.

    Returns:
        See `Cleaned`; texts and stretches interleave to the repaired texts, and no text is left blank.
    """
    found = noise_lines(lines, about, repeats, mode)
    short = spared(lines, is_closed(lines), found != NONE)
    gone = merged(whole_lines(lines, found.astype(np.int64)), inline_noise(lines, found == NONE, mode, short))
    rest = without(lines.data, lines.bounds, gone)
    blank = to_numpy(pc.binary_length(pc.utf8_trim_whitespace(rest))) == 0
    if blank.any():
        gone = gone.only(~blank[gone.rows(lines.bounds)])
        rest = without(lines.data, lines.bounds, gone)
    row, starts, ends, pieces = removed(lines.data, lines.bounds, gone)
    return Cleaned(rest, row, starts, ends, pieces, [names()[rule] for rule in gone.rules.tolist()])
