"""The chart of section 1: articles by day of publication."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.drawing.formatting import plural
from pipeline.report.drawing.svg import columns


class Arrivals(NamedTuple):
    """The chart.

    Attributes:
        chart: SVG.
        most: articles of the highest column.
        names: of all columns, or of the first, the middle and the last one.
        unit: what one column stands for.
        has_copies: whether any of the articles is a copy.
        width: of the chart, in rem: few columns do not fill the page.
    """

    chart: Markup
    most: int
    names: list[str]
    unit: str
    has_copies: bool
    width: int


def arrivals(corpus: CorpusSummary) -> Arrivals | None:
    """Originals and copies by day (or week, or more days) of the main stretch; None where no article has a day."""
    calendar = corpus.calendar
    if calendar.is_empty:
        return None
    covered = calendar.covers(corpus.articles.day)
    bar, is_copy = calendar.bars(corpus.articles.day[covered]), corpus.articles.is_copy[covered]
    series = [np.bincount(bar[chosen], minlength=calendar.n_bars) for chosen in (~is_copy, is_copy)]
    total = series[0] + series[1]
    names = [calendar.name(i) for i in range(calendar.n_bars)]
    tips = [
        f"{name}: {plural(int(n), 'article')}" + (f", of them {plural(int(c), 'copy', 'copies')}" if c else "")
        for name, n, c in zip(names, total, series[1], strict=True)
    ]
    said = f"{plural(int(total.sum()), 'article')} by {calendar.unit}; most: {tips[int(np.argmax(total))]}"
    chart = columns([s.tolist() for s in series], tips, said, ("original", "copy"))
    shown = names if len(names) <= 7 else [names[0], names[len(names) // 2], names[-1]]
    return Arrivals(chart, int(total.max()), shown, calendar.unit, bool(is_copy.any()), max(14, 5 * calendar.n_bars))
