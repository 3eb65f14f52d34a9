"""Cleaning of repaired texts: what goes, what stays, and how the two fit together again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrays.arrow import numbers, text_bytes, to_numpy
from pipeline.arrays.types import Bool, Float64
from pipeline.cleaning.classify import Verdicts, noise_lines
from pipeline.cleaning.inline_rules import inline_noise
from pipeline.cleaning.markup import TAG_OR_COMMENT, markup_spans
from pipeline.cleaning.prefilter import find_lines
from pipeline.cleaning.repair import repair
from pipeline.cleaning.repeated_lines import Repeats
from pipeline.cleaning.rules import NONE
from pipeline.cleaning.spans import SpanRows, Spans, merged, moved, put_back, span_rows, whole_lines, without
from pipeline.cleaning.structure import ArticleMetadata, is_closed, must_stay_whole
from pipeline.cleaning.wrapped import may_be_wrapped
from pipeline.text.lines import Lines, split_lines


class Stripped(NamedTuple):
    """n repaired texts, and the same without markup.

    Attributes:
        whole: n strings, repaired.
        markup: spans of them that are markup.
        rest: the texts without these spans.
        lines: the lines of `rest`.
    """

    whole: pa.Array
    markup: Spans
    rest: pa.Array
    lines: Lines

    @classmethod
    def of(cls, whole: pa.Array) -> Stripped:
        """Strip repaired texts."""
        markup = markup_spans(whole)
        rest = without(*text_bytes(whole), markup) if len(markup.starts) else whole
        return cls(whole, markup, rest, split_lines(rest))

    def is_empty(self) -> Bool:
        """Which texts have nothing but markup and white space; bool, shape (n,)."""
        return _is_blank(self.rest)

    def only(self, kept: Bool) -> Stripped:
        """Some of the texts, bool, shape (n,)."""
        return Stripped.of(self.whole.filter(numbers(kept))) if not kept.all() else self


def lines_of(texts: pa.Array) -> Lines:
    """The lines of n decoded texts, to be counted: as cleaning will see them, but for repairs inside lines."""
    changed = find_lines(texts, TAG_OR_COMMENT) | may_be_wrapped(texts)
    if not changed.any():
        return split_lines(texts)
    stripped = Stripped.of(repair(texts.filter(numbers(changed))))
    return split_lines(pc.replace_with_mask(texts, numbers(changed), stripped.rest))


class Cleaned(NamedTuple):
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


def clean_texts(
    stripped: Stripped, about: ArticleMetadata, repeats: Repeats, mode: str, min_probability: float = 0.1
) -> Cleaned:
    """Take the noise out of n repaired texts.

    Args:
        stripped: the texts without markup, and what they had of it.
        about: what is known of the articles.
        repeats: how often the lines repeat.
        mode: as for `noise_lines`.
        min_probability: as for `noise_lines`.

    Returns:
        See `Cleaned`; texts and spans interleave to the repaired texts, and no text is left blank.
    """
    lines = stripped.lines
    verdicts = noise_lines(lines, about, repeats, mode, min_probability)
    whole = must_stay_whole(lines, is_closed(lines), verdicts.taken != NONE)
    inline = inline_noise(lines, (verdicts.taken == NONE) & ~whole[lines.row], mode)
    noise = merged(whole_lines(lines, verdicts.taken.astype(np.int64)), inline)
    noise = noise.only(~_is_blank(without(lines.data, lines.bounds, noise))[noise.rows(lines.bounds)])
    rest = without(lines.data, lines.bounds, noise)
    flagged, probability = _flagged(lines, verdicts, noise)
    removed = span_rows(*text_bytes(stripped.whole), put_back(noise, stripped.markup))
    return Cleaned(rest, removed, span_rows(*text_bytes(rest), flagged), probability)


def _is_blank(texts: pa.Array) -> Bool:
    """Which texts have nothing but white space; bool, shape (n,)."""
    return np.asarray(to_numpy(pc.binary_length(pc.utf8_trim_whitespace(texts))) == 0)


def _flagged(lines: Lines, verdicts: Verdicts, noise: Spans) -> tuple[Spans, Float64]:
    """The suspected lines as they stand in the clean texts, and how likely each is noise."""
    at = np.flatnonzero(verdicts.suspected != NONE)
    found = moved(Spans(lines.starts[at], lines.ends[at], verdicts.suspected[at].astype(np.int64)), noise)
    filled = found.ends > found.starts
    return found.only(filled), verdicts.probability[at][filled]
