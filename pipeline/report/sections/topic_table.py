"""Section 4: the topics, each with its words, its days, its tone and the articles that stand for it."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from pipeline.arrays.arrow import strings
from pipeline.arrays.types import Int64
from pipeline.report.data.colours import colour_class, colours
from pipeline.report.data.corpus_summary import CorpusSummary, Topic
from pipeline.report.data.frame import mean
from pipeline.report.data.headlines import Headline, headlines
from pipeline.report.data.reading import places
from pipeline.report.drawing.formatting import plural
from pipeline.report.drawing.svg import spark
from pipeline.report.files.metrics import share

N_REPRESENTATIVES = 2  # articles that stand for each of the largest topics; for the others one
N_LARGEST = 12  # the largest topics


class TopicRow(NamedTuple):
    """A topic as the table shows it.

    Attributes:
        topic: the row of `topics`.
        colour: class of its dots on the map.
        share: of all articles, 0..1.
        compound: mean tone of its articles, copies left out; NaN without.
        spark: its articles by bar of the calendar.
        parent: label of the wider topic, empty for none.
        representatives: articles nearest to its centre.
    """

    topic: Topic
    colour: str
    share: float
    compound: float
    spark: Markup
    parent: str
    representatives: list[Headline]


def topic_rows(corpus: CorpusSummary) -> list[TopicRow]:
    """All topics, largest first."""
    number = colours(corpus)
    return [
        _row(corpus, topic, colour_class(number[topic.topic_id]), shown)
        for topic, shown in zip(corpus.topics, _representatives(corpus), strict=True)
    ]


def _representatives(corpus: CorpusSummary) -> list[list[Headline]]:
    """The articles nearest to the centre of each topic, as many as are shown, without those that are gone."""
    wanted = [one for topic in corpus.topics for one in topic.representatives]
    row_of = dict(zip(wanted, places(strings(wanted), corpus.articles.ids).tolist(), strict=True))
    nearest = [[row for row in map(row_of.__getitem__, topic.representatives) if row >= 0] for topic in corpus.topics]
    shown = [rows[: N_REPRESENTATIVES if rank < N_LARGEST else 1] for rank, rows in enumerate(nearest)]
    lines = iter(headlines(corpus.articles, [row for rows in shown for row in rows]))
    return [list(islice(lines, len(rows))) for rows in shown]


def _row(corpus: CorpusSummary, topic: Topic, colour: str, representatives: list[Headline]) -> TopicRow:
    articles = corpus.articles
    rows = np.flatnonzero(articles.topic == topic.topic_id)
    return TopicRow(
        topic=topic,
        colour=colour,
        share=share(topic.n_articles, articles.n),
        compound=mean(articles.compound[rows[~articles.is_copy[rows]]]),
        spark=_spark(corpus, articles.day[rows]),
        parent="" if topic.parent_id is None else corpus.label(topic.parent_id),
        representatives=representatives,
    )


def _spark(corpus: CorpusSummary, days: Int64) -> Markup:
    """The topic's articles by bar, with the last ones said in words."""
    calendar = corpus.calendar
    if calendar.is_empty:
        return Markup("")
    counts = np.bincount(calendar.bars(days[calendar.covers(days)]), minlength=calendar.n_bars).tolist()
    said = ", ".join(map(str, counts[-7:]))
    lead = "last bars: " if len(counts) > 7 else ""
    return spark(counts, f"{plural(sum(counts), 'dated article')}; {lead}{said}")
