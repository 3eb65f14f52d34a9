"""Section 3: the stories that most articles tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat
from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import Night
from pipeline.report.data.days import NO_DAY
from pipeline.report.data.frame import mean
from pipeline.report.data.headlines import Headline, headlines
from pipeline.report.data.reading import longs
from pipeline.report.drawing.formatting import short_day, shorten

RECENT_DAYS = 3  # a story is ranked by its articles of the last days, so that old ones make room
N_NAMES = 4


@dataclass(frozen=True)
class Story:
    """Articles on one event.

    Attributes:
        lead: its first article.
        n_articles: articles, copies included.
        n_copies: of them copies.
        sources: names of the first publishers.
        n_sources: how many publishers there are.
        days: first and last day in words, empty without a date.
        topic: label of the topic that most of its articles have, empty for none.
        reporter: mean tone of the reporters' sentences, NaN without.
        quotes: mean tone of the quoted sentences, NaN without.
    """

    lead: Headline
    n_articles: int
    n_copies: int
    sources: list[str]
    n_sources: int
    days: str
    topic: str
    reporter: float
    quotes: float


def stories(night: Night, n_stories: int) -> tuple[list[Story], int]:
    """The stories of two articles or more with most articles in the last days; and how many such stories there are."""
    encoded = pc.dictionary_encode(flat(night.articles.data["story_id"]))
    names, code = encoded.dictionary.to_pylist(), longs(encoded.indices, -1)
    day, last = night.articles.day, night.calendar.last
    size = np.bincount(code[code >= 0], minlength=len(names))
    recent = np.bincount(code[(code >= 0) & (day > last - RECENT_DAYS) & (day <= last)], minlength=len(names))
    shared = np.flatnonzero(size > 1).tolist()
    ranked = sorted(shared, key=lambda i: (-int(recent[i]), -int(size[i]), names[i]))
    return [_story(night, np.flatnonzero(code == i), names[i]) for i in ranked[:n_stories]], len(shared)


def _story(night: Night, rows: Int64, story_id: str) -> Story:
    articles = night.articles
    once = rows[~articles.is_copy[rows]]
    rows_of_texts = once if len(once) else rows
    sources = sorted({s for s in articles.values("source", rows) if s})
    days = articles.day[rows][articles.day[rows] != NO_DAY]
    return Story(
        lead=headlines(articles, [_lead(night, rows_of_texts, story_id)])[0],
        n_articles=len(rows),
        n_copies=len(rows) - len(once),
        sources=[shorten(s, 40) for s in sources[:N_NAMES]],
        n_sources=len(sources),
        days=_days(days),
        topic=_topic(night, articles.topic[rows_of_texts]),
        reporter=mean(articles.number("reporter_compound")[rows_of_texts]),
        quotes=mean(articles.number("quotes_compound")[rows_of_texts]),
    )


def _lead(night: Night, rows: Int64, story_id: str) -> int:
    """The article that the story is named after, else the first in the order of the frame; titled ones first."""
    titled = night.articles.has("title")[rows]
    named = [(sha or "")[:16] == story_id for sha in night.articles.values("content_sha256", rows)]
    ranked = sorted(zip(~titled, np.logical_not(named), rows.tolist(), strict=True))
    return int(ranked[0][2])


def _days(days: Int64) -> str:
    if not len(days):
        return ""
    first, last = short_day(days.min()), short_day(days.max())
    return first if first == last else f"{first} – {last}"


def _topic(night: Night, topics: Int64) -> str:
    """The most frequent topic; the smaller id of two equals."""
    found, n = np.unique(topics, return_counts=True)
    best = int(found[np.argmax(n)])
    return "" if best < 0 else night.label(best)
