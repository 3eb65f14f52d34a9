"""The newest articles, for readers without JavaScript; with it the finder searches all that the page holds."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import numpy as np

from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.days import NO_DAY
from pipeline.report.data.headlines import Headline, headlines
from pipeline.report.drawing.formatting import full_day

FAR = "far-off dates"
UNDATED = "without a date"


class Finder(NamedTuple):
    """Articles by day, newest first: (day in words, articles); `n_shown` of `n` originals are listed."""

    days: list[tuple[str, list[Headline]]]
    n_shown: int
    n: int


def finder(corpus: CorpusSummary, n_articles: int) -> Finder:
    """The newest articles, copies left out; far-off dates and articles without a day come last.

    Args:
        corpus: the summary of the corpus.
        n_articles: most articles to list: about 150 bytes of the page each.
    """
    once = np.flatnonzero(~corpus.articles.is_copy)
    day = _ranks(corpus)[once]
    newest = np.argsort(-day, kind="stable")[:n_articles]
    lines = zip(day[newest].tolist(), headlines(corpus.articles, once[newest].tolist()), strict=True)
    listed = sorted(lines, key=lambda line: (-line[0], line[1].title.casefold(), line[1].article_id))
    days = [(_name(day), [line for _, line in group]) for day, group in groupby(listed, key=lambda line: line[0])]
    return Finder(days, len(listed), len(once))


def _ranks(corpus: CorpusSummary) -> Int64:
    """The day of each article; NO_DAY + 1 for one far off, NO_DAY for none."""
    days = corpus.articles.day
    ranks = np.where(days == NO_DAY, NO_DAY, NO_DAY + 1)
    covered = corpus.calendar.covers(days)
    ranks[covered] = days[covered]
    return ranks


def _name(day: int) -> str:
    return {NO_DAY: UNDATED, NO_DAY + 1: FAR}.get(day) or full_day(day)
