"""The top stories: those that most articles of the last days tell."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc

from pipeline.arrays.arrow import flat
from pipeline.arrays.types import Int64
from pipeline.report.data.corpus_summary import CorpusSummary
from pipeline.report.data.days import NO_DAY
from pipeline.report.data.frame import mean
from pipeline.report.data.headlines import Headline, headlines
from pipeline.report.data.reader import story_numbers
from pipeline.report.data.reading import longs
from pipeline.report.drawing.formatting import edition_day, shorten

RECENT_DAYS = 3  # days before the edition that make a story current: a weekend and the day of the edition
N_NAMES = 4


class Story(NamedTuple):
    """Articles on one event.

    Attributes:
        number: its number in the views, -1 where they do not hold it.
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

    number: int
    lead: Headline
    n_articles: int
    n_copies: int
    sources: list[str]
    n_sources: int
    days: str
    topic: str
    reporter: float
    quotes: float


class TopStories(NamedTuple):
    """The stories shown, how many there are in all, and whether those shown are of the last days."""

    stories: list[Story]
    n_shared: int
    are_current: bool


def stories(corpus: CorpusSummary, held: Int64, n_stories: int) -> TopStories:
    """The current stories with most articles of the last days; where there is none, those that ended last.

    Args:
        corpus: the summary of the corpus.
        held: rows of the articles that the views hold.
        n_stories: most stories to show; a story has two articles or more, a current one an article of the last days.
            Where no article has a day, all stories are current.
    """
    encoded = pc.dictionary_encode(flat(corpus.articles.data["story_id"]))
    names, code = encoded.dictionary.to_pylist(), longs(encoded.indices, -1)
    day, last = corpus.articles.day, corpus.calendar.last
    size = np.bincount(code[code >= 0], minlength=len(names))
    is_recent = (day > last - RECENT_DAYS) & (day <= last) | corpus.calendar.is_empty
    recent = np.bincount(code[(code >= 0) & is_recent], minlength=len(names))
    current = (size > 1) & (recent > 0)
    weight = recent if current.any() else _last_days(code, day, len(names), last)
    chosen = np.flatnonzero(current if current.any() else (size > 1) & (weight > NO_DAY)).tolist()
    ranked = sorted(chosen, key=lambda i: (-int(weight[i]), -int(size[i]), names[i]))[:n_stories]
    number = story_numbers(corpus, held)
    shown = [_story(corpus, np.flatnonzero(code == i), names[i], number.get(names[i], -1)) for i in ranked]
    return TopStories(shown, int(np.count_nonzero(size > 1)), bool(current.any()))


def _last_days(code: Int64, day: Int64, n: int, edition: int) -> Int64:
    """The last day of each of n stories, up to that of the edition; NO_DAY for none."""
    found = np.full(n, NO_DAY)
    known = (code >= 0) & (day <= edition)
    np.maximum.at(found, code[known], day[known])
    return found


def _story(corpus: CorpusSummary, rows: Int64, story_id: str, number: int) -> Story:
    articles = corpus.articles
    once = rows[~articles.is_copy[rows]]
    rows_of_texts = once if len(once) else rows
    sources = sorted({s for s in articles.values("source", rows) if s})
    days = articles.day[rows][articles.day[rows] != NO_DAY]
    return Story(
        number=number,
        lead=headlines(articles, [_lead(corpus, rows_of_texts, story_id)])[0],
        n_articles=len(rows),
        n_copies=len(rows) - len(once),
        sources=[shorten(s, 40) for s in sources[:N_NAMES]],
        n_sources=len(sources),
        days=_days(days, corpus.calendar.last),
        topic=_topic(corpus, articles.topic[rows_of_texts]),
        reporter=mean(articles.number("reporter_compound")[rows_of_texts]),
        quotes=mean(articles.number("quotes_compound")[rows_of_texts]),
    )


def _lead(corpus: CorpusSummary, rows: Int64, story_id: str) -> int:
    """The article that the story is named after, else the first in the order of the frame; titled ones first."""
    titled = corpus.articles.has("title")[rows]
    named = [name == story_id for name in corpus.articles.values("article_id", rows)]
    ranked = sorted(zip(~titled, np.logical_not(named), rows.tolist(), strict=True))
    return int(ranked[0][2])


def _days(days: Int64, edition: int) -> str:
    if not len(days):
        return ""
    first, last = (edition_day(day, edition) for day in (days.min(), days.max()))
    return first if first == last else f"{first} – {last}"


def _topic(corpus: CorpusSummary, topics: Int64) -> str:
    """The most frequent topic; the smaller id of two equals."""
    found, n = np.unique(topics, return_counts=True)
    best = int(found[np.argmax(n)])
    return "" if best < 0 else corpus.label(best)
