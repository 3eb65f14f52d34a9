"""Cleaning of repaired texts: what goes, what stays, and how the two fit together again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import text_bytes, to_numpy
from pipeline.arrays.types import Float64
from pipeline.cleaning.classify import Verdicts, noise_lines
from pipeline.cleaning.inline_rules import inline_noise
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rules import NONE
from pipeline.cleaning.spans import SpanRows, Spans, merged, moved, span_rows, whole_lines, without
from pipeline.cleaning.structure import ArticleMetadata, is_closed, must_stay_whole
from pipeline.text.lines import Lines


@dataclass(frozen=True)
class Cleaned:
    """What cleaning n texts gave.

    Attributes:
        texts: n strings.
        removed: what went, by offsets into the repaired texts; rules are numbers of `noise_rules.names()`.
        flagged: what stays though it is suspected, by offsets into `texts`.
        probability: shape (n_flagged,): how likely each suspected span is noise, 0..1.
    """

    texts: pa.Array
    removed: SpanRows
    flagged: SpanRows
    probability: Float64


def clean_texts(lines: Lines, about: ArticleMetadata, repeats: Repeats, mode: str, least: float = 0.1) -> Cleaned:
    """Take the noise out of n repaired texts.

    Args:
        lines: their lines.
        about: what is known of the articles.
        repeats: how often the lines repeat.
        mode: as for `noise_lines`.
        least: as for `noise_lines`.

    Returns:
        See `Cleaned`; texts and spans interleave to the repaired texts, and no text is left blank.
    """
    told = noise_lines(lines, about, repeats, mode, least)
    short = must_stay_whole(lines, is_closed(lines), told.taken != NONE)
    inline = inline_noise(lines, told.taken == NONE, mode, short)
    gone = merged(whole_lines(lines, told.taken.astype(np.int64)), inline)
    rest = without(lines.data, lines.bounds, gone)
    blank = to_numpy(pc.binary_length(pc.utf8_trim_whitespace(rest))) == 0
    if blank.any():
        gone = gone.only(~blank[gone.rows(lines.bounds)])
        rest = without(lines.data, lines.bounds, gone)
    flagged, probability = _flagged(lines, told, gone)
    return Cleaned(rest, span_rows(lines.data, lines.bounds, gone), span_rows(*text_bytes(rest), flagged), probability)


def _flagged(lines: Lines, told: Verdicts, gone: Spans) -> tuple[Spans, Float64]:
    """The suspected lines as they stand in the clean texts, and how likely each is noise."""
    at = np.flatnonzero(told.suspected != NONE)
    found = moved(Spans(lines.starts[at], lines.ends[at], told.suspected[at].astype(np.int64)), gone)
    filled = found.ends > found.starts
    return found.only(filled), told.probability[at][filled]
