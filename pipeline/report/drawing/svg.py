"""Charts as SVG shapes without words: numbers, axes and legends stand around them in HTML, readable at any width.

Colours come from the style sheet by class, so that dark mode and print need no second drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from markupsafe import Markup

from pipeline.arrays.types import Float64, Int64

BALANCE_END = 0.5  # means of several articles, and of sentences, hardly ever lie further out
MAP_SIZE = (1000, 580)
MAP_MARGIN = 24
MOST_STRETCH = 1.6  # of one axis against the other: fills the map, and near dots stay near

_IMAGE = Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}"{}>{}</svg>')
_STRETCH = Markup(' preserveAspectRatio="none"')
_COLUMN = Markup('<g><title>{}</title><rect class="hit" x="{}" width="1" height="100"/>{}</g>')
_BAR = Markup('<rect class="{}" x="{:.2f}" width=".84" y="{:.1f}" height="{:.1f}"/>')
_PIECE = Markup('<rect class="{}" x="{:.2f}" width="{:.2f}" height="10"/>')
_PATH = Markup('<path class="{}" d="{}"/>')
_BALANCE = Markup('<i class="balance {}" style="--x:{:.1f}%;--w:{:.1f}%"></i>')


def _joined(shapes: Iterable[Markup]) -> Markup:
    return Markup("").join(shapes)


def columns(values: Sequence[Sequence[int]], names: Sequence[str], label: str, kinds: Sequence[str]) -> Markup:
    """Stacked columns with a tip each.

    Args:
        values: series of n counts, the lowest first.
        names: n tips, plain text.
        label: what the chart shows, plain text.
        kinds: a class for each series, or for each column where there is one series.
    """
    stacked = np.asarray(values, np.float64).reshape(len(values), len(names))
    heights = stacked * 100 / max(1.0, float(stacked.sum(axis=0).max(initial=0)))
    tops = 100 - np.cumsum(heights, axis=0)
    shapes = []
    for i, name in enumerate(names):
        parts = [s for s in range(len(values)) if heights[s, i] > 0]
        kind = {s: kinds[i if len(values) == 1 < len(kinds) else s] for s in parts}
        bars = _joined(_BAR.format(kind[s], i + 0.08, tops[s, i], heights[s, i]) for s in parts)
        shapes.append(_COLUMN.format(name, i, bars))
    return _IMAGE.format("columns", max(1, len(names)), 100, label, _STRETCH, _joined(shapes))


def spark(values: Sequence[int], label: str) -> Markup:
    """Small columns, one path; the highest value fills the height."""
    top = max([1, *values])
    heights = [(i, max(1, round(20 * v / top))) for i, v in enumerate(values) if v]
    path = "".join(f"M{i}.5 20v-{height}" for i, height in heights[:1]) + "".join(
        f"m{i - before} {below}v-{height}" for (before, below), (i, height) in pairwise(heights)
    )
    return _IMAGE.format("spark", max(1, len(values)), 20, label, _STRETCH, _PATH.format("bars", path))


def balance(compound: float) -> Markup:
    """A tone as a bar to the left or the right of a middle line, full at ±BALANCE_END; decoration beside its number."""
    value = 0.0 if np.isnan(compound) else 50 * float(np.clip(compound / BALANCE_END, -1, 1))
    return _BALANCE.format("pos" if value > 0 else "neg", 50 + min(value, 0), abs(value))


def shares(parts: Sequence[tuple[str, float]], label: str) -> Markup:
    """One bar of 100 units cut into (class, share 0..1) pieces."""
    ends = np.cumsum([0.0, *(100 * share for _, share in parts)])
    shapes = [_PIECE.format(kind, at, 100 * share) for (kind, share), at in zip(parts, ends, strict=False)]
    return _IMAGE.format("shares", 100, 10, label, _STRETCH, _joined(shapes))


def places(x: Float64, y: Float64) -> tuple[Int64, Int64]:
    """Map positions in whole units of MAP_SIZE, the margin kept free; an axis is stretched by MOST_STRETCH at most.

    Args:
        x: float64, shape (n,), n > 0, finite.
        y: the same.
    """
    spans, middles = [float(np.ptp(a)) for a in (x, y)], [float(a.max() + a.min()) / 2 for a in (x, y)]
    rooms = [size - 2 * MAP_MARGIN for size in MAP_SIZE]
    fits = [room / span if span > 0 else np.inf for room, span in zip(rooms, spans, strict=True)]
    least = min(fits)
    scales = [min(fit, MOST_STRETCH * least) if np.isfinite(least) else 0.0 for fit in fits]
    left, top = (
        np.rint((a - m) * scale + size / 2) for a, m, scale, size in zip((x, y), middles, scales, MAP_SIZE, strict=True)
    )
    return left.astype(np.int64), top.astype(np.int64)
