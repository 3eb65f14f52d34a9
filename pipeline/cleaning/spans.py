"""Taking spans out of texts: what is left, and what went, with offsets that fit together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Bool, Int64, UInt8
from pipeline.arrays.utf8 import WideCharacters
from pipeline.cleaning.whitespace import cut
from pipeline.text.lines import Lines


class Spans(NamedTuple):
    """Spans to take out of n texts, ascending, disjoint, none across the end of a text.

    Attributes:
        starts: shape (k,): first byte, in the data of all texts.
        ends: shape (k,): one past the last byte.
        rules: shape (k,): what took it, a number of the caller's.
    """

    starts: Int64
    ends: Int64
    rules: Int64

    def only(self, kept: Bool) -> Spans:
        """Some of the spans."""
        return Spans(self.starts[kept], self.ends[kept], self.rules[kept])

    def rows(self, bounds: Int64) -> Int64:
        """The text of each span."""
        return np.searchsorted(bounds, self.starts, side="right") - 1


def whole_lines(lines: Lines, rules: Int64) -> Spans:
    """The spans of whole lines, each with the line ends that would be left over.

    Args:
        lines: n_lines lines; every text keeps at least one of them.
        rules: shape (n_lines,): negative for lines that stay.

    Returns:
        One span a line that goes: from the end of the line before it, or, above the first line that stays, up to the
        start of the line behind it.
    """
    gone = np.flatnonzero(rules >= 0)
    number = np.arange(len(lines))
    kept = np.where(rules < 0, number, -1)
    before = np.maximum.accumulate(kept) if len(kept) else kept
    first = np.searchsorted(lines.row, lines.row, side="left")
    led = (before >= first)[gone]
    starts = np.where(led, lines.ends[gone - 1], lines.starts[gone])
    after = np.minimum(gone + 1, max(len(lines) - 1, 0))
    ends = np.where(led, lines.ends[gone], lines.starts[after])
    return Spans(starts, ends, rules[gone].astype(np.int64))


def merged(one: Spans, other: Spans) -> Spans:
    """Both in order; spans of `other` that touch the inside of one of `one` are dropped."""
    at = np.searchsorted(one.ends, other.starts, side="right")
    free = other.ends <= np.append(one.starts, np.iinfo(np.int64).max)[at]
    starts = np.concatenate([one.starts, other.starts[free]])
    order = np.argsort(starts, kind="stable")
    ends = np.concatenate([one.ends, other.ends[free]])
    return Spans(starts[order], ends[order], np.concatenate([one.rules, other.rules[free]])[order])


def without(data: UInt8, bounds: Int64, gone: Spans) -> pa.Array:
    """The texts without these spans."""
    return cut(data, bounds, gone.starts, gone.ends)


class SpanRows(NamedTuple):
    """Spans as rows, in order.

    Attributes:
        row: shape (k,): the text that each stands in, ascending.
        starts: shape (k,): first character, offset into that text.
        ends: shape (k,): one past the last.
        texts: k strings: what they read.
        rules: shape (k,): what found it, a number of the caller's.
    """

    row: Int64
    starts: Int64
    ends: Int64
    texts: pa.Array
    rules: Int64

    def columns(self, names: Sequence[str]) -> dict[str, Any]:
        """The rows by column, each rule by its name."""
        rules = [names[rule] for rule in self.rules.tolist()]
        return {"row": self.row, "start": self.starts, "end": self.ends, "text": self.texts, "rule": rules}


def span_rows(data: UInt8, bounds: Int64, found: Spans) -> SpanRows:
    """The spans as rows.

    Args:
        data: UTF-8 bytes of n texts.
        bounds: shape (n + 1,): where each text begins, and the end of the last.
        found: k spans of them.
    """
    row = found.rows(bounds)
    wide = WideCharacters.of(data[: bounds[row[-1] + 1] if len(row) else 0])
    origin = wide.characters(bounds[row])
    starts, ends = (wide.characters(places) - origin for places in (found.starts, found.ends))
    raw = data.tobytes() if len(row) else b""
    texts = [raw[a:b].decode() for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]
    return SpanRows(row, starts, ends, strings(texts), found.rules)


def moved(found: Spans, gone: Spans) -> Spans:
    """Where spans stand once others are gone; what is gone of them is left out, and they may be empty."""
    before = np.concatenate([[0], np.cumsum(gone.ends - gone.starts)])

    def shifted(places: Int64) -> Int64:
        """The places without what is gone before them."""
        at = np.searchsorted(gone.starts, places)
        over = np.maximum(np.append(gone.ends, 0)[at - 1] - places, 0) * (at > 0)
        return np.asarray(places - before[at] + over)

    return Spans(shifted(found.starts), shifted(found.ends), found.rules)


def apart(spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Start, end and rule of spans in order; where two meet, the earlier one stays."""
    kept: list[tuple[int, int, int]] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def in_bytes(text: str, spans: Iterable[tuple[int, int, int]], origin: int) -> Iterator[tuple[int, int, int]]:
    """Start, end and rule of spans in order and apart: places of characters as places of bytes behind `origin`."""
    last = 0
    for start, end, rule in spans:
        first = origin + len(text[last:start].encode())
        origin, last = first + len(text[start:end].encode()), end
        yield first, origin, rule


def put_back(inner: Spans, outer: Spans) -> Spans:
    """Spans of texts that lack others, and those others, as spans of the whole texts.

    Args:
        inner: spans of the texts without `outer`.
        outer: spans of the whole texts.

    Returns:
        Both in order; a span of `outer` inside one of `inner` becomes a part of it.
    """
    before = np.concatenate([[0], np.cumsum(outer.ends - outer.starts)])
    places = outer.starts - before[:-1]
    starts = inner.starts + before[np.searchsorted(places, inner.starts, side="right")]
    ends = inner.ends + before[np.searchsorted(places, inner.ends, side="left")]
    return merged(Spans(starts, np.maximum(ends, starts), inner.rules), outer)
